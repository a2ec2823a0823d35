"""Whole units: a roster is handed in, screened before one's eyes, and given back as a workbook.

The file, what comes of it and the workbook live in the browser session alone and go with it.
"""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING

import streamlit as st

from advisor.days import day_in_words
from advisor.facts.values import FactError
from advisor.report.reckoning import offered
from advisor.rosters.corrections import NO_CORRECTIONS, Corrections, read_corrections
from advisor.rosters.judging import Judged, Unread
from advisor.rosters.result_book import ResultBook
from advisor.rosters.row_reading import Trouble
from advisor.rosters.said_files import FileError
from advisor.rosters.screening import Screening
from advisor.rosters.tables.cells import SheetError
from advisor.rosters.unit import NOTHING_SAID, Unit
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.server import uploads
from advisor.server.downloads import TEMPLATE, WORKBOOK
from advisor.ui.rosters import look as look_through
from advisor.ui.rosters import result as unit_result
from advisor.ui.rosters import unit_form
from advisor.ui.shared import choice
from advisor.ui.shared.dates import YEARS_AHEAD, pick_day
from advisor.ui.shared.html import link
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

FILE, LOOK, MESSAGE = "roster-file", "roster-look", "roster-message"
LET_GO = "这个文件看过了，没有留着。要按别的日子，或者改了认法、单位情况再看，请把文件再放一次。"
ROWS_AT_A_TIME = 100
SHOWN = 2_000  # people, and mistakes, that are kept to be shown; the workbook has all

_IN_MEMORY = 8_000_000  # bytes of a workbook before it goes to a nameless temporary file
_OTHER_DAY = "另选一天"


@dataclass
class Run:
    """One roster on its way: where it is, what is kept to be shown, the workbook once it is done.

    A click starts the page anew beside the run of it that is still at work, hence the lock.
    """

    file_id: str
    screening: Screening | None = None
    book: ResultBook | None = None
    people: list[Judged] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    hopeless: str = ""
    stopped: bool = False
    workbook: IO[bytes] | None = None
    lock: Lock = field(default_factory=Lock)

    file: IO[bytes] | None = None

    @property
    def going(self) -> bool:
        """Whether there is more to be done."""
        return self.book is not None and self.workbook is None

    @property
    def read(self) -> bool:
        """Whether the file has been read, to its end or as far as there was hope."""
        return self.workbook is not None or bool(self.hopeless)

    def begin(
        self,
        policy: Policy,
        file: IO[bytes],
        as_of: date,
        said: Corrections = NO_CORRECTIONS,
        unit: Unit = NOTHING_SAID,
    ) -> None:
        """Opens the roster; one without hope says so in ``hopeless``."""
        self.file = file
        try:
            self.screening = Screening(policy, file, as_of, said, unit)
            self.book = ResultBook(policy, as_of)
        except (SheetError, FactError) as error:
            self.hopeless = str(error)

    def go_on(self) -> Screening | None:
        """A few rows more, at the end the workbook; None where there is nothing to be done."""
        with self.lock:
            if self.screening is None or self.book is None or self.workbook is not None:
                return None
            screening = self.screening
            if screening.done:
                workbook = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (gone with the session)
                self.book.write(screening, workbook)
                self.workbook = workbook
                return None
            try:
                for found in screening.step(ROWS_AT_A_TIME):
                    self.book.add(found)
                    self.keep(found)
            except SheetError as error:
                self.hopeless = str(error)
                self._forget()
            return screening

    def keep(self, found: Judged | Unread) -> None:
        """Keeps what will be shown."""
        if isinstance(found, Unread):
            self.troubles += found.troubles[: SHOWN - len(self.troubles)]
        elif len(self.people) < SHOWN:
            self.people.append(found)

    def give_up(self) -> None:
        """Forgets all that came of the roster so far."""
        with self.lock:
            self._forget()

    def _forget(self) -> None:
        if self.book is not None:
            self.book.close()
        self.screening = self.book = None
        self.people, self.troubles = [], []


def page() -> None:
    """Draws the page."""
    bar("units")
    policy = choice.current()
    left, right = st.columns([400, 1000], gap="large")
    with left, st.container(key="unit-form"):
        file = _form(policy)
    with right, st.container(key="unit-main"):
        _main(policy, st.session_state.get("roster-run"), file)


def _main(policy: Policy, run: Run | None, file: "UploadedFile | None") -> None:
    """Right: what to do, what the file's columns are taken for, how far it is, or what came of it."""
    if run is not None and run.going:
        _go_on(run)
        return
    if run is not None and run.workbook is not None:
        _result(run)
        look = st.session_state.get(LOOK)
        if look is not None and look.done and not look.hopeless:
            with st.expander("表头和写法是怎么认的", key="unit-look"):
                look_through.show(policy, look)
        return
    if run is not None and run.hopeless:
        _hopeless(run.hopeless)
    elif run is not None and run.stopped:
        st.html('<div class="note">停下了，前面看的没有留下。要看的话，请再点“开始看”。</div>')
    if message := st.session_state.pop(MESSAGE, ""):
        st.html(f'<div class="note" role="status">{escape(message)}</div>')
    if file is not None:
        look = _look(policy, file)
        if look.hopeless:
            _hopeless(look.hopeless)
        else:
            look_through.show(policy, look)
            return
    st.html(unit_result.how_it_works(policy))


def _hopeless(why: str) -> None:
    st.html(f'<div class="note" role="alert"><b>这个文件看不了。</b><br>{escape(why)}</div>')


def _look(policy: Policy, file: "UploadedFile") -> look_through.Look:
    """The file looked through, with what has been said of its columns; again where that has changed."""
    said = look_through.said()
    look: look_through.Look | None = st.session_state.get(LOOK)
    if look is None or not look.fits(file.file_id, said):
        look = st.session_state[LOOK] = look_through.Look(file.file_id, said)
        look.begin(policy, file, choice.day(policy))
    if not look.done:
        progress = st.progress(0.0)
        while (fraction := look.go_on()) is not None:
            progress.progress(fraction, text=f"正在看表头和写法，已看{look.people}人")
        progress.empty()
    return look


def _form(policy: Policy) -> "UploadedFile | None":
    """Left: what to hand in and for which day, and what is the same for all; returns the file that is
    to be read."""
    st.html("<h1>单位花名册</h1>")
    st.html(link(choice.address(f"./{TEMPLATE}"), "下载空白模板", "template"))
    uploads.accept("units")
    file = st.file_uploader(
        "花名册（.xlsx、.xls、.et、.ods、.csv）", key=FILE, on_change=_other_file, args=(policy,)
    )
    as_of = _day(policy)
    unit = unit_form.show(policy)
    run: Run | None = st.session_state.get("roster-run")
    going = run is not None and run.going
    if run is not None and run.read:
        file = None
        st.html(f'<p class="quiet">{LET_GO}</p>')
    elif file is not None and is_said(file):
        file = None
    with st.container(horizontal=True):
        st.button(
            "开始看",
            key="start",
            type="primary",
            disabled=going or file is None or as_of is None,
            on_click=_start,
            args=(policy, file, as_of, unit),
            width="stretch",
        )
        st.button("停下", key="stop", disabled=not going, on_click=_stop, width="stretch")
    st.html(
        '<p class="quiet">文件只在这一次打开的网页里用，不存，关掉网页就没有了。'
        "请不要填身份证号和电话。</p>"
    )
    return file


def _other_file(policy: Policy) -> None:
    """Another file, or none, stands in the field: what came of the one before is forgotten. A file of
    what was said of columns and wordings is read at once and let go."""
    run: Run | None = st.session_state.get("roster-run")
    if run is not None:
        run.give_up()
    st.session_state["roster-run"] = st.session_state[LOOK] = None
    file = st.session_state.get(FILE)
    if file is None or not is_said(file):
        return
    try:
        st.session_state[look_through.SAID] = read_corrections(policy.content, file.getvalue())
        st.session_state[MESSAGE] = "认法记住了，现在放花名册就照它认。"
    except FileError as error:
        st.session_state[MESSAGE] = f"认法文件用不了：{error}"
    uploads.drop(file.file_id)


def is_said(file: "UploadedFile") -> bool:
    """Whether a file is one of what was said of columns and wordings."""
    return str(file.name).lower().endswith((".yaml", ".yml", ".json"))


def _day(policy: Policy) -> date | None:
    """The day of reckoning; None while it is not wholly chosen."""
    today = choice.day(policy)
    days = {f"今天（{day_in_words(today)}）": today}
    days |= {each.label: each.day for each in offered(policy, today)}
    chosen = st.radio("按哪一天算", [*days, _OTHER_DAY], key="roster-day", persist_state="session")
    if chosen in days:
        return days[chosen]
    day, complete, _ = pick_day("算到哪一天", "roster-other-day", today, None, YEARS_AHEAD)
    earliest = policy.content.pack.effective_from
    if complete and day is not None and day < earliest:
        st.html(f'<p class="quiet">通知从{day_in_words(earliest)}起施行，请选这一天或以后。</p>')
        return None
    return day if complete else None


def _start(policy: Policy, file: "UploadedFile", as_of: date, unit: Unit) -> None:
    run = Run(file.file_id)
    run.begin(policy, file, as_of, look_through.said(), unit)
    _let_go(run)
    st.session_state["roster-run"] = run
    st.session_state["unit-page"] = 1


def _stop() -> None:
    run: Run | None = st.session_state.get("roster-run")
    if run is not None and run.going:
        run.stopped = True
        run.give_up()


def _go_on(run: Run) -> None:
    """Screens on, telling how far it is. A click anywhere draws the page anew and comes back here;
    「停下」 has then ended it."""
    progress = st.progress(0.0)
    while (screening := run.go_on()) is not None:
        said = "正在写结果工作簿" if screening.done else _so_far(screening)
        progress.progress(screening.fraction, text=said)
    _let_go(run)
    st.rerun()


def _let_go(run: Run) -> None:
    """Lets go of a file that has been read: neither the server nor the page holds it any longer."""
    if run.read:
        uploads.drop(run.file_id)
        for held in (run.file, st.session_state.get(FILE)):
            if isinstance(held, BytesIO):
                held.truncate(0)


def _so_far(screening: Screening) -> str:
    return f"已看{screening.tally.people}人，其中要改的{screening.tally.unread}行"


def _result(run: Run) -> None:
    assert run.screening is not None
    assert run.workbook is not None
    screening, workbook = run.screening, run.workbook
    with st.container(horizontal=True, vertical_alignment="center", key="unit-head"):
        st.html(unit_result.headline(screening), width="stretch")

        def data() -> bytes:
            workbook.seek(0)
            return workbook.read()

        st.download_button(
            "下载结果工作簿",
            data=data,
            file_name=f"花名册结果（{day_in_words(screening.as_of)}）.xlsx",
            mime=WORKBOOK,
            on_click="ignore",
            type="primary",
            key="workbook",
        )
    st.html(unit_result.counts(screening))
    if screening.tally.unclear:
        st.html(f"<p>有{screening.tally.unclear}人有没说清的地方，照样看了，各在下面写明。</p>")
    if run.troubles:
        title = f"要改的{screening.tally.unread}行（{screening.tally.troubles}处）"
        with st.expander(title, expanded=screening.tally.unread <= 10, key="unit-troubles"):
            st.html(unit_result.troubles(screening, run.troubles))
    if to_ask := unit_result.to_ask(screening):
        st.html(to_ask)
    st.html(unit_result.months(screening))
    if run.people:
        _people(run, screening)
    st.html(unit_result.notes(screening))


def _people(run: Run, screening: Screening) -> None:
    """The table of people: by status, by name, page by page."""
    statuses = [status for status in Status if screening.tally.statuses[status]]
    words = screening.policy.content.verdicts.statuses
    with st.container(horizontal=True, vertical_alignment="bottom", key="unit-filter"):
        chosen = st.pills(
            "只看哪种结论",
            statuses,
            selection_mode="multi",
            format_func=lambda status: words[status.word].words,
            key="unit-status",
            on_change=_to_first_page,
        )
        sought = st.text_input(
            "按姓名或备注找", key="unit-name", width=240, on_change=_to_first_page, max_chars=40
        )
    found = [
        person
        for person in run.people
        if (not chosen or person.status in chosen)
        and sought.strip() in f"{person.name} {person.remark}"
    ]
    pages = max(1, -(-len(found) // unit_result.PAGE))
    number = min(st.session_state.get("unit-page", 1), pages)
    st.html(unit_result.people(screening, found, number, len(run.people)))
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="unit-pages"):
            st.button(
                "上一页", key="before", disabled=number == 1, on_click=_turn, args=(number - 1,)
            )
            st.html(f'<p class="quiet">第{number}页，共{pages}页</p>', width="content")
            st.button(
                "下一页", key="after", disabled=number == pages, on_click=_turn, args=(number + 1,)
            )


def _turn(number: int) -> None:
    st.session_state["unit-page"] = number


def _to_first_page() -> None:
    _turn(1)


guarded(page)
