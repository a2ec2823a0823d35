"""What is shown of a roster that has been screened: counts, months ahead, people, mistakes."""

from collections.abc import Sequence
from datetime import date
from html import escape

from advisor.days import add_months, day_in_words
from advisor.rosters.judging import MONTHS_AHEAD, Judged
from advisor.rosters.row_reading import Trouble
from advisor.rosters.screening import Screening, missing_most, to_ask_at_once, unit_in_words
from advisor.rosters.template import RULES
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.shared.html import section, sign

PAGE = 50
"""People on one page of the table."""


def how_it_works(policy: Policy) -> str:
    """What the page does and how a roster is filled in, before anything is handed in."""
    pack = policy.content.pack
    steps = (
        "用单位现成的花名册就行，不用改样子；没有现成的，下载空白模板，一人填一行。",
        "把文件放到左边。认出了哪些列、哪些写法没认出来，会先列出来，改一次对所有行都算。",
        "全单位都一样的（归哪里管、单位性质等），在左边说一次。",
        "点“开始看”。每个人能走哪条路、从哪天起、还差什么、要问什么，都写在结果工作簿里；没说清的写明在谁的哪一项，人照样看。",
    )
    used = "<ol class='steps'>" + "".join(f"<li>{escape(s)}</li>" for s in steps) + "</ol>"
    filled = "<ul class='steps'>" + "".join(f"<li>{escape(rule)}</li>" for rule in RULES) + "</ul>"
    basis = f"依据{escape(pack.document)}（{escape(pack.batch)}）。{escape(pack.caution)}"
    return section("怎么用", used, "h2") + section(
        "填的时候", f'{filled}<p class="quiet">{basis}</p>', "h2"
    )


def headline(screening: Screening) -> str:
    """How many people, on which day."""
    pack = screening.policy.content.pack
    return (
        f"<h2>看完了，一共{screening.tally.people}人</h2>"
        f'<p class="quiet">按{day_in_words(screening.as_of)}计算 · '
        f"{escape(pack.document)}（{escape(pack.batch)}）</p>"
    )


def counts(screening: Screening) -> str:
    """One box for each status, with its sign and words, and one for the rows that were not read."""
    policy, tally = screening.policy, screening.tally
    boxes = ""
    for status in Status:
        words = policy.content.verdicts.statuses[status.word]
        boxes += (
            f'<div class="count s-{status.word}"><b>{tally.statuses[status]}</b>'
            f"<span>{sign(policy, status)}{escape(words.words)}</span></div>"
        )
    boxes += f'<div class="count"><b>{tally.unread}</b><span>行要改，没有看</span></div>'
    return f'<div class="counts">{boxes}</div>'


def to_ask(screening: Screening) -> str:
    """What the unit can answer for everybody at once, what is missing most often, what the unit said."""
    parts = ""
    if asked := to_ask_at_once(screening):
        items = "".join(f"<li>{escape(ask)}（关系到{n}人）</li>" for ask, n in asked)
        parts += section(
            "全单位一次问清",
            f'<ul class="steps">{items}</ul><p class="quiet">问到以后在左边“全单位都一样的”里说一次，'
            "再放一次文件。</p>",
        )
    if lacking := missing_most(screening):
        items = "".join(f"<li>{escape(name)}：{n}人</li>" for name, n in lacking)
        parts += section("最常缺的", f'<ul class="steps">{items}</ul>')
    if said := unit_in_words(screening.policy, screening.reading.unit):
        parts += section("单位说的，花名册没写的照它算", f"<p>{escape('；'.join(said))}。</p>")
    return parts


def notes(screening: Screening) -> str:
    """What the user should know about the file."""
    lines = [*screening.reading.notes, screening.policy.content.pack.caution]
    return "".join(f'<p class="quiet">{escape(line)}</p>' for line in lines)


def months(screening: Screening) -> str:
    """Month by month, for how many people the time comes: bars with their numbers."""
    tally, as_of = screening.tally, screening.as_of
    title = f"今后{MONTHS_AHEAD}个月，谁的时间到了"
    if not tally.months:
        return section(title, '<p class="quiet">没有只等时间到就可以申报的人。</p>')
    most = max(tally.months.values())
    bars = ""
    for ahead in range(MONTHS_AHEAD + 1):
        month = add_months(as_of.replace(day=1), ahead) or date.max
        number = tally.months[month.year, month.month]
        label = f"{month.month}月"
        year = f"<em>{month.year}年</em>" if ahead == 0 or month.month == 1 else "<em></em>"
        said = f"{month.year}年{month.month}月：{number}人"
        bars += (
            f'<li title="{said}" aria-label="{said}"><b>{number or ""}</b>'
            f'<i style="height:{number / most * 96:.0f}px"></i><span>{label}</span>{year}</li>'
        )
    return section(
        title,
        f'<ul class="months">{bars}</ul><p class="quiet">共{tally.months.total()}人次：别的都不变，'
        "只等时间到，到那个月就可以申报。名单在结果工作簿的“今后两年”里。</p>",
    )


def people(screening: Screening, found: Sequence[Judged], page: int, kept: int) -> str:
    """One page of the people found, the best route of each with why."""
    rows = "".join(_person(screening, p) for p in found[(page - 1) * PAGE : page * PAGE])
    judged = screening.tally.statuses.total()
    more = "" if kept == judged else f"这里只放前{kept}人，全部{judged}人在结果工作簿里。"
    body = (
        '<table class="people"><thead><tr><th>行</th><th>姓名</th><th>结论</th><th>最合适的路</th>'
        "<th>时间哪天够</th><th>说明，还差什么，要先问清楚什么</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        if rows
        else '<p class="quiet">没有这样的人。</p>'
    )
    return section(f"每个人的结果（{len(found)}人）", f'<p class="quiet">{more}</p>{body}')


def _person(screening: Screening, person: Judged) -> str:
    words = screening.policy.content.verdicts.statuses[person.status.word]
    details = [*person.unclear, *person.by_unit, *person.lacking, *person.to_confirm]
    listed = "".join(f"<li>{escape(text)}</li>" for text in details)
    folded = (
        f"<details><summary>{escape(person.why)}</summary><ul>{listed}</ul></details>"
        if details
        else escape(person.why)
    )
    where = "；".join(filter(None, (person.sheet, person.remark)))
    remark = f'<span class="small">{escape(where)}</span>' if where else ""
    since = day_in_words(person.since) if person.since else ""
    return (
        f"<tr><td>{person.row}</td><td>{escape(person.name)}{remark}</td>"
        f'<td class="s-{person.status.word}">{sign(screening.policy, person.status)}'
        f"{escape(words.words)}</td><td>{escape(person.route)}</td><td>{since}</td>"
        f"<td>{folded}</td></tr>"
    )


def troubles(screening: Screening, found: Sequence[Trouble]) -> str:
    """The mistakes, row by row, with what to do."""
    rows = "".join(
        f"<tr><td>第{trouble.row}行</td><td>{escape(trouble.column)}</td>"
        f"<td>{escape(trouble.message)}</td></tr>"
        for trouble in found
    )
    total = screening.tally.troubles
    more = f'<p class="quiet">这里只列前{len(found)}处，全部{total}处在结果工作簿里。</p>'
    return (
        f'<div class="scrolled" tabindex="0"><table class="people"><thead><tr><th>行</th><th>哪一列</th><th>怎么改</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>{more if len(found) < total else ''}"
    )
