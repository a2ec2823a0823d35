"""The packs: which are installed, opening one, and every room's checks on it.

Nothing else opens a pack or knows folders, so whatever reads one has had it checked. A pack lies in a
folder of its id; its earlier versions, for codes made then, in ``archive/<pack id>/<version>/``.

Two settings of the environment: ``ADVISOR_CONTENT``, the folder that holds the packs, and
``ADVISOR_PACK``, the pack served where neither a link nor a code names one: an id, or a city, whose pack in force
is taken. Without it that is the one in force of the first one's city.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from advisor.content.checks import check
from advisor.content.layers import SHIPPED, is_layer
from advisor.content.reading import OF_TALK, OPTIONAL, ContentError, Problem, read_content
from advisor.content.schema import Content
from advisor.days import day_in_words
from advisor.handover.code import CodeError, Marked, Opened, decode, read_code
from advisor.interview.expected import typical_problems
from advisor.rosters.checks import roster_problems
from advisor.rules.policy import Policy
from advisor.talk.words_checks import check_words

CONTENT = SHIPPED
"""The folder of the packs, where no setting says otherwise."""

FOLDER_SETTING = "ADVISOR_CONTENT"
PACK_SETTING = "ADVISOR_PACK"

CITIES = "cities.txt"
"""Beside the packs: names of cities, one a line."""

NEW = "new"
"""In the folder of a layer: what a new pack begins with."""

_ARCHIVE = "archive"

Today = Callable[[Policy], date]
"""Which day it is where a pack applies."""

Opener = Callable[[str, Path | None], Policy]
"""How the pack of an id is opened: ``open_pack`` or ``open_silent``."""


class NoPackError(ContentError):
    """A pack that is not installed; ``message`` names those that are."""

    def __init__(self, message: str) -> None:
        super().__init__([message])
        self.message = message


def content_folder() -> Path:
    """The folder that holds the packs."""
    return Path(os.environ.get(FOLDER_SETTING) or CONTENT)


def installed(content: Path | None = None) -> list[str]:
    """The ids of the packs in ``content``, in order; earlier versions are no packs of their own."""
    return [folder.name for folder in _folders(content or content_folder())]


def folder_of(id: str, content: Path | None = None) -> Path:
    """The folder of the pack of that id, whatever is wrong with it. Raises ``NoPackError``."""
    content = content or content_folder()
    if id not in installed(content):
        raise NoPackError(f"没有“{id[:40]}”这个内容包，{_choice(content)}")
    return content / id


def open_pack(id: str, content: Path | None = None) -> Policy:
    """The pack of that id. Raises ``NoPackError``, and ``ContentError`` for one that cannot be used."""
    return load_policy(folder_of(id, content))


def open_silent(id: str, content: Path | None = None) -> Policy:
    """As ``open_pack``, without what a pack hears and answers: opened in a sixth of the time by whoever only
    wants verdicts."""
    return _checked(folder_of(id, content), without=OF_TALK)


def open_version(id: str, version: str, content: Path | None = None) -> Policy:
    """A pack in one of its versions, today's or one that is kept. Raises as ``open_pack`` does."""
    content = content or content_folder()
    current = open_pack(id, content)
    if version == current.content.pack.version:
        return current
    return load_policy(content / _ARCHIVE / id / version)


def open_named(name: str, content: Path | None = None) -> Policy:
    """The pack of that id, or, of ``id@version``, its state of then. Raises as ``open_version`` does."""
    id, at, version = name.partition("@")
    if not at:
        return open_pack(id, content)
    kept = [policy for policy in versions(id, content) if policy.content.pack.version == version]
    if not kept:
        raise NoPackError(f"“{id}”没有存着第“{version[:20]}”版。")
    return kept[0]


def versions(id: str, content: Path | None = None) -> list[Policy]:
    """A pack in all its versions, today's first. Raises as ``open_pack`` does."""
    content = content or content_folder()
    kept = _folders(content / _ARCHIVE / id)
    return [open_pack(id, content), *(load_policy(folder) for folder in reversed(kept))]


def find(wanted: str, today: Today, content: Path | None = None) -> str:
    """The id of the pack that ``wanted`` names: by its id, or by its city. Of several packs of a city it is
    the one that is in force ``today``, of several that are the latest.

    Raises ``NoPackError``, and ``ContentError`` where a pack cannot be used."""
    content = content or content_folder()
    ids = installed(content)
    if wanted in ids:
        return wanted
    among = of_city(wanted, content)
    if not among:
        raise NoPackError(f"没有“{wanted[:40]}”这个内容包，{_choice(content)}")
    return in_force(among, today).id


def of_city(city: str, content: Path | None = None, opened: Opener = open_pack) -> list[Policy]:
    """The packs of a city, ``opened`` so, the one that came into force first before the others. Raises
    ``ContentError``."""
    content = content or content_folder()
    found = [opened(id, content) for id in installed(content)]
    of_city = [policy for policy in found if policy.content.pack.city == city]
    return sorted(of_city, key=lambda policy: policy.content.pack.in_force.since)


def in_force(among: list[Policy], today: Today) -> Policy:
    """Of the packs of a city the latest that speaks for the day. Raises ``NoPackError`` where there is none:
    the nearest is not taken for it."""
    holding = [one for one in among if one.content.pack.in_force.holds(today(one))]
    if holding:
        return holding[-1]
    city, day = among[0].content.pack.city, day_in_words(today(among[0]))
    there = "；".join(f"{one.id}（{_days(one)}）" for one in among)
    raise NoPackError(f"{city}没有管{day}的通知，不能拿别的顶替。有的是：{there}。")


def _days(policy: Policy) -> str:
    days = policy.content.pack.in_force
    return f"{day_in_words(days.since)}起" + (f"，到{day_in_words(days.to)}" if days.to else "")


def default(today: Today, content: Path | None = None) -> str:
    """The id of the pack served where nothing names another: the setting's, or of the first one's city.
    Raises as ``find`` does."""
    content = content or content_folder()
    wanted = os.environ.get(PACK_SETTING, "").strip()
    if wanted:
        try:
            return find(wanted, today, content)
        except NoPackError as error:
            raise NoPackError(f"设置 {PACK_SETTING}：{error.message}") from None
    ids = installed(content)
    if not ids:
        raise NoPackError(f"文件夹“{content}”里一个内容包也没有，请核对设置 {FOLDER_SETTING}。")
    if len(ids) == 1:
        return ids[0]
    return find(open_pack(ids[0], content).content.pack.city, today, content)


def load_policy(folder: Path | None = None) -> Policy:
    """The pack in ``folder``, read and checked once; without a folder, the one served, and of a city's
    the latest, whatever day it is. Raises ``ContentError``."""
    return _checked(folder) if folder else open_pack(default(_last_day))


def _last_day(policy: Policy) -> date:
    return policy.content.pack.in_force.to or date.max


@cache
def _checked(folder: Path, without: frozenset[str] = frozenset()) -> Policy:
    with _no_collecting():
        content, source = read_content(folder, without)
        if problems := every_rooms_problems(content):
            raise ContentError([source.describe(problem) for problem in problems])
        return Policy.in_each_word(content)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Opening a pack makes much that stays: looking at all of it again and again would take a sixth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def every_rooms_problems(content: Content) -> list[Problem]:
    """What keeps a pack from being used, by the checks of all rooms that read one."""
    problems = [*check(content), *typical_problems(content), *roster_problems(content)]
    return list(dict.fromkeys([*problems, *check_words(content)]))


def cities(content: Path) -> list[str]:
    """The cities of the packs in ``content`` and of those that come with the program, and of the lists
    beside them: names that a pack of another city has no reason to mention."""
    found: dict[str, None] = {}
    for place in dict.fromkeys((content, CONTENT)):
        for folder in _folders(place):
            with suppress(ContentError):
                found[read_content(folder, OPTIONAL)[0].pack.city] = None
        listed = place / CITIES
        if listed.is_file():
            found |= dict.fromkeys(listed.read_text("utf-8").split())
    return list(found)


def skeleton(layer: str, **values: str) -> dict[str, str]:
    """The files of a new pack that extends that layer, by name, with these ``values`` in them; what its
    author has to write is marked. Raises ``NoPackError`` where the layer has no skeleton."""
    place = CONTENT / layer / NEW
    files = sorted(place.glob("*.yaml"))
    if not files:
        raise NoPackError(f"“{layer[:40]}”没有可以照着起头的样子，请写 --extends common。")
    found = {}
    for file in files:
        text = file.read_text("utf-8")
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        found[file.name] = text
    return found


def faults(content: Path | None = None) -> list[str]:
    """What is wrong in any pack, earlier versions included, and in the settings: place and remedy."""
    content = content or content_folder()
    found = []
    for folder in _folders(content):
        for one in (folder, *_folders(content / _ARCHIVE / folder.name)):
            found += _faults_in(one, folder.name, None if one is folder else one.name)
    if not found:
        try:
            default(lambda policy: policy.content.pack.effective_from, content)
        except ContentError as error:
            found += error.lines
    return found


def _faults_in(folder: Path, id: str, version: str | None) -> list[str]:
    try:
        pack = load_policy(folder).content.pack
    except ContentError as error:
        return error.lines
    if version and pack.extends:
        return [
            f"{folder}/pack.yaml：存下的旧版要自成一份，不能再写 extends：底下的一改，旧码的结论就跟着变了。"
            f"请在改以前用 advisor show {id} --whole 存一整份。"
        ]
    if pack.id != id or version not in (None, pack.version):
        said = f"{pack.id}，version 是 {pack.version}" if version else pack.id
        return [f"{folder}：pack.yaml 里的 id 是 {said}，和文件夹的名称不一样，请改成一样的。"]
    return []


def open_code(text: str, content: Path | None = None) -> Opened:
    """What the code in ``text`` holds, under whichever pack and version it was made with.

    Raises ``CodeError`` for any text that is not a whole, sound code of an installed pack, and
    ``ContentError`` where a pack itself cannot be used.
    """
    content = content or content_folder()
    code = read_code(text, lambda one: any(map(one.fits, _versions(one, content))))
    id = _pack_of(code, content)
    if id is None:
        raise CodeError(
            "这不是这里的码：它是按另一份通知做的，或者根本不是转交码。请在当初做码的地方打开。"
        )
    versions = list(_versions(code, content))
    if not versions:
        raise CodeError("做这个码时用的那一版内容，这里没有保存，打不开了。请重新回答一遍。")
    policy = next(filter(code.fits, versions), None)
    if policy is None:
        raise CodeError("这个码不对，不能用。请对照原来的码从头核对一遍，或者请对方重新发一次。")
    return Opened(policy, decode(policy, code), open_pack(id, content))


def _pack_of(code: Marked, content: Path) -> str | None:
    """The pack whose mark the code bears."""
    return next(filter(code.of_pack, installed(content)), None)


def _versions(code: Marked, content: Path) -> Iterator[Policy]:
    """The pack in the versions whose mark the code bears, today's first; almost always one, or none."""
    id = _pack_of(code, content)
    if id is None:
        return
    current = open_pack(id, content)
    if code.of_version(current.content.pack.version):
        yield current
    for folder in _folders(content / _ARCHIVE / id):
        if code.of_version(folder.name):
            yield load_policy(folder)


def _choice(content: Path) -> str:
    ids = installed(content)
    return f"可选：{'、'.join(ids)}" if ids else f"文件夹“{content}”里一个也没有。"


def _folders(parent: Path) -> list[Path]:
    """The folders of packs, or of versions of one, directly under ``parent``."""
    try:
        with os.scandir(parent) as entries:
            held = frozenset(
                (entry.name, entry.stat(follow_symlinks=False).st_mtime_ns) for entry in entries
            )
    except (FileNotFoundError, NotADirectoryError):
        return []
    return _folders_among(parent, held)


@lru_cache(64)  # every redraw asks; what has been put there since is another ``held``
def _folders_among(parent: Path, held: frozenset[tuple[str, int]]) -> list[Path]:
    folders = (parent / name for name, _ in held if name != _ARCHIVE)
    packs = (path for path in folders if path.is_dir() and not is_layer(path))
    return sorted(path for path in packs if any(path.glob("*.yaml")))
