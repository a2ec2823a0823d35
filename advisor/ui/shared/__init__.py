"""What pages have in common: theme, frame, dates, paper, troubles."""
