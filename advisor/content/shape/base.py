"""What every model of content is made of."""

from pydantic import BaseModel, ConfigDict

Words = str | dict[str, str]
"""A sentence for the applicant, or one sentence per option id (or per id of what is to be confirmed);
the key ``else`` stands for all others."""


class Model(BaseModel):
    """A strict, frozen piece of content: an unknown key or a value of another type is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
