"""Every case tried: what is shipped has no fault; a planted gap, contradiction and dead row are found."""

from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

from advisor.cli import commands as cli
from advisor.cli.each.check import of_all_cases
from advisor.cli.progress import Progress
from advisor.facts.columns import to_number
from advisor.packs import load_policy
from advisor.proving.exhaustive import try_all
from advisor.proving.reached import everything
from advisor.proving.space import Value, bags_of, day_of_reckoning, parts_of, whenever
from advisor.proving.walk import carried, case_at, walk
from advisor.rules.assess import assess_route
from advisor.rules.outcome import Status
from advisor.rules.trees import DiplomaLine
from tests.content.test_content import PACKS, Edit, copy_of

FEWER_YEARS = Path(__file__).resolve().parents[1] / "packs" / "fewer-years"


@pytest.mark.parametrize("folder", PACKS.values(), ids=lambda folder: folder.name)
def test_nothing_is_wrong_with_any_case_of_what_is_shipped(folder: Path) -> None:
    policy = load_policy(folder)
    tried = try_all(policy, bounded=True)
    assert tried.faults == []
    assert tried.not_met == []
    assert tried.walked > 4_000
    assert tried.stands_for > tried.walked
    assert set(everything(policy)) == {*tried.reached, *tried.unheard}
    assert len(tried.unheard) <= 3  # behind a fact that is asked first


def test_a_walk_says_what_the_assessment_says() -> None:
    """Parts put together again are the route: for one case in some hundred of each bag."""
    policy = load_policy(PACKS["one-piece"])
    as_of = day_of_reckoning(policy)
    for route, bags in bags_of(policy, as_of, small=True).items():
        walks = [walk(policy, bag, as_of) for bag in bags]
        assert sum(len(bag.parts) for bag in bags) == len([*parts_of(policy.route[route].node)])
        for number in range(0, 4_000, 37):
            case: dict[str, Value] = {}
            worst = 0
            for walked in walks:
                row = number % walked.bag.size
                place: list[int] = []
                for axis in reversed(walked.bag.axes):
                    row, step = divmod(row, len(axis.values))
                    place.insert(0, step)
                    case[axis.fact] = axis.values[step]
                worst = max(worst, int(walked.status[tuple(place)]))
            shared = [axis.fact for walked in walks for axis in walked.bag.axes]
            if len(shared) == len(set(shared)):
                found = assess_route(policy, route, case, as_of)
                # What will have lapsed by then is looked at of the whole alone.
                assert Status(worst) in (found.outcome.status, Status.NOT_YET)


PLANTED: list[tuple[str, list[Edit], str]] = [  # what it is, how it is planted, what is said
    (
        "a gap: a kind of diploma whose row is gone",
        [
            (
                "routes",
                "          - diploma: bachelor\n            clause: 四.二\n            beside: [{use: work_years, months: 12}]\n",
                "",
            )
        ],
        "只有“本科”的，别的都好，也没有一条路可走",
    ),
    (
        "a contradiction: two conditions that nobody meets together",
        [
            (
                "routes",
                "      - {use: title_none, clause: 三}\n",
                "      - {use: title_none, clause: 三}\n      - {use: entry_held, clause: 三}\n",
            )
        ],
        "员级·考核认定：谁也走不通",
    ),
    (
        "a dead row: another asks for less",
        [
            (
                "routes",
                "          - diploma: secondary\n            clause: 四.四\n",
                "          - diploma: college\n            clause: 四.三\n            beside: [{use: work_years, months: 60}]\n          - diploma: secondary\n            clause: 四.四\n",
            )
        ],
        "（4）：没有一种情况走到这里",
    ),
]


@pytest.mark.parametrize(
    ("edits", "says"), [pytest.param(edits, says, id=what) for what, edits, says in PLANTED]
)
def test_what_is_planted_is_found(edits: list[Edit], says: str, tmp_path: Path) -> None:
    faults = try_all(load_policy(copy_of("one-piece", tmp_path, *edits))).faults
    assert any(says in fault for fault in faults), faults


def test_a_quick_look_claims_no_more_than_it_saw(tmp_path: Path) -> None:
    """What nobody came to of the few who were tried may be what others come to."""
    _, edits, says = PLANTED[-1]
    tried = try_all(load_policy(copy_of("one-piece", tmp_path, *edits)), bounded=True)
    assert not any(says in fault for fault in tried.faults)
    assert any(says in line for line in tried.not_met)
    told = "\n".join(of_all_cases("one-piece", tried, Namespace(quick=True, show=False)))
    assert "不加 --quick 再试一遍，才说得准" in told
    assert "所有情况都试过" not in told


def test_how_far_it_is_is_told_every_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = iter([0.0, 4.0, 11.0, 11.0, 12.0])
    monkeypatch.setattr("advisor.clock.seconds", lambda: next(seconds))
    progress = Progress("某市")
    for done in (400, 1_100, 1_200):
        progress("逐一算", done, 2_000)
    progress.over()
    assert capsys.readouterr().err == "某市：逐一算，1,100／2,000（55%）\n"


def test_a_row_is_looked_for_among_all_who_were_walked() -> None:
    """Of every case, those in which each row of a table speaks: nobody else, and it does speak for them."""
    policy = whenever(load_policy(FEWER_YEARS))
    as_of = day_of_reckoning(policy)
    [plan] = policy.routes
    [bag] = bags_of(policy, as_of, small=True)[plan.id]
    bag = bag._replace(
        axes=tuple(a._replace(values=(*a.values[:3], *a.values[-4:])) for a in bag.axes)
    )
    rows = [node for node in plan.node.walk() if isinstance(node, DiplomaLine)]
    spoke = set()
    for row, case in carried(policy, walk(policy, bag, as_of), rows, as_of):
        spoke.add(row)
        outcome = assess_route(policy, plan.id, case, as_of).outcome
        assert outcome.status <= Status.CONFIRM
        while outcome.chosen is None and not isinstance(outcome.node, DiplomaLine):
            outcome = outcome.parts[-1]
            while outcome.chosen is not None:
                outcome = outcome.chosen
        assert outcome.node is row
    assert len(spoke) > 5


def test_a_walk_leaves_out_only_what_cannot_matter() -> None:
    """Facts that no row of a diploma held looks at take one value: the others are the same all the same."""
    policy = whenever(load_policy(FEWER_YEARS))
    as_of = day_of_reckoning(policy)
    [[bag]] = bags_of(policy, as_of, small=True).values()
    bag = bag._replace(
        axes=tuple(a._replace(values=(*a.values[:3], *a.values[-3:])) for a in bag.axes)
    )
    walked = walk(policy, bag, as_of)
    assert walked.looked_at < bag.size
    for number in range(0, bag.size, 53):
        place = np.unravel_index(number, walked.status.shape)
        found = assess_route(policy, "assistant.recognition", case_at(bag, place), as_of).outcome
        assert (found.status, to_number(found.day)) == (walked.status[place], walked.day[place])


def test_whoever_is_walked_knows_how_far() -> None:
    """Every step is told to its end, none beyond."""
    told: dict[str, list[tuple[int, int]]] = {}
    try_all(
        load_policy(PACKS["one-piece"]),
        bounded=True,
        told=lambda step, done, whole: told.setdefault(step, []).append((done, whole)),
    )
    assert len(told) == 4
    for steps in told.values():
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]


def test_the_command_prints_the_count_the_time_and_the_digest(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy_of("one-piece", tmp_path)
    assert cli.main(["check", "--exhaustive", "--quick", "--show", "--content", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "one-piece：少试些日子，试过的没有错。" in told
    assert "用时" in told
    assert "内容的指纹" in told
    assert '"facts"' in told
