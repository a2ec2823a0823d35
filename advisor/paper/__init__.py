"""Sheets and the wall chart as PDF."""
