"""Whole provinces: columns of people in, columns of verdicts out."""
