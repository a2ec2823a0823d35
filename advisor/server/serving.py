"""Which pack a request is answered with: the one its address names, else the setting's."""

from urllib.parse import parse_qs

from starlette.types import Scope

from advisor import clock, packs
from advisor.server.downloads import PACK


def fields(scope: Scope) -> dict[str, str]:
    """The fields of a request's address; of one given twice the last."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return {name: values[-1] for name, values in query.items()}


def named_pack(scope: Scope) -> str:
    """The id of the pack; the setting's too where the one that is named is not here, as the pages do."""
    named = fields(scope).get(PACK, "").strip()
    if named:
        try:
            return packs.find(named, clock.today)
        except packs.NoPackError:
            pass
    return packs.default(clock.today)
