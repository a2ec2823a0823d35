"""The shape of a pack's files, a module for each family of them; all their names are in ``schema``."""
