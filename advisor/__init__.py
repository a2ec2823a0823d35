"""The junior-title eligibility advisor: a notice as content, its rules as a pure core, and screens."""
