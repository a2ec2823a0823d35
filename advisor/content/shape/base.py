"""What every model of content is made of."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, StringConstraints, Tag

Words = str | dict[str, str]
"""A sentence for the applicant, or one sentence per option id (or per id of what is to be confirmed);
the key ``else`` stands for all others."""


DayOfYear = Annotated[
    str,
    StringConstraints(
        pattern=r"^(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])$|^(0[469]|11)-(0[1-9]|[12]\d|30)$|^02-(0[1-9]|1\d|2[0-9])$"
    ),
]
"""A day that comes every year, ``12-31``."""


def _form_of_day(raw: object) -> str:
    """Whether a day of one year is written, so that an error speaks of that form."""
    return "day" if isinstance(raw, date) else "day_of_year"


CountedTo = Annotated[
    Annotated[DayOfYear, Tag("day_of_year")] | Annotated[date, Tag("day")],
    Discriminator(_form_of_day),
]
"""To what day time is counted: one that comes every year, or one single day."""


class Model(BaseModel):
    """A strict, frozen piece of content: an unknown key or a value of another type is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
