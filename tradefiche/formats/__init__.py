"""Exported files: CSV, Parquet, JSON, workbook, pictures, slides, and their description."""
