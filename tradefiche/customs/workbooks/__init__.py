"""The yearly workbooks of a région: rows by département, A129 and country, three years a file."""

SAMPLE_SHEET = "DONNEES-SYNTHETIQUES"
"""Name of the sheet that tells a workbook of the sample, alone, from one of the Customs."""
