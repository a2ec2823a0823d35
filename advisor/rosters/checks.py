"""Whether a pack's ``roster.yaml`` fits its facts: every heading and word leads to one thing only."""

from collections.abc import Iterator
from datetime import date

from advisor.content import schema
from advisor.content.reading import Problem
from advisor.rosters.columns import NAME, NUMBER, REMARK, Headings, kinds, plain
from advisor.rosters.roster import Roster
from advisor.rosters.sheet_people import People
from advisor.rosters.tables.cells import Row

_FILE = "roster"


def roster_problems(content: schema.Content) -> list[Problem]:
    """All that is wrong; examples are tried only where nothing else is."""
    found = [*_columns(content), *_headings(content), *_values(content), *_words(content.roster)]
    return found or list(_examples(content))


def _columns(content: schema.Content) -> Iterator[Problem]:
    known = {kind.key: numbered for kind, numbered in kinds(content.facts.facts)}
    for key, heading in content.roster.columns.items():
        path = ("columns", key)
        if key not in known:
            yield Problem(_FILE, path, f"没有“{key}”这一列，可以写：{'、'.join(known)}。")
            continue
        for text in (heading.heading, *heading.also):
            if text.count(NUMBER) != known[key]:
                rule = "要有一个 #（编号的地方）" if known[key] else "不能有 #"
                yield Problem(_FILE, path, f"“{text}”里{rule}。")


def _headings(content: schema.Content) -> Iterator[Problem]:
    for key, text in Headings(content).clashes:
        path = (key,) if key in (NAME, REMARK) else ("columns", key)
        yield Problem(_FILE, path, f"“{text}”已经是另一列的叫法，请换一个。")
    for key, heading in content.roster.columns.items():
        if not all(plain(text) for text in (heading.heading, *heading.also)):
            yield Problem(_FILE, ("columns", key), "表头里要有字。")


def _values(content: schema.Content) -> Iterator[Problem]:
    yield from _half_said(content)
    for name, options in content.roster.values.items():
        fact = content.facts.facts.get(name)
        if fact is None:
            yield Problem(_FILE, ("values", name), f"facts.yaml 里没有“{name}”这一项。")
            continue
        labels = {plain(option.label): id for id, option in fact.options.items()}
        for id, words in options.items():
            path = ("values", name, id)
            if id not in fact.options:
                yield Problem(_FILE, path, f"“{name}”没有“{id}”这个选项。")
            for word in words:
                if labels.setdefault(plain(word), id) != id:
                    yield Problem(_FILE, path, f"“{word}”已经是另一个选项的叫法，请去掉。")


def _half_said(content: schema.Content) -> Iterator[Problem]:
    """What names facts and options beside the words of ``values``."""
    facts, roster = content.facts.facts, content.roster
    for name, words in roster.either.items():
        for word, ids in words.items():
            path = ("either", name, word)
            if name not in facts:
                yield Problem(_FILE, ("either", name), f"facts.yaml 里没有“{name}”这一项。")
                break
            if len(ids) < 2:
                yield Problem(_FILE, path, "要写两种或更多；只是一种的，写在 values 里。")
            for id in ids:
                if id not in facts[name].options:
                    yield Problem(_FILE, path, f"“{name}”没有“{id}”这个选项。")
    kinds_of = {id for fact in facts.values() if fact.kind == "diplomas" for id in fact.options}
    for form, said in roster.diploma_forms.items():
        for id in said.kinds:
            if id not in kinds_of:
                yield Problem(_FILE, ("diploma_forms", form, "kinds"), f"没有“{id}”这种毕业证。")
    for id, columns in roster.diploma_sets.items():
        if columns.form and columns.form not in roster.diploma_forms:
            path = ("diploma_sets", id, "form")
            yield Problem(_FILE, path, f"diploma_forms 里没有“{columns.form}”。")
    for key in ("unit", "blank"):
        for number, name in enumerate(getattr(roster, key)):
            if name not in facts or facts[name].kind not in ("choice", "yes_no"):
                message = f"“{name}”不是选一个或答是否的一项，请核对 facts.yaml。"
                yield Problem(_FILE, (key, number), message)


def _words(roster: schema.RosterFile) -> Iterator[Problem]:
    """A word that meant two things in one cell would be taken for the first of them."""
    for one, other in (("yes", "no"), ("yes", "unknown"), ("no", "unknown"), ("none", "unknown")):
        taken = {plain(word) for word in getattr(roster, one)}
        for word in getattr(roster, other):
            if plain(word) in taken:
                yield Problem(_FILE, (other,), f"“{word}”在 {one} 里也有，请只留一处。")


def _examples(content: schema.Content) -> Iterator[Problem]:
    roster = Roster(content)
    for number, example in enumerate(content.roster.examples):
        path = ("examples", number)
        headings = Row(1, dict(enumerate(example)))
        layout = roster.layout([headings])
        ignored = layout.ignored if layout is not None else tuple(example)
        for heading in ignored:
            yield Problem(_FILE, (*path, heading), f"没有“{heading}”这一列，请对照 columns。")
        if layout is not None:
            cells = Row(2, dict(enumerate(example.values())))
            person = People(roster, layout, date.max).person(cells)
            wrong = [] if person is None else [(t.column, t.message) for t in person.troubles]
            wrong += [] if person is None else [(d.column, d.message) for d in person.doubts]
            for column, message in wrong:
                yield Problem(_FILE, (*path, column), message)
