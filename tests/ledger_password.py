"""A ledger's password in tests, and its hash, made cheaply: that a real one takes long is not what they try."""

from argon2 import PasswordHasher

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "correct horse"
HASH = CHEAP.hash(PASSWORD)
