"""Whole units: a roster read safely, each row screened, and the workbook that comes out."""
