"""A password that cannot be guessed by trying: each wrong try makes the next one wait longer.

The count is kept here, on the server, once for each visitor and once for all of them together: a page
loaded again or a new visitor begins anew only for themselves. Nothing here sleeps and no password is
kept; the clock is an argument, in seconds from any start that only moves forward.
"""

import math
from dataclasses import dataclass
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST = 8
LONGEST = 200
_MOST_DOUBLINGS = 20  # two to this is longer than anybody is made to wait
_QUIET = 3600.0
"""After so many seconds without a wrong try, earlier ones are forgotten."""


class GateError(Exception):
    """A password or a hash that cannot be used: what is wrong and the remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass
class _Tally:
    """Wrong tries: how many, when the last was, until when the next is refused."""

    wrong: int = 0
    last: float = -math.inf
    until: float = -math.inf

    def count(self, now: float, free: int, longest: float) -> None:
        """One more wrong try; the first ``free`` cost nothing, then 1, 2, 4 … ``longest`` seconds."""
        self.wrong = self.wrong + 1 if now - self.last < _QUIET else 1
        self.last = now
        if self.wrong > free:
            # A power is worked out only as far as it counts: one of some thousand is no number.
            doublings = min(self.wrong - free - 1, _MOST_DOUBLINGS)
            self.until = now + min(2.0**doublings, longest)


class Gate:
    """One password, kept as its argon2 hash. Raises ``GateError`` for what is no such hash."""

    def __init__(self, password_hash: str) -> None:
        self._hasher = PasswordHasher()
        self._hash = password_hash
        self._lock = Lock()
        self._visitors: dict[str, _Tally] = {}
        self._all = _Tally()
        try:
            empty = self._matches("")
        except (InvalidHashError, VerificationError) as error:
            raise GateError("不是用来核对密码的散列") from error
        if empty:
            raise GateError("是空密码的散列")

    def attempt(self, visitor: str, password: str, now: float) -> bool:
        """Whether the password is right. While ``wait`` is above 0 it is not even looked at."""
        with self._lock:  # one try at a time: many at once count like one after another
            if self._wait(visitor, now) > 0:
                return False
            if len(password) <= LONGEST and self._matches(password):
                self._visitors.pop(visitor, None)
                return True
            self._forget(now)
            self._visitors.setdefault(visitor, _Tally()).count(now, free=0, longest=900)
            # A minute at most for all, or one who guesses on and on would lock everybody out.
            self._all.count(now, free=2, longest=60)
            return False

    def wait(self, visitor: str, now: float) -> int:
        """The whole seconds until this visitor may try again; 0 if at once."""
        with self._lock:
            return math.ceil(self._wait(visitor, now))

    def _wait(self, visitor: str, now: float) -> float:
        own = self._visitors.get(visitor, self._all)
        return max(own.until - now, self._all.until - now, 0.0)

    def _forget(self, now: float) -> None:
        quiet = [who for who, tally in self._visitors.items() if now - tally.last >= _QUIET]
        for who in quiet:
            del self._visitors[who]

    def _matches(self, password: str) -> bool:
        try:
            return self._hasher.verify(self._hash, password)
        except VerifyMismatchError:
            return False


def hash_of(password: str, again: str) -> str:
    """The argon2 hash of a password entered twice. Raises ``GateError`` for one that will not do."""
    if password != again:
        raise GateError("两次输入的不一样，请重新来一遍。")
    if not SHORTEST <= len(password) <= LONGEST:
        raise GateError(f"密码要{SHORTEST}到{LONGEST}个字，请换一个，重新来一遍。")
    return PasswordHasher().hash(password)
