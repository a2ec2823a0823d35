"""How the routes branch, as a picture: what all need, which diploma, what besides, which route.

Drawn as SVG from the rows of the decision table, for the page and for the wall alike. A text's width
is reckoned by its characters: a Chinese one is as wide as it is high, a Latin one about half.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from advisor.reference.decision_table import Row, Table
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words

FONT = "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
INK, QUIET, ACCENT, DOUBT = "#24282b", "#5c6468", "#1f5f5b", "#8a5a00"
SIZE, LEADING, PADDING, BETWEEN = 15, 19, 4, 4
TOP = 30
COLUMNS = ((0, 108), (136, 152), (314, 330), (668, 226))  # left edge and width of each
HEADINGS = ("人人都要", "凭哪种毕业证", "还要满足（虚线的要先问清楚）", "走哪条路")
WIDTH = 894
NO_DIPLOMA = "不看毕业证"
UNBROKEN = set("，、。；：）”")  # never at the start of a line


class Leaf(NamedTuple):
    """The end of a branch: what is asked for besides the diploma, and the route it leads to."""

    text: str
    route: str
    level: int
    doubtful: bool


class Branch(NamedTuple):
    """A diploma (or none) and where it leads."""

    diploma: str
    leaves: tuple[Leaf, ...]


def branches(policy: Policy, table: Table) -> tuple[Branch, ...]:
    """The rows of the table by diploma; after those that lead somewhere for certain the others, last
    the rows that look at none."""
    levels = list(policy.levels.values())
    found: dict[str, list[Leaf]] = {}
    for block in table.blocks:
        for row in block.rows:
            leaf = Leaf(
                _besides(policy, table, row),
                block.name,
                levels.index(block.level),
                bool(row.doubts),
            )
            for diploma in row.diplomas or (NO_DIPLOMA,):
                found.setdefault(diploma, []).append(leaf)
    made = [Branch(diploma, tuple(leaves)) for diploma, leaves in found.items()]

    def order(branch: Branch) -> tuple[bool, bool]:
        return branch.diploma == NO_DIPLOMA, all(leaf.doubtful for leaf in branch.leaves)

    return tuple(sorted(made, key=order))


def picture(policy: Policy, table: Table) -> str:
    """The picture as SVG, ``WIDTH`` units wide."""
    drawn: list[str] = []
    y = float(TOP)
    middles: list[float] = []
    for branch in branches(policy, table):
        ends: list[float] = []
        for leaf in branch.leaves:
            lines = _lines(leaf.text, COLUMNS[2][1] - 2 * PADDING)
            height = max(1, len(lines)) * LEADING + 2 * PADDING
            middle = y + height / 2
            ends.append(middle)
            drawn.append(_box(2, middle, lines, "doubt" if leaf.doubtful else "plain"))
            drawn.append(_box(3, middle, [leaf.route], "first" if leaf.level == 0 else "other"))
            drawn.append(_link(2, middle, 3, middle, leaf.doubtful))
            y += height + BETWEEN
        at = (ends[0] + ends[-1]) / 2
        middles.append(at)
        drawn.append(_box(1, at, _lines(branch.diploma, COLUMNS[1][1] - 2 * PADDING), "plain"))
        drawn += [
            _link(1, at, 2, end, leaf.doubtful)
            for end, leaf in zip(ends, branch.leaves, strict=True)
        ]
        y += BETWEEN
    root = (middles[0] + middles[-1]) / 2 if middles else y
    drawn.append(_box(0, root, _root(table), "plain"))
    drawn += [_link(0, root, 1, middle, False) for middle in middles]
    headings = "".join(
        f'<text x="{left}" y="18" font-size="{SIZE}" fill="{QUIET}">{escape(words)}</text>'
        for (left, _), words in zip(COLUMNS, HEADINGS, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {WIDTH + 4} {y:g}" '
        f'width="{WIDTH + 4}" height="{y:g}" font-family="{FONT}">{headings}{"".join(drawn)}</svg>'
    )


def in_words(policy: Policy, table: Table) -> str:
    """The picture for those who cannot see it: every branch as a sentence."""
    return "".join(
        f"{branch.diploma}：{'；'.join(f'{leaf.text}，走{leaf.route}' for leaf in branch.leaves)}。"
        for branch in branches(policy, table)
    )


def _besides(policy: Policy, table: Table, row: Row) -> str:
    """What a row asks for besides the diploma; where it says nothing, what is to be asked."""
    marks = table.signs(row.doubts)
    names = "；".join(policy.interpretations[point].name for point in row.doubts)
    return (row.beside or names) + (f"（要问{marks}）" if marks else "")


def _root(table: Table) -> list[str]:
    clauses = dict.fromkeys(
        said.clause.partition(".")[0]
        for group in table.common
        if not group.but_not
        for said in group.conditions
    )
    return ["先过共同的关", *(clause_in_words(clause) for clause in clauses if clause)]


def _box(column: int, middle: float, lines: Sequence[str], style: str) -> str:
    left, width = COLUMNS[column]
    height = max(1, len(lines)) * LEADING + 2 * PADDING
    fill, ink, stroke = {
        "first": (ACCENT, "#ffffff", f'stroke="{ACCENT}"'),
        "other": ("#ffffff", ACCENT, f'stroke="{ACCENT}" stroke-width="1.5"'),
        "doubt": ("#ffffff", INK, f'stroke="{DOUBT}" stroke-dasharray="5 3"'),
        "plain": ("#ffffff", INK, f'stroke="{QUIET}"'),
    }[style]
    top = middle - height / 2
    text = "".join(
        f'<tspan x="{left + width / 2:g}" y="{top + PADDING + LEADING * number + 14.5:g}">'
        f"{escape(line)}</tspan>"
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{left}" y="{top:g}" width="{width}" height="{height}" rx="4" fill="{fill}" {stroke}/>'
        f'<text font-size="{SIZE}" text-anchor="middle" fill="{ink}">{text}</text>'
    )


def _link(start: int, from_y: float, end: int, to_y: float, doubtful: bool) -> str:
    x1, x2 = sum(COLUMNS[start]), COLUMNS[end][0]
    half = (x1 + x2) / 2
    dashes = ' stroke-dasharray="5 3"' if doubtful else ""
    return (
        f'<path d="M{x1:g} {from_y:g} C{half:g} {from_y:g} {half:g} {to_y:g} {x2:g} {to_y:g}" '
        f'fill="none" stroke="{DOUBT if doubtful else QUIET}"{dashes}/>'
    )


def _lines(text: str, width: float) -> list[str]:
    """``text`` in as few lines as ``width`` allows, all about as long."""
    needed = len(_broken(text, width))
    while needed > 1 and len(_broken(text, width - SIZE)) == needed:
        width -= SIZE
    return _broken(text, width)


def _broken(text: str, width: float) -> list[str]:
    """``text`` broken into lines no wider than ``width``; no line begins with a stop."""
    lines: list[str] = []
    line, used = "", 0.0
    for char in text:
        wide = SIZE * (0.55 if char.isascii() else 1)
        if line and used + wide > width and char not in UNBROKEN:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += wide
    return [*lines, line] if line else lines
