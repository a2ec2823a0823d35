"""The timeline as a picture: one bar a route, drawn in percent so that it fits phone and desk."""

from datetime import date
from html import escape

from advisor.days import day_in_words
from advisor.report.report import Report
from advisor.report.timeline import Mark, Timeline, Track
from advisor.rules.outcome import Status
from advisor.ui.shared.html import sign

_LAST_DAY = "方块是符合的最后一天，"


def picture(report: Report) -> str:
    """Every open route: work so far, the days that count, today, the day it opens."""
    found = report.timeline
    if found is None:
        return ""
    tracks = "".join(_track(report, found, track) for track in found.tracks)
    has_last = any(mark.last for track in found.tracks for mark in track.marks)
    return (
        f'{tracks}<div class="axis"><span>{found.first.year}年</span>'
        f"<span>{found.last.year}年</span></div>"
        '<p class="quiet">粗线是填写的工作经历，圆点是条件满的那一天（空心的要先问清楚或还没到），'
        f"{_LAST_DAY if has_last else ''}竖线是计算日。</p>"
    )


def _track(report: Report, found: Timeline, track: Track) -> str:
    result = track.result
    words = report.words_of(result.status)
    bars = ""
    for stretch in track.work:
        start = _place(found, stretch.first)
        end = _place(found, min(stretch.last or found.today, found.last))
        bars += f'<i class="bar" style="left:{start:.2f}%;width:{max(end - start, 0.5):.2f}%"></i>'
    dots = "".join(_dot(found, mark) for mark in track.marks)
    today = f'<i class="today" style="left:{_place(found, found.today):.2f}%"></i>'
    picture = f'<div class="lane" aria-hidden="true"><i class="rail"></i>{bars}{today}{dots}</div>'
    return (
        f'<div class="track s-{result.status.word}"><div>{sign(report.policy, result.status)}'
        f'<span class="name">{escape(result.plan.name)}</span> {escape(words.words)}</div>'
        f'{picture}<p class="quiet">{escape(_in_words(track))}</p></div>'
    )


def _dot(found: Timeline, mark: Mark) -> str:
    kind = "full" if mark.certain and mark.day <= found.today else "open"
    if mark.last:
        kind = "last"
    return f'<i class="{kind}" style="left:{_place(found, mark.day):.2f}%"></i>'


def _in_words(track: Track) -> str:
    parts = [
        f"{day_in_words(mark.day)}{mark.words}{'' if mark.certain else '（要先问清楚）'}"
        for mark in track.marks
    ]
    parts += [f"{name}：照现在的经历满不了" for name in track.never]
    if track.opens and track.result.status is Status.NOT_YET:
        opens = day_in_words(track.opens)
        asks = bool(track.result.confirm)
        parts.append(f"{opens}时间就够了，另有要先问清楚的" if asks else f"{opens}起可以申报")
    return "；".join(parts) + "。" if parts else "日期还不清楚，画不出来。"


def _place(found: Timeline, day: date) -> float:
    """Where a day stands between the ends, in percent, with room for the dots at either end."""
    whole = max((found.last - found.first).days, 1)
    return 2 + 96 * (day - found.first).days / whole
