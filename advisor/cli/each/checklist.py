"""What each person has to prepare."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_case
from advisor.cli.line_by_line import line_by_line
from advisor.report.report import Report
from advisor.rules.policy import Policy


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    report = Report.of(policy, read_case(policy, line, today))
    route = arguments.route
    return (report.routes[route].checklist if route else report.checklist).to_json()


run = line_by_line(answer)
