"""One person at the chat as the server sees them: the framework's protocol over a websocket, without a browser.

Every press sends what a browser would send (all widgets' values, the hashes of the messages it has kept) and
ends when the server says that the page is drawn. Messages are decoded, elements are looked at by their key.
"""

import time
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from advisor.content.schema import Fact
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW

Value = bool | str | list[str]

KEY = len("$$ID-") + 32 + 1
"""Where in a widget's id the key begins that the page gave it."""

DRAWN = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)

MOST_PRESSES = 200
"""So many presses end a walk that does not come to its result."""


class WalkError(Exception):
    """A page is not what it should be for this person. Its text says what is wrong, without an answer."""


class Press(NamedTuple):
    """One thing done at the page: a button (``value`` None), or a field and what it is set to."""

    key: str
    value: Value | None = None


class Screen:
    """What is drawn, by its place on the page. ``widgets``: elements by their key; ``fragments``: the part
    of the page that is drawn anew when one of them changes, empty for all of it; ``blocks``: containers' keys."""

    def __init__(self, drawn: Mapping[tuple[int, ...], ForwardMsg] | None = None) -> None:
        self._drawn = dict(drawn or {})
        self.widgets: dict[str, Any] = {}
        self.fragments: dict[str, str] = {}
        self.blocks: set[str] = set()

    def without(self, fragments: Collection[str]) -> "Screen":
        """What stays while these parts alone are drawn anew; nothing, if it is the whole page."""
        kept = {
            place: message
            for place, message in self._drawn.items()
            if fragments and message.delta.fragment_id not in fragments
        }
        return Screen(kept)

    def take(self, place: tuple[int, ...], message: ForwardMsg) -> None:
        """Takes an element or a container that has come."""
        self._drawn[place] = message

    def whole(self) -> "Screen":
        """The screen when all has come."""
        for message in self._drawn.values():
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind is not None and hasattr(widget := getattr(element, kind), "id"):
                self.widgets[widget.id[KEY:]] = widget
                self.fragments[widget.id[KEY:]] = message.delta.fragment_id
            elif message.delta.HasField("add_block"):
                self.blocks.add(message.delta.add_block.id[KEY:])
        return self

    def html(self) -> str:
        """All that is shown as HTML."""
        return "".join(one.delta.new_element.html.body for one in self._drawn.values())

    def asked(self) -> str | None:
        """The question that is open."""
        forms = (key[len("form-") :] for key in self.blocks if key.startswith("form-"))
        return next(forms, None)


class Visitor:
    """A person connected to one server. ``screen``: what they see; ``query``: what the address holds."""

    def __init__(self, socket: ClientConnection, port: int) -> None:
        self._socket = socket
        self._port = port
        self._values: dict[str, Value] = {}
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._page = ""
        self._drawn = 0
        self.screen = Screen()
        self.query = ""
        self.messages = 0
        self.bytes = 0

    async def press(self, press: Press | None = None) -> float:
        """Does one thing, or opens the page; returns the seconds until the server had drawn all."""
        sent = self._said(press).SerializeToString()
        start = time.perf_counter()
        await self._socket.send(sent)
        await self._draw()
        return time.perf_counter() - start

    def _said(self, press: Press | None) -> BackMsg:
        said = BackMsg()
        asks = said.rerun_script
        asks.query_string, asks.page_script_hash = self.query, self._page
        asks.context_info.timezone = "Asia/Shanghai"
        asks.context_info.timezone_offset = -480
        asks.context_info.locale = "zh-CN"
        asks.context_info.url = f"http://127.0.0.1:{self._port}/?{self.query}"
        if press is not None:
            if press.key not in self.screen.widgets:
                raise WalkError(f"nothing of this key to press: {press.key}")
            asks.fragment_id = self.screen.fragments[press.key]
            if press.value is not None:
                self._values[press.key] = press.value
            for key, widget in self.screen.widgets.items():
                state = asks.widget_states.widgets.add(id=widget.id)
                if key == press.key and press.value is None:
                    state.trigger_value = True
                elif not _put(state, self._values.get(key, _start(widget))):
                    asks.widget_states.widgets.pop()
        asks.cached_message_hashes.extend(self._kept)
        return said

    async def _draw(self) -> None:
        screen = Screen()
        while True:
            data = await self._socket.recv()
            assert isinstance(data, bytes)
            self.messages += 1
            self.bytes += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                kept, _ = self._kept[message.ref_hash]
                self._kept[message.ref_hash] = (kept, self._drawn)
                screen.take(tuple(message.metadata.delta_path), kept)
            elif kind == "delta":
                if message.metadata.cacheable:
                    self._kept[message.hash] = (message, self._drawn)
                screen.take(tuple(message.metadata.delta_path), message)
            elif kind == "new_session":
                self._page = message.new_session.page_script_hash
                screen = self.screen.without(message.metadata.run.fragment_ids)
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished":
                if message.script_finished in DRAWN:
                    break
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise WalkError("the script cannot be run")
        self.screen = screen.whole()
        self._drawn += 1
        self._kept = {name: kept for name, kept in self._kept.items() if self._drawn - kept[1] <= 2}
        self._values = {
            key: value for key, value in self._values.items() if key in self.screen.widgets
        }


def visit(port: int) -> connect:
    """A connection such as a browser makes; ``async with`` it."""
    return connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        compression=None,
        max_size=None,
        ping_interval=None,
        open_timeout=60,
    )


def _start(widget: Any) -> Value | None:
    """What a browser takes for a field's value before it is touched; None for a button."""
    kind = type(widget).__name__
    if kind == "Checkbox":
        return bool(widget.value if widget.set_value else widget.default)
    if kind == "Selectbox":
        return str(widget.raw_value if widget.set_value else widget.options[widget.default])
    if kind == "ButtonGroup":
        chosen = [widget.options[place].content for place in widget.default]
        return list(widget.raw_values) if widget.set_value else chosen
    if kind == "TextInput":
        return str(widget.value if widget.set_value else widget.default)
    return None


def _put(state: WidgetState, value: Value | None) -> bool:
    """Writes a field's value; whether there is one."""
    match value:
        case bool():
            state.bool_value = value
        case str():
            state.string_value = value
        case list():
            state.string_array_value.data.extend(value)
        case None:
            return False
    return True


# --- how a question is answered -------------------------------------------------------------------------


def presses(policy: Policy, question: str, raw: Mapping[str, Any]) -> Iterator[Press]:
    """What somebody with these facts does at a question, press by press."""
    group = [name for name, fact in policy.facts.items() if fact.group == question]
    if group:
        yield from _of_group(policy, group, raw)
    else:
        fact, value = policy.facts[question], raw.get(question)
        if value is None:
            yield Press(f"answer-{question}-unknown")
        elif value == [] and fact.none_label:
            yield Press(f"answer-{question}-none")
        else:
            yield from _ways(fact.kind)(question, fact, value)


def _of_group(policy: Policy, names: list[str], raw: Mapping[str, Any]) -> Iterator[Press]:
    if all(raw.get(name) is True for name in names):
        yield Press("answer-group-all")
        return
    for name in names:
        options = policy.facts[name].options
        if raw.get(name) is not True:
            said = options["no"].label if raw.get(name) is False else DONT_KNOW
            yield Press(f"entry-{name}", [said])
    yield Press("answer-group-each")


def _ways(kind: str) -> Callable[[str, Fact, Any], Iterator[Press]]:
    return {
        "choice": _choice,
        "yes_no": _choice,
        "date": _date,
        "choices": _choices,
        "years": _years,
        "diplomas": _diplomas,
        "spells": _spells,
    }[kind]


def _choice(name: str, fact: Fact, value: Any) -> Iterator[Press]:
    option = {True: "yes", False: "no"}[value] if fact.kind == "yes_no" else value
    yield Press(f"answer-{name}-{option}")


def _date(name: str, fact: Fact, value: str) -> Iterator[Press]:
    yield from _day(f"entry-{name}", value)
    yield Press(f"answer-{name}")


def _choices(name: str, fact: Fact, value: list[str]) -> Iterator[Press]:
    for option in value:
        yield Press(f"entry-{name}-{option}", True)
    yield Press(f"answer-{name}")


def _years(name: str, fact: Fact, value: list[int]) -> Iterator[Press]:
    for count in range(1, len(value) + 1):
        yield Press(f"entry-{name}", [f"{year}年" for year in value[:count]])
    yield Press(f"answer-{name}")


def _diplomas(name: str, fact: Fact, value: list[dict[str, Any]]) -> Iterator[Press]:
    kinds = [fact.options[one["kind"]].label for one in value]
    for count in range(1, len(kinds) + 1):
        yield Press(f"entry-{name}", kinds[:count])
    for one in value:
        if one["graduated_on"] is not None:
            yield from _day(f"entry-{name}-{one['kind']}", one["graduated_on"])
    yield Press(f"answer-{name}")


def _spells(name: str, fact: Fact, value: list[dict[str, Any]]) -> Iterator[Press]:
    for row, one in enumerate(value):
        key = f"entry-{name}-{row}"
        if row:
            yield Press(f"add-{name}")
        yield from _day(f"{key}-start", one["start"])
        if one["end"] is not None:
            yield Press(f"{key}-now", False)
            yield from _day(f"{key}-end", one["end"])
        if not one["related"]:
            yield Press(f"{key}-related", False)
    yield Press(f"answer-{name}")


def _day(key: str, text: str) -> Iterator[Press]:
    """Year, month and day; the list of days is another one for another length of month."""
    day = date.fromisoformat(text)
    yield Press(f"{key}-year", f"{day.year}年")
    yield Press(f"{key}-month", f"{day.month}月")
    last = monthrange(day.year, day.month)[1]
    yield Press(f"{key}-day-{last}", f"{day.day}日")
