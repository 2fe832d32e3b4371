"""The XLSX workbook: cover, contents, notes and one sheet per table."""
