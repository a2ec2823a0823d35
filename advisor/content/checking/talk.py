"""``synonyms.yaml`` and ``answers.yaml``: each word leads to one place, each clause has an answer."""

from advisor.content import schema
from advisor.content.checking.references import References
from advisor.content.reading import KeyPath
from advisor.content.synonyms import spelled_out

YES_NO = ("yes", "no")
MOST_CLAUSES = 5
"""How many clauses an answer may stand on."""


def synonyms_file(on: References) -> None:
    """No word leads to two places."""
    file, words = "synonyms", on.content.synonyms
    leads_to: dict[str, str] = {}
    for field in ("words", "asking"):
        for word, everyday in getattr(words, field).items():
            path: KeyPath = (field, word)
            for number, one in enumerate((word, *everyday)):
                at = (*path, number - 1) if number else path
                plain = on.plain(file, at, one)
                if plain in leads_to:
                    on.wrong(file, at, f"“{one}”已经写在“{leads_to[plain]}”那里。")
                leads_to[plain] = word
    for word, ways in words.combined.items():
        for one in spelled_out(ways):
            plain = on.plain(file, ("combined", word), one)
            if leads_to.setdefault(plain, word) != word:
                message = f"“{one}”已经写在“{leads_to[plain]}”那里。"
                on.wrong(file, ("combined", word), message)
    for number, word in enumerate(words.dropped):
        on.plain(file, ("dropped", number), word)


def answers_file(on: References) -> None:
    """Answers stand on clauses that are there, and every clause that asks for something has one."""
    file, content = "answers", on.content.answers
    if content is None:
        return
    ids: set[str] = set()
    asked: dict[str, str] = {}
    answered: set[str] = set()
    for number, answer in enumerate(content.answers):
        path: KeyPath = ("answers", number)
        if answer.id in ids:
            on.wrong(file, path, f"“{answer.id}”写了两次，请换一个名称。")
        ids.add(answer.id)
        answered.update(answer.clauses)
        for id in answer.clauses:
            if id not in on.clauses:
                message = f"通知里没有“{id}”这一条，请核对条款号。"
                on.wrong(file, (*path, "clauses"), message)
        if len(answer.clauses) > MOST_CLAUSES:
            on.wrong(file, (*path, "clauses"), f"最多写{MOST_CLAUSES}条，最贴的放第一。")
        if bool(answer.clauses) == (answer.ask_whom is not None):
            on.wrong(file, path, "有依据的写 clauses；通知没有写的，clauses 写 []，并写 ask_whom。")
        if answer.ask_whom is not None and answer.ask_whom not in content.whom:
            on.wrong(file, (*path, "ask_whom"), f"whom 里没有“{answer.ask_whom}”。")
        for index, text in enumerate((answer.question, *answer.also)):
            at = (*path, "also", index - 1) if index else (*path, "question")
            plain = on.plain(file, at, text)
            if plain in asked:
                on.wrong(file, at, f"“{text}”在“{asked[plain]}”里已经有了，请只留一处。")
            asked[plain] = answer.id
        for field in ("about", "settled_by"):
            for index, word in enumerate(getattr(answer, field)):
                on.plain(file, (*path, field, index), word)
    for number, answer in enumerate(content.answers):
        for index, instead in enumerate(answer.instead):
            _instead(on, ("answers", number, "instead", index), instead, ids)
        _facts(on, ("answers", number, "telling"), answer.telling)
        for index, measure in enumerate(answer.measures):
            path = ("answers", number, "measures", index)
            if measure.of not in content.measured.of:
                on.wrong(file, (*path, "of"), f"measured 的 of 里没有“{measure.of}”。")
            if (measure.months is None) == (measure.within_years is None):
                on.wrong(file, path, "months 和 within_years 写一个。")
    for name in (
        "enough",
        "lacking",
        "lacking_so_long",
        "lacking_until",
        "lacking_since_graduation",
        "since_graduation",
        "within",
        "beyond",
    ):
        said = getattr(content.measured, name)
        on.template(file, ("measured", name), said, {"what", "told", "goal", "asked", "left"})
    for name in ("since", "between"):
        on.template(file, ("measured", name), getattr(content.measured, name), {"day", "last"})
    for clause in on.content.notice.clauses:
        if clause.id not in answered and clause.information is None:
            on.wrong(file, ("answers",), f"没有一个回答依据“{clause.id}”这一条，请补一个。")


def _instead(on: References, path: KeyPath, instead: schema.Instead, ids: set[str]) -> None:
    """It leads to an answer that is there, by facts and options that are."""
    if instead.answer not in ids:
        on.wrong("answers", (*path, "answer"), f"没有“{instead.answer}”这个回答。")
    _facts(on, (*path, "facts"), instead.facts)


def _facts(on: References, path: KeyPath, told: dict[str, list[str]]) -> None:
    """They are facts and options that are there."""
    for name, options in told.items():
        fact = on.content.facts.facts.get(name)
        if fact is None:
            on.wrong("answers", path, f"facts.yaml 里没有“{name}”这一项。")
            continue
        for option in options:
            if option not in fact.options and not (fact.kind == "yes_no" and option in YES_NO):
                message = f"“{name}”没有“{option}”这个选项。"
                on.wrong("answers", (*path, name), message)
