"""Whether the files of a pack fit together: every name leads somewhere, every status has words.

``check`` returns all problems at once, each with the file and the keys where it stands, so that
whoever edits a pack can mend them in one go.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from string import Formatter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advisor.content import schema
from advisor.content.reading import KeyPath, Problem
from advisor.content.synonyms import spelled_out
from advisor.text import normalised

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

OUTLOOK: Mapping[str, Iterable[str]] = defaultdict(
    frozenset,
    {
        "now": {"level", "way"},
        "later": {"day", "level", "way"},
        "never": {"level", "way"},
        "do": {"levers"},
        "do_and_wait": {"levers", "day"},
        "wait": {"day"},
        "only_hangs_on": {"name"},
        "hangs_on": {"name"},
        "branch": {"options", "then"},
        "no_branches": {"ask"},
        "one_branch": {"then"},
        "reply": {"reply", "then"},
        "reply_alike": {"then"},
        "replied": {"reply"},
    },
)
THEN: Mapping[str, Iterable[str]] = defaultdict(
    frozenset, {"not_yet": {"day"}, "unmet": {"missing"}}
)
"""What the sentences about what could still come may hold in braces."""

OTHER_ROUTES: Mapping[str, Iterable[str]] = defaultdict(
    lambda: frozenset({"route"}),
    {
        "confirm_one": {"route", "points"},
        "confirm_few": {"route", "count", "points"},
        "confirm_many": {"route", "count"},
        "not_yet": {"route", "day"},
        "unmet_only": {"route", "lacking"},
        "unmet_one": {"route", "lacking"},
        "unmet": {"route", "count", "lacking"},
        "lapsed": {"route", "day", "lacking"},
        "and_wait": {"day"},
        "and_wait_undated": (),
        "and_ask": (),
    },
)
"""What the lines about the other routes may hold in braces."""

MOST_CLAUSES = 5
"""How many clauses an answer may stand on."""

UNDATED = "_undated"
BECAUSE_KEYS = {"known", "unknown"}
PACK_ID = re.compile(r"[a-z0-9-]+")


def check(content: schema.Content) -> list[Problem]:
    """All that does not fit together in a pack; empty for a sound one."""
    return _Checker(content).run()


class _Checker:
    def __init__(self, content: schema.Content) -> None:
        self.content = content
        self.facts = content.facts.facts
        self.conditions = content.conditions.conditions
        self.routes = content.routes
        self.clauses = {clause.id for clause in content.notice.clauses}
        self.problems: list[Problem] = []
        self.used_clauses: set[str] = set()
        self.used_conditions: set[str] = set()
        self.used_shared: set[str] = set()
        self.open_shared: list[str] = []
        self.in_line = False
        self.used_interpretations: set[str] = set()
        self.used_materials: set[str] = set()

    def run(self) -> list[Problem]:
        self.pack()
        self.fact_files()
        for id, condition in self.conditions.items():
            self.condition(id, condition)
        self.route_files()
        self.interpretation_file()
        self.material_file()
        self.procedure_file()
        self.check_file()
        self.verdict_file()
        self.synonyms_file()
        self.answers_file()
        self.left_unused()
        return list(dict.fromkeys(self.problems))

    def wrong(self, file: str, path: KeyPath, message: str) -> None:
        self.problems.append(Problem(file, path, message))

    # --- references ---------------------------------------------------------------------------

    def clause(self, file: str, path: KeyPath, id: str) -> None:
        self.used_clauses.add(id)
        if id not in self.clauses:
            self.wrong(file, path, f"通知里没有“{id}”这一条，请核对条款号。")

    def fact(self, file: str, path: KeyPath, name: str, *kinds: str) -> schema.Fact | None:
        fact = self.facts.get(name)
        if fact is None:
            self.wrong(file, path, f"facts.yaml 里没有“{name}”这一项。")
        elif kinds and fact.kind not in kinds:
            self.wrong(file, path, f"“{name}”的类型是 {fact.kind}，这里要 {'、'.join(kinds)}。")
        else:
            return fact
        return None

    def options(self, file: str, path: KeyPath, fact: str, ids: Iterable[str]) -> None:
        known = self.facts.get(fact)
        if known is None:
            self.wrong(file, path, f"facts.yaml 里没有“{fact}”这一项。")
            return
        for id in ids:
            if id not in known.options:
                self.wrong(file, path, f"“{fact}”没有“{id}”这个选项。")

    def diplomas(self, file: str, path: KeyPath, kinds: Iterable[str]) -> None:
        condition = self.conditions.get(self.routes.diploma_condition)
        if isinstance(condition, schema.HasDiploma):
            self.options(file, path, condition.diplomas, kinds)

    def material(self, file: str, path: KeyPath, id: str) -> None:
        self.used_materials.add(id)
        if id not in self.content.materials.materials:
            self.wrong(file, path, f"materials.yaml 里没有“{id}”这份材料。")

    def interpretation(self, file: str, path: KeyPath, id: str) -> None:
        self.used_interpretations.add(id)
        if id not in self.content.interpretations.interpretations:
            self.wrong(file, path, f"interpretations.yaml 里没有“{id}”这一点。")

    def template(self, file: str, path: KeyPath, text: str, allowed: Iterable[str]) -> None:
        try:
            parsed = [part for part in Formatter().parse(text) if part[1] is not None]
        except ValueError:
            self.wrong(file, path, "花括号不成对，请检查。")
            return
        if any(spec or conversion for _, _, spec, conversion in parsed):
            self.wrong(file, path, "花括号里只能写名字，不能带冒号或感叹号。")
            return
        names = [name or "" for _, name, _, _ in parsed]
        for name in names:
            if name not in allowed:
                usable = "、".join(f"{{{one}}}" for one in sorted(allowed)) or "（没有）"
                self.wrong(file, path, f"这里不能用 {{{name}}}，可用的是 {usable}。")

    # --- the files ----------------------------------------------------------------------------

    def pack(self) -> None:
        pack = self.content.pack
        self.clause("pack", ("effective_clause",), pack.effective_clause)
        if not PACK_ID.fullmatch(pack.id):
            self.wrong("pack", ("id",), "只能用小写字母、数字和连字号。")
        if not _is_time_zone(pack.time_zone):
            self.wrong(
                "pack",
                ("time_zone",),
                f"没有“{pack.time_zone[:40]}”这个时区，请写成 Asia/Shanghai 的样子。",
            )
        for number, day in enumerate(pack.reckoning_days):
            try:
                date(2000, day.month, day.day)
            except ValueError:
                self.wrong("pack", ("reckoning_days", number), "不是日历上有的日子。")
        if pack.reckoning_days and self.content.verdicts.reckoning is None:
            self.wrong("pack", ("reckoning_days",), "verdicts.yaml 里还要写 reckoning 这几句。")
        seen: set[str] = set()
        for number, clause in enumerate(self.content.notice.clauses):
            if clause.id in seen:
                self.wrong("notice", ("clauses", number), f"条款号“{clause.id}”写了两次。")
            seen.add(clause.id)

    def fact_files(self) -> None:
        previous_group: str | None = None
        finished: set[str] = set()
        for name, fact in self.facts.items():
            path: KeyPath = ("facts", name)
            for clause in fact.clauses:
                self.clause("facts", (*path, "clauses"), clause)
            listing = fact.kind in ("choice", "choices", "diplomas", "yes_no")
            if listing != bool(fact.options):
                self.wrong("facts", path, "有选项的类型才写 options，也必须写。")
            if fact.kind == "yes_no" and set(fact.options) != {"yes", "no"}:
                self.wrong("facts", path, "yes_no 的选项只能是 yes 和 no。")
            if fact.kind in ("choices", "spells", "diplomas") and fact.none_label is None:
                self.wrong("facts", path, "缺 none_label（“一个都没有”怎么说）。")
            if fact.group is not None and fact.group not in self.content.facts.groups:
                self.wrong("facts", (*path, "group"), f"groups 里没有“{fact.group}”这一组。")
            if fact.group is not None and fact.group in finished:
                self.wrong("facts", (*path, "group"), f"“{fact.group}”这一组的各项要挨着写。")
            if previous_group is not None and fact.group != previous_group:
                finished.add(previous_group)
            previous_group = fact.group
            if fact.hangs_on is not None:
                self.hanging(path, name, fact.hangs_on)
        self.section_list()

    def hanging(self, path: KeyPath, name: str, other: str) -> None:
        """What a fact hangs on is asked before it."""
        if self.fact("facts", (*path, "hangs_on"), other) is None:
            return
        order = list(self.facts)
        if order.index(other) >= order.index(name):
            self.wrong("facts", (*path, "hangs_on"), f"“{other}”要排在“{name}”前面，先问它。")

    def section_list(self) -> None:
        """All facts stand in the sections, each once; or there are no sections."""
        seen: set[str] = set()
        sections = self.content.facts.sections
        for number, section in enumerate(sections):
            for name in section.facts:
                self.fact("facts", ("sections", number, "facts"), name)
                if name in seen:
                    self.wrong(
                        "facts",
                        ("sections", number, "facts"),
                        f"“{name}”写了两次，只在一块里写一次。",
                    )
                seen.add(name)
        if sections and (left := [name for name in self.facts if name not in seen]):
            self.wrong("facts", ("sections",), f"少了“{'、'.join(left)}”，每一项都要在一块里。")

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

    def interpretation_file(self) -> None:
        for id, point in self.content.interpretations.interpretations.items():
            for clause in point.clauses:
                self.clause("interpretations", ("interpretations", id, "clauses"), clause)
            if not point.clauses:
                self.wrong("interpretations", ("interpretations", id), "要写明涉及哪一条。")

    def material_file(self) -> None:
        file = "materials"
        for id, material in self.content.materials.materials.items():
            path: KeyPath = ("materials", id)
            for clause in material.clauses:
                self.clause(file, (*path, "clauses"), clause)
            if (material.basis == "elsewhere") == bool(material.clauses):
                self.wrong(file, path, "通知要的材料要写 clauses；别处要的（elsewhere）不写。")
            for other in material.beside:
                self.material(file, (*path, "beside"), other)
            for fact, options in material.only_for.items():
                self.options(file, (*path, "only_for"), fact, options)
            self.diplomas(file, (*path, "beside_diplomas"), material.beside_diplomas)
            if isinstance(material.because, dict) and set(material.because) != BECAUSE_KEYS:
                self.wrong(
                    file, (*path, "because"), "分开写时，要写、也只写 known 和 unknown 两句。"
                )
            for text in _words(material.because):
                self.template(file, (*path, "because"), text, {"diploma", "value"})
        for number, entry in enumerate(self.content.materials.not_needed):
            self.not_needed(("not_needed", number), entry)

    def not_needed(self, path: KeyPath, entry: schema.NotNeeded) -> None:
        """Whom something is told to; what it takes off the list is never what the notice asks for."""
        file = "materials"
        ways = {f"{route.level}.{route.way}" for route in self.routes.routes}
        for id in entry.routes:
            if id not in ways:
                self.wrong(file, (*path, "routes"), f"没有“{id}”这条路，请写成“级别.方式”。")
        for field in ("only_for", "not_for"):
            for fact, options in getattr(entry, field).items():
                self.options(file, (*path, field, fact), fact, options)
        known = self.content.materials.materials
        for field in ("beside", "unless", "instead_of"):
            for id in getattr(entry, field):
                if id not in known:
                    self.wrong(file, (*path, field), f"materials.yaml 里没有“{id}”这份材料。")
        for id in entry.instead_of:
            if id in known and known[id].basis != "elsewhere":
                self.wrong(file, (*path, "instead_of"), f"“{id}”是通知或平台要的材料，不能去掉。")
        self.diplomas(file, (*path, "beside_diplomas"), entry.beside_diplomas)

    def procedure_file(self) -> None:
        file = "procedure"
        procedure = self.content.procedure
        for id, office in procedure.offices.items():
            self.clause(file, ("offices", id, "clause"), office.clause)
        for field in ("approved_by", "account_opened_by"):
            for number, rule in enumerate(getattr(procedure, field)):
                path: KeyPath = (field, number)
                if rule.office not in procedure.offices:
                    self.wrong(file, (*path, "office"), f"offices 里没有“{rule.office}”。")
                for fact, options in rule.when.items():
                    self.options(file, (*path, "when", fact), fact, options)
        for number, step in enumerate(procedure.steps):
            self.clause(file, ("steps", number, "clause"), step.clause)
        if procedure.deadline is not None:
            self.clause(file, ("deadline", "clause"), procedure.deadline.clause)
            for field in ("before", "after"):
                text = getattr(procedure.deadline, field)
                self.template(file, ("deadline", field), text, {"day"})

    def check_file(self) -> None:
        points = {name for name, fact in self.facts.items() if fact.kind == "date"}
        for name, fact in self.facts.items():
            if fact.kind == "spells":
                points |= {f"{name}.first", f"{name}.first_related"}
            if fact.kind == "diplomas":
                points.add(f"{name}.first")
        for number, check in enumerate(self.content.checks.checks):
            for field, point in (("first", check.first), ("then", check.then)):
                if point not in points:
                    self.wrong("checks", ("checks", number, field), f"没有“{point}”这个日期。")
            self.template("checks", ("checks", number, "ask"), check.ask, {"first", "then"})

    def verdict_file(self) -> None:
        for name in ("eligible", "confirm", "not_yet", "unmet", "excluded"):
            words = self.content.verdicts.statuses.get(name)
            path: KeyPath = ("statuses", name)
            if words is None:
                self.wrong("verdicts", ("statuses",), f"缺“{name}”这一种结果的话。")
                continue
            self.template("verdicts", (*path, "headline"), words.headline, {"level", "way", "day"})
            undated = words.headline_undated or (None if "{day}" in words.headline else "")
            if undated is None:
                self.wrong("verdicts", path, "headline 用了 {day}，还要写 headline_undated。")
            else:
                self.template("verdicts", (*path, "headline_undated"), undated, {"level", "way"})
            opened = words.headline_open or ""
            self.template("verdicts", (*path, "headline_open"), opened, {"level", "way", "day"})
            for field in ("headline_unsure", "headline_one"):
                text = getattr(words, field) or ""
                self.template("verdicts", (*path, field), text, {"level", "way"})
            self.template(
                "verdicts", (*path, "next_step"), words.next_step, {"level", "way", "day"}
            )

        verdicts = self.content.verdicts
        self.template("verdicts", ("lapsed",), verdicts.lapsed, {"day"})
        self.template("verdicts", ("certain_from",), verdicts.certain_from, {"day"})
        for field in ("enough_today", "only_by", "not_before"):
            if verdicts.reckoning is not None:
                text = getattr(verdicts.reckoning, field)
                self.template("verdicts", ("reckoning", field), text, {"label", "day"})
        if verdicts.outlook is not None:
            self.outlook(verdicts.outlook)
        if verdicts.other_routes is not None:
            self.other_routes(verdicts.other_routes)

    def outlook(self, words: schema.OutlookWords) -> None:
        for part, holders in ((words, OUTLOOK), (words.then, THEN)):
            path = ("outlook",) if part is words else ("outlook", "then")
            for field in sorted(set(type(part).model_fields) - {"then", "leads_to"}):
                self.template("verdicts", (*path, field), getattr(part, field), holders[field])
        for name in ("eligible", "confirm"):
            if name not in words.leads_to:
                self.wrong("verdicts", ("outlook", "leads_to"), f"缺“{name}”这一句。")
        for end, text in words.leads_to.items():
            self.template("verdicts", ("outlook", "leads_to", end), text, {"level", "way"})

    def other_routes(self, words: schema.OtherRouteWords) -> None:
        for field in sorted(set(type(words).model_fields) - {"lacking"}):
            path: KeyPath = ("other_routes", field)
            self.template("verdicts", path, getattr(words, field), OTHER_ROUTES[field])
        reported = {condition.reported_as for condition in self.conditions.values()}
        known = {*self.conditions, *reported, *self.content.interpretations.interpretations}
        for id in words.lacking:
            if id not in known:
                self.wrong(
                    "verdicts", ("other_routes", "lacking", id), f"没有“{id}”这个条件，请核对名称。"
                )

    def synonyms_file(self) -> None:
        file, words = "synonyms", self.content.synonyms
        leads_to: dict[str, str] = {}
        for field in ("words", "asking"):
            for word, everyday in getattr(words, field).items():
                path: KeyPath = (field, word)
                for number, one in enumerate((word, *everyday)):
                    at = (*path, number - 1) if number else path
                    plain = self.plain(file, at, one)
                    if plain in leads_to:
                        self.wrong(file, at, f"“{one}”已经写在“{leads_to[plain]}”那里。")
                    leads_to[plain] = word
        for word, ways in words.combined.items():
            for one in spelled_out(ways):
                plain = self.plain(file, ("combined", word), one)
                if leads_to.setdefault(plain, word) != word:
                    message = f"“{one}”已经写在“{leads_to[plain]}”那里。"
                    self.wrong(file, ("combined", word), message)
        for number, word in enumerate(words.dropped):
            self.plain(file, ("dropped", number), word)

    def plain(self, file: str, path: KeyPath, text: str) -> str:
        """The text as the search sees it, without spaces; one with neither letter nor digit is wrong."""
        plain = normalised(text).replace(" ", "")
        if not plain:
            self.wrong(file, path, "这里要有字，不能是空的或只有标点。")
        return plain

    def answers_file(self) -> None:
        """Answers stand on clauses that are there, and every clause that asks for something has one."""
        file, content = "answers", self.content.answers
        if content is None:
            return
        ids: set[str] = set()
        asked: dict[str, str] = {}
        answered: set[str] = set()
        for number, answer in enumerate(content.answers):
            path: KeyPath = ("answers", number)
            if answer.id in ids:
                self.wrong(file, path, f"“{answer.id}”写了两次，请换一个名称。")
            ids.add(answer.id)
            answered.update(answer.clauses)
            for id in answer.clauses:
                if id not in self.clauses:
                    message = f"通知里没有“{id}”这一条，请核对条款号。"
                    self.wrong(file, (*path, "clauses"), message)
            if len(answer.clauses) > MOST_CLAUSES:
                self.wrong(file, (*path, "clauses"), f"最多写{MOST_CLAUSES}条，最贴的放第一。")
            if bool(answer.clauses) == (answer.ask_whom is not None):
                self.wrong(
                    file, path, "有依据的写 clauses；通知没有写的，clauses 写 []，并写 ask_whom。"
                )
            if answer.ask_whom is not None and answer.ask_whom not in content.whom:
                self.wrong(file, (*path, "ask_whom"), f"whom 里没有“{answer.ask_whom}”。")
            for index, text in enumerate((answer.question, *answer.also)):
                at = (*path, "also", index - 1) if index else (*path, "question")
                plain = self.plain(file, at, text)
                if plain in asked:
                    self.wrong(file, at, f"“{text}”在“{asked[plain]}”里已经有了，请只留一处。")
                asked[plain] = answer.id
            for index, word in enumerate(answer.about):
                self.plain(file, (*path, "about", index), word)
        for clause in self.content.notice.clauses:
            if clause.id not in answered and clause.information is None:
                self.wrong(file, ("answers",), f"没有一个回答依据“{clause.id}”这一条，请补一个。")

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


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # also a path, or a folder of zones
        return False
    return True


def _words(words: schema.Words | None) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif words is not None:
        yield from words.values()


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
