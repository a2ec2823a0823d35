"""Whole units: a roster read, screened, given back as a workbook."""
