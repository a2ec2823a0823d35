"""Put on ``PYTHONPATH``, this keeps a Python process inside its machine and writes down where it would
have gone, a line each, to the file named by ``WATCHED``."""

import os
import sys
from typing import Any

ASKS_FOR_A_NAME = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
SENDS = ("socket.connect", "socket.sendto", "socket.sendmsg")
HERE = ("", "127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "None")
DATAGRAM = 2


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ASKS_FOR_A_NAME:
        where = str(arguments[0])
    elif event in SENDS and isinstance(arguments[1], tuple):
        if event == "socket.connect" and arguments[0].type == DATAGRAM:
            return  # only aims: nothing is sent
        where = str(arguments[1][0])
    else:
        return
    if where not in HERE:
        with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
            file.write(f"{event} {where}\n")
        raise OSError(f"{where} is outside")


if "WATCHED" in os.environ:
    sys.addaudithook(watch)
