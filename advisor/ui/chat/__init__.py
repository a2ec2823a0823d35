"""The chat: one question at a time, then the result; the address holds the answers."""
