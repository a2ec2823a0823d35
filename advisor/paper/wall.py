"""The rules at a glance on paper, for the wall of an office: the table, the picture, what to ask.

``wall_data`` puts the decision table into words; ``wall.typ`` lays them out and knows no policy.
"""

from datetime import date
from itertools import groupby
from pathlib import Path

from advisor.days import day_in_words
from advisor.paper.typesetting import Data, typeset
from advisor.reference.branch_picture import NO_DIPLOMA, in_words, picture
from advisor.reference.decision_table import Block, Common, Row, Said, Table, decision_table
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words, subject

TEMPLATE = Path(__file__).with_name("wall.typ")


def wall_data(policy: Policy, printed_on: date) -> Data:
    """Everything that is printed, in words. ``printed_on`` stands on it: a sheet on a wall grows old."""
    pack, table = policy.content.pack, decision_table(policy)
    return {
        "title": f"{subject(policy)}规则一览",
        "notice": f"{pack.document}《{pack.title}》",
        "batch": pack.batch,
        "caution": pack.caution,
        "printed_on": f"{day_in_words(printed_on)}印",
        "common": [line for group in table.common for line in _common(table, group)],
        "blocks": [_block(table, block) for block in table.blocks],
        "lists": [
            {
                "name": one.name,
                "clause": clause_in_words(one.clause),
                "items": [item.text for item in one.items],
            }
            for one in table.lists
        ],
        "points": [
            {"mark": mark, "name": point.name, "taken": point.taken}
            for id, mark in table.marks.items()
            if (point := policy.interpretations[id])
        ],
        "reminders": [reminder.text for reminder in policy.reminders],
        "picture": picture(policy, table),
        "picture_in_words": in_words(policy, table),
    }


def wall_pdf(policy: Policy, printed_on: date) -> bytes:
    """The rules as a tagged PDF, two pages A4 on their side."""
    return typeset(TEMPLATE, wall_data(policy, printed_on), printed_on)


def common_title(group: Common) -> str:
    """Whose conditions these are."""
    if not group.but_not:
        return "每条路都要"
    return f"除{'、'.join(group.but_not)}，都要"


def _common(table: Table, group: Common) -> list[Data]:
    """One line for each clause of the first level."""
    return [
        {
            "title": common_title(group),
            "clause": clause_in_words(top),
            "text": "；".join(_marked(table, said) for said in together),
        }
        for top, together in groupby(group.conditions, lambda said: said.clause.partition(".")[0])
    ]


def _block(table: Table, block: Block) -> Data:
    return {
        "name": block.name,
        "level": block.level,
        "way": block.way,
        "clauses": "、".join(clause_in_words(clause) for clause in block.clauses),
        "gates": [_marked(table, gate) for gate in block.gates],
        "rows": [_row(table, row) for row in block.rows],
    }


def _row(table: Table, row: Row) -> Data:
    signs = table.signs(row.points)
    return {
        "diplomas": ("；".join(row.diplomas) or NO_DIPLOMA) + ("" if row.beside else signs),
        "beside": row.besides,
        "points": signs if row.beside else "",
        "doubts": table.signs(row.doubts),
        "clauses": "、".join(clause_in_words(clause) for clause in row.clauses),
    }


def _marked(table: Table, said: Said) -> str:
    return said.text + table.signs(said.points)
