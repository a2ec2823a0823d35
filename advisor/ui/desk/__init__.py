"""The help desk: every fact on one form, the routes live beside it, what to say."""
