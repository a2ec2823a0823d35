"""Waits until the process of the pages at a port of this machine is ready to serve: a minute at most.

``python deploy/await_ready.py 8501`` ends with 0 once it is, with 1 if it is not. systemd counts a process as
started when this has ended, so that the next one is not restarted before.
"""

import sys
import time
from http.client import HTTPConnection, HTTPException

SECONDS = 60
BETWEEN = 0.2


def main(port: str) -> int:
    """The exit status."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if ready(int(port)):
            return 0
        time.sleep(BETWEEN)
    print(f"端口{port}上的进程过了{SECONDS}秒还没有准备好。", file=sys.stderr)
    return 1


def ready(port: int) -> bool:
    """Whether the process there says so."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
