"""Whether the files of a pack fit together: every name leads somewhere, every status has words.

``check`` returns all problems at once, each with the file and the keys where it stands, so that
whoever edits a pack can mend them in one go. Conditions and routes are here; the other families of
files have a module each in ``checking/``.
"""

from collections.abc import Iterable, Mapping

from advisor.content import schema
from advisor.content.checking import (
    facts,
    interpretations,
    materials,
    pack,
    procedure,
    talk,
    verdicts,
)
from advisor.content.checking.references import References
from advisor.content.checking.references import words_of as _words
from advisor.content.reading import KeyPath, Problem

PLACEHOLDERS: dict[type[schema.Condition], frozenset[str]] = {
    schema.Choice: frozenset({"value"}),
    schema.InPost: frozenset(),
    schema.Service: frozenset({"threshold", "so_far", "day", "left", "diploma"}),
    schema.Holding: frozenset({"threshold", "so_far", "day", "left", "since", "diploma"}),
    schema.Elapsed: frozenset({"threshold", "so_far", "day", "left", "since"}),
    schema.HasDiploma: frozenset({"diploma", "day", "left"}),
    schema.NoDiploma: frozenset({"value"}),
    schema.Listed: frozenset({"value"}),
    schema.RecentYear: frozenset({"value", "threshold"}),
}
"""What a condition's sentences may hold in braces; ``as_of`` everywhere."""

TIMED = (schema.Service, schema.Holding, schema.Elapsed, schema.RecentYear)
SHORT: Mapping[type[schema.Condition], Iterable[str]] = {
    schema.Choice: {"passes", "fails", "confirms"},
    schema.Listed: {"count"},
    **dict.fromkeys(TIMED, {"threshold"}),
}
"""What ``short`` may hold in braces: the options that pass, fail, or are to be confirmed; how many
items there are; how long. Of time it must: a number stands nowhere else in the table."""

UNDATED = "_undated"


def check(content: schema.Content) -> list[Problem]:
    """All that does not fit together in a pack; empty for a sound one."""
    return _Checker(content).run()


class _Checker(References):
    def __init__(self, content: schema.Content) -> None:
        super().__init__(content)
        self.used_conditions: set[str] = set()
        self.used_shared: set[str] = set()
        self.open_shared: list[str] = []
        self.in_line = False

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
        verdicts.verdict_file(self)
        talk.synonyms_file(self)
        talk.answers_file(self)
        self.left_unused()
        return list(dict.fromkeys(self.problems))

    def condition(self, id: str, condition: schema.AnyCondition) -> None:
        path: KeyPath = ("conditions", id)
        file = "conditions"
        if condition.clause is not None:
            self.clause(file, (*path, "clause"), condition.clause)
        for material in _words(condition.proof):
            self.material(file, (*path, "proof"), material)
        allowed = PLACEHOLDERS[type(condition)] | {"as_of"}
        for field in (
            "met",
            "lacking",
            "waiting",
            "waiting_undated",
            "confirm",
            "closed",
            "milestone",
        ):
            for text in _words(getattr(condition, field)):
                self.template(file, (*path, field), text, allowed)
        self.short(path, condition)
        if condition.headline is not None:
            fact = condition.fact if isinstance(condition, schema.Choice) else ""
            self.options(file, (*path, "headline"), fact, condition.headline)
        for field, keys in self.sayings(id, condition).items():
            words = getattr(condition, field)
            if words is None:
                self.wrong(file, path, f"缺“{field}”这一句：这个条件会得出这种结果，要有话可说。")
            elif isinstance(words, dict) and "else" not in words:
                for key in sorted(keys - set(words)):
                    self.wrong(file, (*path, field), f"“{field}”缺“{key}”这一句。")

    def short(self, path: KeyPath, condition: schema.AnyCondition) -> None:
        """The few words for the table of all rules; of a span of time they must name it."""
        if condition.short is not None:
            allowed = SHORT.get(type(condition), ())
            self.template("conditions", (*path, "short"), condition.short, allowed)
        said = short_of(condition)
        if isinstance(condition, TIMED) and "{threshold}" not in said:
            self.wrong("conditions", path, "short 里要有 {threshold}：规则一览里就靠它写出时间。")

    def sayings(self, id: str, condition: schema.AnyCondition) -> Mapping[str, set[str]]:
        """Which sentences a condition needs: by field, the keys it can be asked for."""
        path: KeyPath = ("conditions", id)
        file = "conditions"
        match condition:
            case schema.Choice():
                return self.choice_sayings(path, condition)
            case schema.InPost():
                self.fact(file, (*path, "spells"), condition.spells, "spells")
                return {"met": set(), "lacking": set(), "confirm": {condition.spells}}
            case schema.Service():
                self.fact(file, (*path, "spells"), condition.spells, "spells")
                confirm = {condition.spells}
                fields = {"met": set[str](), "lacking": set[str](), "waiting": set[str]()}
                for field in ("before_graduation", "before_present"):
                    point = getattr(condition, field)
                    if point is not None:
                        self.interpretation(file, (*path, field), point)
                        confirm |= {point, point + UNDATED}
                if condition.before_present is not None:
                    fields["waiting_undated"] = set()
                return fields | {"confirm": confirm}
            case schema.Holding():
                self.fact(file, (*path, "since"), condition.since, "date")
                confirm = {condition.since, "graduated_on"}
                if condition.before_graduation is not None:
                    self.interpretation(
                        file, (*path, "before_graduation"), condition.before_graduation
                    )
                    confirm.add(condition.before_graduation)
                return {
                    "met": set(),
                    "waiting": set(),
                    "waiting_undated": set(),
                    "confirm": confirm,
                }
            case schema.Elapsed():
                for name in condition.since:
                    self.fact(file, (*path, "since"), name, "date")
                return {"met": set(), "waiting": set(), "confirm": set(condition.since)}
            case schema.HasDiploma():
                self.fact(file, (*path, "diplomas"), condition.diplomas, "diplomas")
                return {
                    "met": set(),
                    "waiting": set(),
                    "confirm": {"graduated_on"},
                    "closed": set(),
                }
            case schema.NoDiploma():
                if self.fact(file, (*path, "diplomas"), condition.diplomas, "diplomas"):
                    self.options(file, (*path, "doubtful"), condition.diplomas, condition.doubtful)
                confirm = {condition.diplomas}
                for kind, point in condition.doubtful.items():
                    self.interpretation(file, (*path, "doubtful", kind), point)
                    confirm.add(point)
                return {"met": set(), "confirm": confirm, "closed": set()}
            case schema.Listed():
                if self.fact(file, (*path, "fact"), condition.fact, "choices"):
                    self.options(file, (*path, "items"), condition.fact, condition.items)
                self.material(file, (*path, "proof_of_none"), condition.proof_of_none)
                for name, item in condition.items.items():
                    at: KeyPath = (*path, "items", name)
                    self.clause(file, (*at, "clause"), item.clause)
                    self.material(file, (*at, "proof"), item.proof)
                    for other in item.provided:
                        if isinstance(self.conditions.get(other), schema.Listed):
                            self.wrong(file, (*at, "provided"), "这里不能再用一份清单，请拆开。")
                        else:
                            self.word(file, (*at, "provided"), other, None, None)
                return {
                    "met": set(condition.items),
                    "lacking": set(),
                    "confirm": {condition.fact},
                }
            case schema.RecentYear():
                self.fact(file, (*path, "fact"), condition.fact, "years")
                return {"met": set(), "lacking": set(), "confirm": {condition.fact}}

    def choice_sayings(self, path: KeyPath, condition: schema.Choice) -> Mapping[str, set[str]]:
        file = "conditions"
        fact = self.fact(file, (*path, "fact"), condition.fact, "choice", "yes_no")
        if fact is None:
            return {"met": set()}
        for field in ("passes", "fails", "confirms"):
            self.options(file, (*path, field), condition.fact, getattr(condition, field))
        if bool(condition.passes) == bool(condition.fails) and (
            condition.passes or not condition.confirms
        ):
            self.wrong(file, path, "passes 和 fails 要写一个，也只写一个。")
        for point in condition.confirms.values():
            self.interpretation(file, (*path, "confirms"), point)
        passing = {
            option
            for option in fact.options
            if option in condition.passes
            or (not condition.passes and option not in condition.fails)
        } - set(condition.confirms)
        failing = set(fact.options) - passing - set(condition.confirms)
        confirm = set(condition.confirms.values())
        if condition.unknown_as is not None:
            self.interpretation(file, (*path, "unknown_as"), condition.unknown_as)
            confirm.add(condition.unknown_as)
        elif not condition.unknown_reminds:
            confirm.add(condition.fact)
        if condition.lever is not None and (
            condition.lever.to not in passing or condition.otherwise != "unmet"
        ):
            self.wrong(file, (*path, "lever"), "lever 要改成一个满足的选项，otherwise 要是 unmet。")
        # Once the office has answered, what was to be confirmed passes or fails.
        passing |= set(condition.confirms)
        failing |= set(condition.confirms)
        sayings = {"met": passing}
        if failing:
            sayings["lacking" if condition.otherwise == "unmet" else "closed"] = failing
        if confirm:
            sayings["confirm"] = confirm
        return sayings

    def route_files(self) -> None:
        file = "routes"
        levels = {level.id for level in self.routes.levels}
        ways = {way.id for way in self.routes.ways}
        if not isinstance(self.conditions.get(self.routes.diploma_condition), schema.HasDiploma):
            self.wrong(file, ("diploma_condition",), "要指向一个 kind: diploma 的条件。")
        self.used_conditions.add(self.routes.diploma_condition)
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
        for number, reminder in enumerate(self.routes.reminders):
            path = ("reminders", number)
            fact = self.fact(file, (*path, "fact"), reminder.fact)
            if fact is not None and reminder.options:
                self.options(file, (*path, "options"), reminder.fact, reminder.options)
            if reminder.id not in self.facts:
                self.interpretation(file, (*path, "id"), reminder.id)
            condition = self.conditions.get(self.routes.diploma_condition)
            if isinstance(condition, schema.HasDiploma):
                kinds = condition.diplomas
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
                self.leaf(file, path, node.use, node.clause or clause, node.months)
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
                if not parts:
                    self.wrong(file, (*path, key), "至少要有一个条件。")
                for index, part in enumerate(parts):
                    self.node((*path, key, index), part, clause, own or hinge)

    def any_of(self, path: KeyPath, node: schema.AnyOf, clause: str | None) -> None:
        """Where every part can be closed, the whole needs words of its own for that."""
        if node.clause is not None:
            self.clause("routes", (*path, "clause"), node.clause)
        if not self.can_close(node):
            return
        if node.name is None or node.closed is None or (node.clause or clause) is None:
            self.wrong("routes", path, "各部分都可能不适用，要写 name、clause 和 closed 这一句。")

    def can_close(self, node: schema.Node) -> bool:
        """Whether a tree can rule a route out."""
        match node:
            case str():
                if node in self.routes.shared:
                    return node not in self.open_shared and self.can_close(self.routes.shared[node])
                condition = self.conditions.get(node)
                if isinstance(condition, schema.Choice):
                    return condition.otherwise == "excluded"
                return isinstance(condition, schema.NoDiploma)
            case schema.Use():
                return self.can_close(node.use)
            case schema.AnyOf():
                return all(self.can_close(part) for part in node.any_of)
            case schema.AllOf() | schema.InTurn():
                return any(self.can_close(part) for part in _parts(node)[1])
            case schema.Doubt():
                return False
            case schema.Line():
                return True

    def line(self, path: KeyPath, node: schema.Line, hinge: str | None) -> None:
        file = "routes"
        self.clause(file, (*path, "clause"), node.clause)
        condition = self.conditions.get(self.routes.diploma_condition)
        if isinstance(condition, schema.HasDiploma):
            self.options(file, (*path, "diploma"), condition.diplomas, [node.diploma])
            if hinge != condition.diplomas:
                self.wrong(
                    file, path, f"学历行要放在 hinges_on: {condition.diplomas} 的 any_of 下面。"
                )
        self.in_line = True
        for index, part in enumerate(node.beside):
            self.node((*path, "beside", index), part, node.clause, hinge)
        self.in_line = False
        for doubt in node.doubts:
            self.interpretation(file, (*path, "doubts"), doubt)

    def word(
        self, file: str, path: KeyPath, name: str, clause: str | None, hinge: str | None
    ) -> None:
        """A plain word: a shared tree or a condition."""
        if name in self.open_shared:
            self.wrong(file, path, f"“{name}”绕回了它自己，请拆开。")
        elif name in self.routes.shared:
            first_time = name not in self.used_shared
            self.used_shared.add(name)
            if first_time or clause is not None:
                self.open_shared.append(name)
                self.node(("shared", name), self.routes.shared[name], clause, hinge)
                self.open_shared.pop()
        else:
            self.leaf(file, path, name, clause, None)

    def leaf(
        self, file: str, path: KeyPath, name: str, clause: str | None, months: int | None
    ) -> None:
        condition = self.conditions.get(name)
        if condition is None:
            self.wrong(file, path, f"没有“{name}”这个条件，请核对名称。")
            return
        self.used_conditions.add(name)
        if isinstance(condition, schema.HasDiploma):
            self.wrong(file, path, f"“{name}”只能由学历行（diploma: …）带出来，不能单独用。")
        if condition.clause is None and clause is None:
            self.wrong(file, path, f"“{name}”没有说依据哪一条，请写 clause。")
        if isinstance(condition, schema.Service | schema.Holding | schema.Elapsed):
            number = months if months is not None else condition.months
            if number is None or number < 1:
                self.wrong(file, path, f"“{name}”要写 months（月数，至少 1）。")
        elif months is not None:
            self.wrong(file, path, f"“{name}”不用 months。")
        if self.in_line and isinstance(condition, schema.Service):
            self.words_in_line(name, condition)

    def words_in_line(self, name: str, condition: schema.Service) -> None:
        """Beside a diploma, service can hang on a graduation day that is not known."""
        words = condition.confirm
        if isinstance(words, dict) and not {"graduated_on", "else"} & set(words):
            self.wrong("conditions", ("conditions", name, "confirm"), "缺“graduated_on”这一句。")
        if condition.waiting_undated is None:
            self.wrong("conditions", ("conditions", name), "缺“waiting_undated”这一句。")

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
                self.wrong("conditions", ("conditions", id), f"“{id}”没有任何路径用到。")
        for id in self.routes.shared:
            if id not in self.used_shared:
                self.wrong("routes", ("shared", id), f"“{id}”没有任何路径用到。")
        for id in self.content.interpretations.interpretations:
            if id not in self.used_interpretations:
                self.wrong("interpretations", ("interpretations", id), f"“{id}”没有用到。")
        for id, material in self.content.materials.materials.items():
            if not (material.always or material.beside or id in self.used_materials):
                self.wrong("materials", ("materials", id), f"“{id}”不会出现在任何清单上。")


def short_of(condition: schema.Condition) -> str:
    """What the table of all rules says of a condition, its placeholders still open."""
    return next(
        words
        for words in (condition.short, condition.milestone, condition.name)
        if words is not None
    )


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
