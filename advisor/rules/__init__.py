"""The verdict: conditions folded into one outcome for each route."""
