"""The XLSX workbook: cover, contents, notes and a sheet a table."""
