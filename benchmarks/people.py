"""Random but realistic people, the same for the same seed: raw facts as a case file holds them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from advisor.rules.policy import Policy

Raw = dict[str, object]

USUALLY_TRUE = (
    "ethics",
    "fit_for_post",
    "assessments_ok",
    "continuing_education",
    "practice_matches",
    "employment_procedures",
    "study_matches",
)
EXAMINED = ("health", "economics", "accounting", "auditing", "statistics", "other_exam")
NOT_EMPLOYERS = ("other_organisation", "civil_service", "civil_service_managed", "none")


def people(policy: Policy, count: int, seed: int, as_of: date) -> list[Raw]:
    """``count`` people as of a day: most have one ongoing job and know everything; some have gaps or
    an end in their work, a diploma still ahead, or do not know a few things."""
    random = Random(seed)
    return [_person(random, policy, as_of) for _ in range(count)]


def _person(random: Random, policy: Policy, as_of: date) -> Raw:
    graduated = as_of - timedelta(days=random.randint(30, 12 * 365))
    diplomas = _diplomas(random, policy, graduated, as_of)
    achievements = _achievements(random, policy)
    raw: Raw = {
        "jurisdiction": _mostly(random, policy, "jurisdiction", ("outside",)),
        "employer": _mostly(random, policy, "employer", NOT_EMPLOYERS),
        "series": _mostly(random, policy, "series", EXAMINED),
        "licence": _mostly(random, policy, "licence", ("missing",)),
        "series_conditions": True,
        **{name: random.random() < 0.96 for name in USUALLY_TRUE},
        "diplomas": diplomas,
        "work": _work(random, graduated, as_of),
        "current_title": random.choices(
            ("none", "entry", "assistant", "intermediate_or_above"), (66, 24, 8, 2)
        )[0],
        "achievements": achievements,
    }
    if raw["employer"] == "private_enterprise":
        raw["registration"] = random.choice(list(policy.facts["registration"].options))
    if str(raw["series"]).endswith("_teacher"):
        raw["teaching_subject"] = random.choice(list(policy.facts["teaching_subject"].options))
    if any(diploma["kind"] == "fulltime_postgraduate" for diploma in diplomas):
        raw["masters_degree"] = random.random() < 0.8
    if raw["current_title"] != "none":
        raw["title_since"] = _before(random, as_of, 8)
        raw["current_post_since"] = _before(random, as_of, 6)
        raw["title_same_specialty"] = random.random() < 0.7
    if "annual_excellence" in achievements:
        raw["excellent_years"] = [as_of.year - random.randint(1, 5)]
    if random.random() < 0.15:
        for name in random.sample(sorted(raw), random.randint(1, 4)):
            raw[name] = None
    return raw


def _mostly(random: Random, policy: Policy, fact: str, rare: Sequence[str]) -> str:
    """Any option of the fact, the rare ones one time in twelve."""
    if random.random() < 1 / 12:
        return random.choice(rare)
    return random.choice([option for option in policy.facts[fact].options if option not in rare])


def _diplomas(random: Random, policy: Policy, graduated: date, as_of: date) -> list[Raw]:
    number = random.choices((0, 1, 2), (4, 80, 16))[0]
    days: list[date | None] = [graduated, _day(random, graduated, as_of)]
    if random.random() < 0.06:
        days[0] = as_of + timedelta(days=random.randint(1, 700))
    elif random.random() < 0.03:
        days[0] = None
    kinds = random.sample(list(policy.facts["diplomas"].options), number)
    return [
        {"kind": kind, "graduated_on": day and day.isoformat()}
        for kind, day in zip(kinds, days, strict=False)
    ]


def _work(random: Random, graduated: date, as_of: date) -> list[Raw]:
    """One ongoing spell for most; else up to three with gaps, the last one often over or to end."""
    first = min(graduated + timedelta(days=random.randint(-300, 300)), as_of - timedelta(days=5))
    if random.random() < 0.8:
        return [_spell(random, first, None)]
    turns = sorted(_day(random, first, as_of) for _ in range(random.choice((2, 4))))
    ends: list[date | None] = [*turns[0::2]]
    ends.append(random.choice((None, _day(random, turns[-1], as_of), as_of + timedelta(days=200))))
    return [
        _spell(random, start, end) for start, end in zip([first, *turns[1::2]], ends, strict=True)
    ]


def _spell(random: Random, start: date, end: date | None) -> Raw:
    return {
        "start": start.isoformat(),
        "end": end and end.isoformat(),
        "related": random.random() < 0.9,
    }


def _achievements(random: Random, policy: Policy) -> list[str]:
    number = random.choices((0, 1, 2), (45, 40, 15))[0]
    return random.sample(list(policy.facts["achievements"].options), number)


def _before(random: Random, as_of: date, years: int) -> str:
    return _day(random, as_of - timedelta(days=365 * years), as_of).isoformat()


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, max(0, (last - first).days)))
