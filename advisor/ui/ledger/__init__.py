"""The ledger's page, behind its password."""
