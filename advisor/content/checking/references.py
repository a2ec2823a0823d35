"""What every check goes by: where names lead, and what is wrong so far."""

from collections.abc import Iterable, Iterator
from string import Formatter

from advisor.content import schema
from advisor.content.reading import KeyPath, Problem
from advisor.text import normalised


class References:
    """The pack that is checked: every name looked up, what was used and what is wrong kept."""

    def __init__(self, content: schema.Content) -> None:
        self.content = content
        self.facts = content.facts.facts
        self.conditions = content.conditions.conditions
        self.routes = content.routes
        self.clauses = {clause.id for clause in content.notice.clauses}
        self.problems: list[Problem] = []
        self.used_clauses: set[str] = set()
        self.used_interpretations: set[str] = set()
        self.used_materials: set[str] = set()
        self.templates: set[str] = set()

    def wrong(self, file: str, path: KeyPath, message: str) -> None:
        self.problems.append(Problem(file, path, message))

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
        fact = self.lines_by()
        if fact is not None:
            self.options(file, path, fact, kinds)

    def lines_by(self) -> str | None:
        """The fact whose options are the diplomas that head the lines of a table."""
        condition = self.conditions.get(self.routes.diploma_condition or "")
        return condition.lines_by if condition is not None else None

    def material(self, file: str, path: KeyPath, id: str) -> None:
        self.used_materials.add(id)
        if id not in self.content.materials.materials:
            self.wrong(file, path, f"materials.yaml 里没有“{id}”这份材料。")

    def interpretation(self, file: str, path: KeyPath, id: str) -> None:
        self.used_interpretations.add(id)
        if id not in self.content.interpretations.interpretations:
            self.wrong(file, path, f"interpretations.yaml 里没有“{id}”这一点。")

    def template(self, file: str, path: KeyPath, text: str, allowed: Iterable[str]) -> None:
        self.templates.add(text)
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
                # {clause} has been put in wherever something around it names one.
                first = "先在条件里写 clause（写在路里的不算），才有 {clause}；"
                message = (
                    f"这里不能用 {{{name}}}，{first if name == 'clause' else ''}可用的是 {usable}。"
                )
                self.wrong(file, path, message)

    def plain(self, file: str, path: KeyPath, text: str) -> str:
        """The text as the search sees it, without spaces; one with neither letter nor digit is wrong."""
        plain = normalised(text).replace(" ", "")
        if not plain:
            self.wrong(file, path, "这里要有字，不能是空的或只有标点。")
        return plain


def words_of(words: schema.Words | None) -> Iterator[str]:
    """Every sentence there is of one."""
    if isinstance(words, str):
        yield words
    elif words is not None:
        yield from words.values()
