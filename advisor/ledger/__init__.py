"""The desk's ledger: what was asked and answered, kept for a time, behind a password."""
