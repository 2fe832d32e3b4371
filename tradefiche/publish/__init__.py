"""What is handed on: data files, the workbook, their description."""
