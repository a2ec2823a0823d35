"""The checks, a module for each family of files; ``checks.check`` runs them all."""
