"""What is odd in a condition by itself: a diploma asked for twice, a span that is not said to what day it counts."""

from datetime import date

from advisor.content.checking.closely import Close
from advisor.content.checking.references import words_of


def conditions(on: Close) -> None:
    """Goes through every condition but the one that heads the lines of the table."""
    head = on.conditions.get(on.routes.diploma_condition or "")
    of_lines = {*words_of(head.proof)} if head is not None else set()
    for id, condition in on.conditions.items():
        if condition is head:
            continue
        if of_lines.intersection(words_of(condition.proof)):
            message = (
                "学历表的每一行自己带上毕业证，这里再写，清单上就多一份，"
                "还说不出是哪一本。请删去 proof，或者换成另一份材料。"
            )
            on.seems_odd("conditions", ("conditions", id, "proof"), message)
        counted_to = getattr(condition, "counted_to", None)
        if counted_to is None:
            continue
        for field in ("met", "closed" if isinstance(counted_to, date) else "waiting"):
            for text in words_of(getattr(condition, field)):
                if "{counted_to}" not in text:
                    message = (
                        f"{field} 没有说算到哪一天（{{counted_to}}）：写了 counted_to，不是算到今天，"
                        "和本人照今天数的对不上，请照着读一遍。"
                    )
                    on.seems_odd("conditions", ("conditions", id, field), message)
