"""A point that the notice leaves open for everybody."""

from advisor.content import schema
from advisor.rules.case import Case
from advisor.rules.nodes import CONFIRM, ELIGIBLE, EXCLUDED, NOT_YET, UNMET, Node, Prospect, settled
from advisor.rules.outcome import Outcome, Said


class OpenPoint(Node):
    """A point the notice leaves open: to be confirmed, under the interpretation's id, until the
    office has answered; then it holds, or is what content says."""

    def __init__(
        self,
        interpretation: str,
        clause: str | None,
        if_no: schema.IfNo = "excluded",
        name: str = "",
        question: str = "",
    ) -> None:
        self.id = self.doubt = interpretation
        self.clause = clause
        self.name = name
        self.question = question
        this = frozenset((interpretation,))
        against = {
            "excluded": Outcome(self, EXCLUDED, None),
            "not_yet": Outcome(self, NOT_YET, None),
            "unmet": Outcome(self, UNMET, missing=this),
        }
        self._by_answer = {
            None: Outcome(self, CONFIRM, confirm=this),
            True: Outcome(self, ELIGIBLE),
            False: against[if_no],
        }

    def evaluate(self, case: Case) -> Outcome:
        return self._by_answer[case.readings.get(self.id)]

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return settled(self.evaluate(case))

    @property
    def short(self) -> str:
        return self.name

    def said(self, case: Case, outcome: Outcome) -> Said:
        said = super().said(case, outcome)._replace(words=self.question)
        if outcome.status is CONFIRM:
            return said
        return said._replace(answers={self.id: outcome.status is ELIGIBLE})
