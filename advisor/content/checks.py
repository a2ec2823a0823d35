"""Whether the files of a pack fit together: every name leads somewhere, every status has words.

``check`` returns all problems at once, each with the file and the keys where it stands, so that
whoever edits a pack can mend them in one go. Conditions and routes are here; the other families of
files have a module each in ``checking/``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import product
from math import prod
from types import MappingProxyType

from advisor.content import schema
from advisor.content.checking import (
    facts,
    interpretations,
    materials,
    numbers,
    pack,
    procedure,
    talk,
    verdicts,
)
from advisor.content.checking.references import References, words_of
from advisor.content.reading import KeyPath, Problem
from advisor.content.shape.conditions import Sayings

MOST_ANSWERS = 10_000
"""Ways of answering some choices, at most, that are looked at one by one."""


def check(content: schema.Content) -> list[Problem]:
    """All that does not fit together in a pack; empty for a sound one."""
    return _Checker(content).run()


class _Checker(References):
    def __init__(self, content: schema.Content) -> None:
        super().__init__(content)
        self.used_conditions: set[str] = set()
        self.used_shared: set[str] = set()
        self.open_shared: list[str] = []
        self.in_line = self.has_lines = False
        self.kinds: list[str] = []  # the diplomas of the line that is looked into
        self.numbers: Collection[
            str
        ] = ()  # the numbers given to the shared tree that is looked into
        self.resting: list[str] = []  # the conditions and shared trees that are looked into
        self.rests_on: defaultdict[str, set[str]] = defaultdict(set)

    def run(self) -> list[Problem]:
        pack.pack(self)
        facts.fact_files(self)
        for id, condition in self.conditions.items():
            self.condition(id, condition)
        self.route_files()
        interpretations.interpretation_file(self)
        materials.material_file(self)
        procedure.procedure_file(self)
        verdicts.check_file(self)
        verdicts.exceptions(self)
        verdicts.verdict_file(self)
        talk.synonyms_file(self)
        talk.answers_file(self)
        numbers.number_table(self)
        numbers.left_in_braces(self)
        self.circles()
        self.left_unused()
        return list(dict.fromkeys(self.problems))

    def condition(self, id: str, condition: schema.Condition) -> None:
        path: KeyPath = ("conditions", id)
        file = "conditions"
        if condition.clause is not None:
            self.clause(file, (*path, "clause"), condition.clause)
        for material in words_of(condition.proof):
            self.material(file, (*path, "proof"), material)
        allowed = condition.placeholders | {"as_of"}
        not_said, why = condition.not_said
        for field in (
            "met",
            "lacking",
            "waiting",
            "waiting_undated",
            "confirm",
            "closed",
            "milestone",
        ):
            for text in words_of(getattr(condition, field)):
                self.template(file, (*path, field), text, allowed)
                for name in sorted(not_said):
                    if f"{{{name}}}" in text and not field.startswith("waiting"):
                        self.wrong(file, (*path, field), f"这里不能用 {{{name}}}：{why}。")
        self.short(path, condition)
        lever: schema.Lever | None = getattr(condition, "lever", None)
        if lever is not None:
            at = (*path, "lever", "say")
            self.template(file, at, lever.say, condition.lever_placeholders)
        self.sayings(path, condition, condition.sayings(_Names(self, path)))

    def sayings(self, path: KeyPath, condition: schema.Condition, needed: Sayings) -> None:
        """That a condition has these sentences."""
        for field, keys in needed.items():
            words = getattr(condition, field)
            if words is None:
                message = f"缺“{field}”这一句：这个条件会得出这种结果，要有话可说。"
                self.wrong("conditions", path, message)
            elif isinstance(words, dict) and "else" not in words:
                for key in sorted(keys - set(words)):
                    message = f"“{field}”缺“{key}”这一句。"
                    self.wrong("conditions", (*path, field), message)

    def short(self, path: KeyPath, condition: schema.Condition) -> None:
        """The few words for the table of all rules; of a span of time they must name it."""
        if condition.short is not None:
            allowed = condition.short_placeholders
            self.template("conditions", (*path, "short"), condition.short, allowed)
        for name in condition.short_needs:
            if f"{{{name}}}" not in condition.in_few_words:
                message = f"short 里要有 {{{name}}}：规则一览里就靠它写出这个数。"
                self.wrong("conditions", path, message)

    def route_files(self) -> None:
        file = "routes"
        levels = {level.id for level in self.routes.levels}
        ways = {way.id for way in self.routes.ways}
        kinds = self.lines_by()
        if self.routes.diploma_condition is not None:
            self.used_conditions.add(self.routes.diploma_condition)
            if kinds is None:
                self.wrong(file, ("diploma_condition",), "要指向一个 kind: diploma 的条件。")
        seen: set[tuple[str, str]] = set()
        for number, route in enumerate(self.routes.routes):
            path: KeyPath = ("routes", number)
            if route.level not in levels:
                self.wrong(file, (*path, "level"), f"levels 里没有“{route.level}”。")
            if route.way not in ways:
                self.wrong(file, (*path, "way"), f"ways 里没有“{route.way}”。")
            if (route.level, route.way) in seen:
                self.wrong(file, path, f"“{route.level}.{route.way}”写了两次。")
            seen.add((route.level, route.way))
            for clause in route.clauses:
                self.clause(file, (*path, "clauses"), clause)
            for index, node in enumerate(route.all_of):
                self.node((*path, "all_of", index), node, None, None)
        if self.has_lines and self.routes.diploma_condition is None:
            self.wrong(file, ("routes",), "有学历行，就要写 diploma_condition。")
            heads = {id for id, condition in self.conditions.items() if condition.lines_by}
            self.used_conditions |= heads  # not told a second time
        for number, reminder in enumerate(self.routes.reminders):
            path = ("reminders", number)
            fact = self.fact(file, (*path, "fact"), reminder.fact)
            if fact is not None and reminder.options:
                self.options(file, (*path, "options"), reminder.fact, reminder.options)
            if reminder.id not in self.facts:
                self.interpretation(file, (*path, "id"), reminder.id)
            if kinds is not None:
                self.options(file, (*path, "not_for"), kinds, reminder.not_for)
                for index, words in enumerate(reminder.by_diploma):
                    at: KeyPath = (*path, "by_diploma", index, "diplomas")
                    self.options(file, at, kinds, words.diplomas)

    def node(self, path: KeyPath, node: schema.Node, clause: str | None, hinge: str | None) -> None:
        """One place in a tree. ``clause``: what its line or use gives; ``hinge``: the fact that the
        tree above hangs on."""
        file = "routes"
        match node:
            case str():
                self.word(file, path, node, clause, hinge)
            case schema.Use():
                if node.clause is not None:
                    self.clause(file, (*path, "clause"), node.clause)
                self.use(path, node, node.clause or clause, hinge)
            case schema.Doubt():
                self.interpretation(file, (*path, "doubt"), node.doubt)
            case schema.Line():
                self.line(path, node, hinge)
            case schema.AllOf() | schema.AnyOf() | schema.InTurn():
                key, parts = _parts(node)
                own = None if isinstance(node, schema.InTurn) else node.hinges_on
                if own is not None:
                    self.fact(file, (*path, "hinges_on"), own)
                if isinstance(node, schema.AnyOf):
                    self.any_of(path, node, clause)
                    clause = node.clause or clause
                if not parts:
                    self.wrong(file, (*path, key), "至少要有一个条件。")
                for index, part in enumerate(parts):
                    if isinstance(part, schema.Line) and len(part.kinds) > 1 and key != "any_of":
                        message = "写了几种毕业证的一行，要直接放在 any_of 下面。"
                        self.wrong(file, (*path, key, index), message)
                    self.node((*path, key, index), part, clause, own or hinge)

    def any_of(self, path: KeyPath, node: schema.AnyOf, clause: str | None) -> None:
        """Where every part can be closed, the whole needs words of its own for that."""
        if node.clause is not None:
            self.clause("routes", (*path, "clause"), node.clause)
        for number, adds in enumerate(node.additions):
            several: KeyPath = (number,) if isinstance(node.adds, list) else ()
            self.adds((*path, "adds", *several), adds)
        if not self.can_close(node):
            return
        if node.name is None or node.closed is None or (node.clause or clause) is None:
            self.wrong("routes", path, "各部分都可能不适用，要写 name、clause 和 closed 这一句。")

    def adds(self, path: KeyPath, adds: schema.Adds) -> None:
        """Months more or less for some: on what clause, and how one knows for whom."""
        self.clause("routes", (*path, "clause"), adds.clause)
        self.template(
            "routes",
            (*path, "say"),
            adds.say,
            {"months"} | ({"at_least"} if adds.at_least else set()),
        )
        if adds.months == 0:
            self.wrong("routes", (*path, "months"), "months 不能是 0：加几个月，或者减（-12）。")
        if bool(adds.unless) == bool(adds.when) or bool(adds.when) != (adds.months < 0):
            message = "加的（months: 24）写 unless：满足的不加；减的（months: -12）写 when：满足的才减。只写一样。"
            self.wrong("routes", path, message)
        if adds.at_least and (adds.at_least < 0 or adds.months > 0):
            message = "at_least（减了以后不得少于几个月）只写在减的上面，是个月数，如 12。"
            self.wrong("routes", (*path, "at_least"), message)
        for key in ("unless", "when"):
            for index, part in enumerate(getattr(adds, key)):
                self.node((*path, key, index), part, adds.clause, None)
        if adds.unless and not any(self.can_close(part) for part in adds.unless):
            message = "unless 里要有一个 otherwise: excluded 的条件：不满足它的，才加这几个月。"
            self.wrong("routes", (*path, "unless"), message)

    def can_close(self, node: schema.Node) -> bool:
        """Whether a tree can rule a route out: for someone, however they answer the choices it looks at."""
        options = {
            rule.fact: list(self.facts[rule.fact].options)
            for condition in self.conditions_of(node)
            if (rule := condition.rule_of_options) is not None and rule.fact in self.facts
        }
        if prod(map(len, options.values())) > MOST_ANSWERS:
            options = {}
        return any(
            self.closes(node, dict(zip(options, answers, strict=True)))
            for answers in product(*options.values())
        )

    def conditions_of(self, node: schema.Node) -> list[schema.Condition]:
        """The conditions of a tree, of those parts that no diploma heads."""
        match node:
            case str():
                if node in self.routes.shared:
                    if node in self.open_shared:
                        return []
                    self.open_shared.append(node)
                    found = self.conditions_of(self.routes.shared[node])
                    self.open_shared.pop()
                    return found
                return [self.conditions[node]] if node in self.conditions else []
            case schema.Use():
                return self.conditions_of(node.use)
            case schema.AllOf() | schema.AnyOf() | schema.InTurn():
                return [one for part in _parts(node)[1] for one in self.conditions_of(part)]
            case _:
                return []

    def closes(self, node: schema.Node, answers: Mapping[str, str]) -> bool:
        """Whether a tree can rule a route out for one who answers so."""
        match node:
            case str():
                if node in self.routes.shared:
                    if node in self.open_shared:
                        return False
                    self.open_shared.append(node)
                    found = self.closes(self.routes.shared[node], answers)
                    self.open_shared.pop()
                    return found
                condition = self.conditions.get(node)
                return condition is not None and condition.may_close(answers)
            case schema.Use():
                return self.closes(node.use, answers)
            case schema.AnyOf():
                return all(self.closes(part, answers) for part in node.any_of)
            case schema.AllOf() | schema.InTurn():
                return any(self.closes(part, answers) for part in _parts(node)[1])
            case schema.Doubt():
                return False
            case schema.Line():
                return True

    def line(self, path: KeyPath, node: schema.Line, hinge: str | None) -> None:
        file = "routes"
        self.clause(file, (*path, "clause"), node.clause)
        fact = self.lines_by()
        self.has_lines = True
        if fact is not None:
            self.options(file, (*path, "diploma"), fact, node.kinds)
            if hinge != fact:
                self.wrong(file, path, f"学历行要放在 hinges_on: {fact} 的 any_of 下面。")
        if not node.kinds:
            self.wrong(file, (*path, "diploma"), "至少要有一种毕业证。")
        self.in_line, self.kinds = True, node.kinds
        for index, part in enumerate(node.beside):
            self.node((*path, "beside", index), part, node.clause, hinge)
        self.in_line, self.kinds = False, []
        for doubt in node.doubts:
            self.interpretation(file, (*path, "doubts"), doubt)

    def use(self, path: KeyPath, node: schema.Use, clause: str | None, hinge: str | None) -> None:
        """A condition with its numbers, or a shared tree with those that it names."""
        if node.use in self.routes.shared:
            if node.months is not None or node.at_least is not None:
                message = f"“{node.use}”是 shared 里的一串，它要的数写在 numbers 里。"
                self.wrong("routes", path, message)
            self.word("routes", path, node.use, clause, hinge, node.numbers)
            return
        if self.resting:
            self.rests_on[self.resting[-1]].add(node.use)
        if node.numbers:
            self.wrong("routes", (*path, "numbers"), "numbers 只写给 shared 里的一串。")
        for name in (node.months, node.at_least):
            if isinstance(name, str) and name not in self.numbers:
                message = f"“{name}”不是数，也不是这一串用 numbers 给的数。"
                self.wrong("routes", path, message)
        months: int | None
        if isinstance(node.months, dict):
            months = min(node.months.values(), default=0)
            if set(node.months) != set(self.kinds):
                kinds = "、".join(self.kinds) or "（不在学历行里，不能这样写）"
                message = f"按毕业证写的月数要和这一行的毕业证一样：{kinds}。"
                self.wrong("routes", (*path, "months"), message)
        else:
            months = 1 if isinstance(node.months, str) else node.months
        at_least = 1 if isinstance(node.at_least, str) else node.at_least
        self.leaf("routes", path, node.use, clause, months, at_least)

    def given(self, file: str, path: KeyPath, name: str, numbers: Mapping[str, int]) -> None:
        """The numbers that a shared tree names are those that its use gives."""
        needed = dict.fromkeys(self.names_of_numbers(self.routes.shared[name]))
        if set(needed) != set(numbers):
            these = "、".join(needed) or "（没有）"
            self.wrong(file, path, f"“{name}”要用 numbers 给的数是：{these}。")
        for number, value in numbers.items():
            if value < 1:
                self.wrong(file, (*path, "numbers", number), "至少是 1。")

    def names_of_numbers(self, node: schema.Node) -> list[str]:
        """The names that stand for numbers in a tree."""
        match node:
            case schema.Use() if node.use not in self.routes.shared:
                return node.names_of_numbers
            case schema.AllOf() | schema.AnyOf() | schema.InTurn():
                return [one for part in _parts(node)[1] for one in self.names_of_numbers(part)]
            case schema.Line():
                return [one for part in node.beside for one in self.names_of_numbers(part)]
            case _:
                return []

    def word(
        self,
        file: str,
        path: KeyPath,
        name: str,
        clause: str | None,
        hinge: str | None,
        numbers: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """A plain word: a shared tree or a condition."""
        if self.resting:
            self.rests_on[self.resting[-1]].add(name)
        if name in self.open_shared:
            self.wrong(file, path, f"“{name}”绕回了它自己，请拆开。")
        elif name in self.routes.shared:
            first_time = name not in self.used_shared
            self.used_shared.add(name)
            self.given(file, path, name, numbers)
            if first_time or clause is not None:
                self.open_shared.append(name)
                self.resting.append(name)
                tree = self.routes.shared[name]
                outer, self.numbers = self.numbers, self.names_of_numbers(tree)
                self.node(("shared", name), tree, clause, hinge)
                self.numbers = outer
                self.resting.pop()
                self.open_shared.pop()
        else:
            self.leaf(file, path, name, clause, None)

    def leaf(
        self,
        file: str,
        path: KeyPath,
        name: str,
        clause: str | None,
        months: int | None,
        at_least: int | None = None,
    ) -> None:
        condition = self.conditions.get(name)
        if condition is None:
            self.wrong(file, path, f"没有“{name}”这个条件，请核对名称。")
            return
        self.used_conditions.add(name)
        if condition.lines_by is not None:
            self.wrong(file, path, f"“{name}”只能由学历行（diploma: …）带出来，不能单独用。")
        if condition.clause is None and clause is None:
            self.wrong(file, path, f"“{name}”没有说依据哪一条，请写 clause。")
        if condition.takes_months:
            number = months if months is not None else condition.own_months
            if number is None or number < 1:
                self.wrong(file, path, f"“{name}”要写 months（月数，至少 1）。")
        elif months is not None:
            self.wrong(file, path, f"“{name}”不用 months。")
        if condition.takes_at_least:
            number = at_least if at_least is not None else condition.own_number
            if number is None or number < 1:
                self.wrong(file, path, f"“{name}”要写 at_least 或 at_most（至少 1）。")
        elif at_least is not None:
            self.wrong(file, path, f"“{name}”不用 at_least。")
        if condition.in_lines_alone and not self.in_line:
            message = f"“{name}”从这一行的毕业日期算起，只能写在学历表一行的 beside 里。"
            self.wrong(file, path, message)
        if self.in_line:
            self.sayings(("conditions", name), condition, condition.sayings_in_a_line())

    def circles(self) -> None:
        """A condition that rests on others must not rest on itself."""
        try:
            TopologicalSorter(self.rests_on).prepare()
        except CycleError as error:
            first = next((name for name in error.args[1] if name in self.conditions), None)
            if first is not None:  # shared trees alone are told where they are met
                self.wrong("conditions", ("conditions", first), f"“{first}”绕回了它自己，请拆开。")

    def left_unused(self) -> None:
        """What nothing stands on: a clause not marked as information, a condition, a point."""
        for number, clause in enumerate(self.content.notice.clauses):
            if clause.id not in self.used_clauses and clause.information is None:
                self.wrong(
                    "notice",
                    ("clauses", number),
                    f"“{clause.id}”这一条没有任何条件、问题、材料或步骤用到；"
                    "若只是说明，请写 information。",
                )
        for id in self.conditions:
            if id not in self.used_conditions:
                self.wrong(
                    "conditions",
                    ("conditions", id),
                    f"“{id}”没有任何路径用到，请用上它，或者删去。",
                )
        for id in self.routes.shared:
            if id not in self.used_shared:
                self.wrong(
                    "routes", ("shared", id), f"“{id}”没有任何路径用到，请用上它，或者删去。"
                )
        for id in self.content.interpretations.interpretations:
            if id not in self.used_interpretations:
                self.wrong(
                    "interpretations",
                    ("interpretations", id),
                    f"“{id}”没有用到，请用上它，或者删去。",
                )
        for id, material in self.content.materials.materials.items():
            if not (material.always or material.beside or id in self.used_materials):
                self.wrong(
                    "materials",
                    ("materials", id),
                    f"“{id}”不会出现在任何清单上，请用上它，或者删去。",
                )


class _Names:
    """What one condition names, looked up by the checker (``conditions.Names``)."""

    def __init__(self, checker: _Checker, path: KeyPath) -> None:
        self.checker = checker
        self.path = path

    def fact(self, at: Iterable[str | int], name: str, *kinds: str) -> Collection[str] | None:
        fact = self.checker.fact("conditions", (*self.path, *at), name, *kinds)
        return None if fact is None else tuple(fact.options)

    def options(self, at: Iterable[str | int], fact: str, ids: Iterable[str]) -> None:
        self.checker.options("conditions", (*self.path, *at), fact, ids)

    def interpretation(self, at: Iterable[str | int], id: str) -> None:
        self.checker.interpretation("conditions", (*self.path, *at), id)

    def material(self, at: Iterable[str | int], id: str) -> None:
        self.checker.material("conditions", (*self.path, *at), id)

    def clause(self, at: Iterable[str | int], id: str) -> None:
        self.checker.clause("conditions", (*self.path, *at), id)

    def condition(self, at: Iterable[str | int], name: str) -> None:
        id = str(self.path[-1])
        self.checker.resting.append(id)
        clause = self.checker.conditions[id].clause
        self.checker.word("conditions", (*self.path, *at), name, clause, None)
        self.checker.resting.pop()

    def is_list(self, name: str) -> bool:
        condition = self.checker.conditions.get(name)
        return condition is not None and condition.is_list

    def wrong(self, at: Iterable[str | int], message: str) -> None:
        self.checker.wrong("conditions", (*self.path, *at), message)


def _parts(
    node: schema.AllOf | schema.AnyOf | schema.InTurn,
) -> tuple[str, list[schema.Node]]:
    match node:
        case schema.AllOf():
            return "all_of", node.all_of
        case schema.AnyOf():
            return "any_of", node.any_of
        case schema.InTurn():
            return "in_turn", node.in_turn
