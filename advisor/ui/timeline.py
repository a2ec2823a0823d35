"""The timeline as a picture: one bar a route, drawn in percent so that it fits phone and desk."""

from datetime import date
from html import escape

from advisor.assess import Assessment
from advisor.dates import day_in_words
from advisor.outcome import Status
from advisor.timeline import Mark, Timeline, Track, timeline
from advisor.ui.html import sign

HEIGHT = 34


def picture(assessment: Assessment) -> str:
    """Every open route: work so far, the days that count, today, the day it opens."""
    found = timeline(assessment)
    if found is None:
        return ""
    tracks = "".join(_track(assessment, found, track) for track in found.tracks)
    return (
        f'{tracks}<div class="axis"><span>{found.first.year}年</span>'
        f"<span>{found.last.year}年</span></div>"
        '<p class="quiet">粗线是填写的工作经历，圆点是条件满的那一天（空心的要先问清楚或还没到），'
        "竖线是今天。</p>"
    )


def _track(assessment: Assessment, found: Timeline, track: Track) -> str:
    policy, result = assessment.policy, track.result
    words = policy.content.verdicts.statuses[result.status.word]  # type: ignore[index]
    bars = ""
    for stretch in track.work:
        start = _place(found, stretch.first)
        end = _place(found, min(stretch.last or found.today, found.last))
        bars += (
            f'<rect x="{start:.2f}%" y="14" width="{max(end - start, 0.5):.2f}%" height="6" '
            'class="bar"/>'
        )
    dots = "".join(_dot(found, mark) for mark in track.marks)
    today = _place(found, found.today)
    picture = (
        f'<svg width="100%" height="{HEIGHT}" role="img" aria-label="{escape(_in_words(track))}">'
        f'<line x1="0" x2="100%" y1="17" y2="17" class="rail"/>{bars}'
        f'<line x1="{today:.2f}%" x2="{today:.2f}%" y1="2" y2="32" class="today"/>{dots}</svg>'
    )
    return (
        f'<div class="track s-{result.status.word}"><div>{sign(policy, result.status)}'
        f'<span class="name">{escape(result.plan.name)}</span> {escape(words.words)}</div>'
        f'{picture}<p class="quiet">{escape(_in_words(track))}</p></div>'
    )


def _dot(found: Timeline, mark: Mark) -> str:
    reached = mark.certain and mark.day <= found.today
    kind = "full" if reached else "open"
    return f'<circle cx="{_place(found, mark.day):.2f}%" cy="17" r="6" class="{kind}"/>'


def _in_words(track: Track) -> str:
    parts = [
        f"{day_in_words(mark.day)}{mark.name}{'满' if mark.certain else '可能满'}"
        for mark in track.marks
    ]
    parts += [f"{name}：照现在的经历满不了" for name in track.never]
    if track.opens and track.result.status is Status.NOT_YET:
        parts.append(f"{day_in_words(track.opens)}起可以申报")
    return "；".join(parts) + "。" if parts else "没有和时间有关的条件。"


def _place(found: Timeline, day: date) -> float:
    """Where a day stands between the ends, in percent, with room for the dots at either end."""
    whole = max((found.last - found.first).days, 1)
    return 2 + 96 * (day - found.first).days / whole
