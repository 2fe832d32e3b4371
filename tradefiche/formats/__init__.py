"""Files to hand on: CSV, Parquet, JSON, the workbook, pictures, and their description."""
