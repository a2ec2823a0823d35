"""The one place that reads a clock; the surfaces ask here, the core is told the day.

``today`` is the day where the notice applies: a server's own zone may be hours away from it.
"""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from advisor.rules.policy import Policy


def today(policy: Policy) -> date:
    """The day it now is in the pack's time zone, whatever the zone of the machine."""
    return datetime.fromtimestamp(time.time(), ZoneInfo(policy.content.pack.time_zone)).date()


def seconds() -> float:
    """Seconds from any start, only ever forward: for waiting, not for days."""
    return time.monotonic()
