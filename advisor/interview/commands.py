"""What a person can type to be done instead of answered; the words for each are content."""

from enum import StrEnum


class Command(StrEnum):
    """By its name under ``commands`` in ``words.yaml``."""

    CHANGE_PREVIOUS = "change_previous"
    START_AGAIN = "start_again"
    PRINT = "print"
