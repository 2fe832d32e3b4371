"""Yearly workbooks of régions: rows by département, A129 and country, three years per file."""

SAMPLE_SHEET = "DONNEES-SYNTHETIQUES"
"""Name of the sheet that marks a workbook as synthetic sample data, even outside its zip."""
