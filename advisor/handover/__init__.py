"""Answers as a code, and back."""
