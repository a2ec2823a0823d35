"""A roster looked through before it is screened: what its headings are taken for, the wordings that are
not understood; both can be put right once for all rows, kept in the session and taken home."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from threading import Lock
from typing import IO

import streamlit as st

from advisor.rosters.columns import Headings
from advisor.rosters.corrections import (
    BLANK,
    NO_CORRECTIONS,
    Corrections,
    Wording,
    write_corrections,
)
from advisor.rosters.heading_rows import UNUSED
from advisor.rosters.reading import Reading, Seen
from advisor.rosters.tables.cells import SheetError
from advisor.rules.policy import Policy
from advisor.ui.shared.html import section

SAID = "roster-said"
ROWS_AT_A_TIME = 500
WORDINGS_SHOWN = 20
_UNCLEAR = "还不清楚"
_FILE = "花名册认法.yaml"


@dataclass
class Look:
    """One look through a roster. What it found is kept, the file and its people are not."""

    file_id: str
    said: Corrections
    columns: Sequence[Seen] = ()
    wordings: Sequence[Wording] = ()
    sheets: Sequence[tuple[str, bool]] = ()
    people: int = 0
    hopeless: str = ""
    done: bool = False
    lock: Lock = field(default_factory=Lock)
    reading: Reading | None = None

    def begin(self, policy: Policy, file: IO[bytes], as_of: date) -> None:
        """Opens the roster; one without hope says so in ``hopeless``."""
        try:
            # Without the meanings given so far: they are shown beside their wordings.
            said = self.said._replace(words={})
            self.reading = Reading(policy, file, as_of, said, guess=True)
        except SheetError as error:
            self._end(str(error))

    def go_on(self) -> float | None:
        """Some rows more; how much has been read, None at the end."""
        with self.lock:
            if self.reading is None:
                return None
            try:
                self.people += len(self.reading.step(ROWS_AT_A_TIME))
            except SheetError as error:
                self._end(str(error))
                return None
            if self.reading.done:
                self.columns = self.reading.columns
                self.wordings = self.reading.not_understood()
                self.sheets = [(sheet.name, sheet.read) for sheet in self.reading.sheets]
                self._end()
                return None
            return self.reading.fraction

    def fits(self, file_id: str, said: Corrections) -> bool:
        """Whether it is a look at this file, with the same said of its columns and sheets."""
        mine, theirs = self.said, said
        return (self.file_id, mine.columns, mine.sheets) == (file_id, theirs.columns, theirs.sheets)

    def _end(self, hopeless: str = "") -> None:
        self.hopeless = hopeless
        self.reading = None
        self.done = True


def said() -> Corrections:
    """What this visitor has said of rosters' columns and wordings so far."""
    found = st.session_state.get(SAID, NO_CORRECTIONS)
    assert isinstance(found, Corrections)
    return found


def show(policy: Policy, look: Look) -> None:
    """What the look found, to be put right."""
    unclear = sum(one.times for one in look.wordings)
    used = sum(bool(one.taken) for one in look.columns)
    if not used:
        st.html(
            "<h2>表头一列也没有认出来</h2>"
            '<p class="quiet">请在下面说明哪一列是姓名、学历、职称等，说出两列就能看。</p>'
        )
        _columns(policy, look)
        return
    st.html(
        f"<h2>有{look.people}人，认出了{used}列</h2>"
        '<p class="quiet">对的话就点“开始看”。认错的、没认出来的，在下面改一次，对所有行都算；'
        "不改也能看，没认出来的按不清楚算，写明在谁的哪一项。</p>"
    )
    if look.wordings:
        _wordings(look.wordings, unclear)
    _columns(policy, look)
    if len(look.sheets) > 1:
        _sheets(look.sheets)
    with st.container(horizontal=True, key="look-keep"):
        st.download_button(
            "存下这次的认法",
            data=lambda: _file(policy, look),
            file_name=_FILE,
            on_click="ignore",
            key="look-save",
        )
        if said() != NO_CORRECTIONS:
            st.button("改过的都不要了", key="look-forget", on_click=_forget)
    st.html(
        '<p class="quiet">下次先把存下的认法文件放到左边，再放花名册，就照它认。认法里没有姓名。</p>'
    )


def _wordings(wordings: Sequence[Wording], unclear: int) -> None:
    st.html(
        section(
            f"没认出来、或者没说全的写法（{len(wordings)}种，{unclear}处）",
            '<p class="quiet">每种说一次是什么意思就行。</p>',
        )
    )
    known = said()
    with st.container(horizontal=True, key="look-words"):
        for number, one in enumerate(wordings[:WORDINGS_SHOWN]):
            options = [_UNCLEAR, *one.allowed]
            now = known.words.get(one.heading, {}).get(one.text, _UNCLEAR)
            key = f"look-word-{number}-{one.heading}-{one.text}"
            st.selectbox(
                f"{one.heading}空着的，{one.times}处"
                if one.text == BLANK
                else f"{one.heading}“{one.text}”，{one.times}处",
                options,
                width=300,
                index=options.index(now) if now in options else 0,
                key=key,
                on_change=_say_word,
                args=(one.heading, one.text, key),
            )
    if len(wordings) > WORDINGS_SHOWN:
        st.html(
            f'<p class="quiet">这里只列最多的{WORDINGS_SHOWN}种，其余在认法文件和结果工作簿里。</p>'
        )


def _columns(policy: Policy, look: Look) -> None:
    """The headings found, what each is taken for, some of what stands below it; and one to put right."""
    used = [one for one in look.columns if one.taken]
    left = [one for one in look.columns if not one.taken]
    if used:
        st.html(section("哪一列当作什么", _table(used)))
    with st.expander(f"没有用到的{len(left)}列", key="look-unused", expanded=not used):
        st.html(_table(left))
    headings = [one.heading for one in look.columns]
    targets = [UNUSED, *Headings(policy.content).choices()]
    with st.container(horizontal=True, vertical_alignment="bottom", key="look-change"):
        heading = st.selectbox("要改的列", headings, key="look-heading", width=260)
        target = st.selectbox("当作", targets, key="look-target", width=260)
        st.button("改这一列", key="look-say", on_click=_say_column, args=(heading, target))


def _table(columns: Sequence[Seen]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.heading)}</td><td>{escape(one.taken or '不用')}</td>"
        f"<td>{escape('、'.join(one.samples))}</td></tr>"
        for one in columns
    )
    return (
        '<div class="scrolled" tabindex="0"><table class="people look"><thead><tr><th>表头</th><th>当作</th>'
        f"<th>下面写着</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _sheets(sheets: Sequence[tuple[str, bool]]) -> None:
    st.html(section("看哪几张表", ""))
    names = [name for name, _ in sheets]
    with st.container(horizontal=True, key="look-sheets"):
        for number, (name, read) in enumerate(sheets):
            key = f"look-sheet-{number}"
            st.checkbox(name, read, key=key, on_change=_say_sheets, args=(names,), width="content")


def _file(policy: Policy, look: Look) -> bytes:
    taken = [(one.heading, one.taken or UNUSED) for one in look.columns]
    return write_corrections(policy.content, taken, look.wordings, look.sheets, said())


def _say_word(heading: str, text: str, key: str) -> None:
    known = said()
    words = {name: dict(meanings) for name, meanings in known.words.items()}
    meaning = st.session_state[key]
    words.setdefault(heading, {}).pop(text, None)
    if meaning != _UNCLEAR:
        words[heading][text] = meaning
    _keep(known._replace(words={name: found for name, found in words.items() if found}))


def _say_column(heading: str, target: str) -> None:
    known = said()
    _keep(known._replace(columns={**known.columns, heading: target}))


def _say_sheets(names: Sequence[str]) -> None:
    chosen = {n: bool(st.session_state[f"look-sheet-{i}"]) for i, n in enumerate(names)}
    _keep(said()._replace(sheets=chosen))


def _forget() -> None:
    _keep(NO_CORRECTIONS)


def _keep(known: Corrections) -> None:
    st.session_state[SAID] = known
