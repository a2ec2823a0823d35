"""``synonyms.yaml``, ``answers.yaml``, ``words.yaml``: what people type; a pack may do without."""

from typing import Literal

from advisor.content.shape.base import Model

# --- synonyms.yaml ---------------------------------------------------------------------------------


class Combined(Model):
    """Everyday words put together: each of ``parts`` behind each of ``before``, and in front of each
    of ``after``."""

    parts: list[str]
    before: list[str] = []
    after: list[str] = []


class SynonymsFile(Model):
    """How people write what the notice writes otherwise: ``words`` gives each of the notice's words
    its everyday ones, ``combined`` more of them, put together, ``asking`` the same for the words of a
    question (they tell little of its subject), ``dropped`` are polite words that say nothing.
    Traditional characters need no entry: all is compared in simplified ones."""

    words: dict[str, list[str]] = {}
    combined: dict[str, Combined] = {}
    asking: dict[str, list[str]] = {}
    dropped: list[str] = []


# --- answers.yaml ----------------------------------------------------------------------------------


class Instead(Model):
    """Of whom these ``facts`` are known (each all within these options), another ``answer`` says more."""

    facts: dict[str, list[str]]
    answer: str


class Measure(Model):
    """So many ``months`` of something (``Measured.of``) for a ``goal``, or that it is no further back than
    ``within_years``. ``lacking_only``: where they are full, other lengths are asked all the same, and nothing
    is said."""

    of: str
    goal: str = ""
    months: int | None = None
    within_years: int | None = None
    lacking_only: bool = False


class MeasuredOf(Model):
    """What a length of time can be of: its ``name`` in a sentence, the ``words`` beside which it is of that."""

    name: str
    words: list[str] = []


class Measured(Model):
    """What is said before an answer where the question names a length of time (``said_before.py``), ``since`` a day, ``between`` two. ``ago`` stands behind a length that lies back; what ``not_before`` stands before and ``not_after`` behind is no length of what one has done."""

    enough: str = ""
    lacking: str = ""
    lacking_so_long: str = ""
    lacking_until: str = ""
    lacking_since_graduation: str = ""  # of work told by the time since one graduated
    since_graduation: str = ""  # … so long that it is enough where work began with it
    within: str = ""
    beyond: str = ""
    since: str = ""
    between: str = ""
    of: dict[str, MeasuredOf] = {}
    of_something_else: list[str] = []
    graduated: list[
        str
    ] = []  # words of work that tell no more than a diploma's day: one may have begun later
    ago: list[str] = []
    not_before: list[str] = []
    not_after: list[str] = []
    short: str = ""  # where so many days or months are said to be lacking
    asked_of: list[str] = []  # behind the second of two days: it is the day that is asked of
    asked_before: list[
        str
    ] = []  # before a length, and ``asked_after`` behind it: it is asked, not told, 够半年了没
    asked_after: list[str] = []
    not_that: list[
        str
    ] = []  # directly behind a year: it is a year of something else, of 2025年合格
    asks_enough: list[str] = []  # with them one wants to hear whether the time is enough
    lately: list[str] = []  # with them a month without its year is the latest such: 八月才来的
    until: list[str] = []  # before the second of two days: it is the last
    not_all_counts: list[
        str
    ] = []  # beside them not all of it may count: nothing is said to be enough


class Turn(Model):
    """What is said ``first``, before an answer, where the question holds one of the words ``said`` (and one of
    ``beside``, if there are any) and none of ``unless``: the yes or no that it waits for."""

    said: list[str]
    beside: list[str] = []
    unless: list[str] = []
    first: str


class Answer(Model):
    """A common question and its answer, written by hand.

    ``also``: other ways to ask it. ``about``: words of the notice (or of ``synonyms.yaml``) that by
    themselves tell that a question is on this. ``clauses``: what it stands on, best first; empty where the notice
    says nothing, and only then ``ask_whom`` names whom to ask instead. ``own``: what it asks about
    the person's own case, where an assessment answers better than these words. ``instead``: whose own facts
    decide is told that; the first that fits. ``with_verdict``: once all is told, the verdict stands beside it.
    ``measures``: the lengths of time that it asks, any one of them. ``telling``: whoever tells one of these facts, with these
    options, wants to know what it is worth, and is given the answer without having asked. ``turns``: what is said before it to
    the turn that a question takes; the first that fits. ``settled_by``: words as in ``about`` that matter more than all
    else a question holds: without the licence, no years are enough.
    """

    id: str
    question: str
    also: list[str] = []
    about: list[str] = []
    settled_by: list[str] = []
    answer: str
    clauses: list[str]
    ask_whom: str | None = None
    own: Literal["verdict", "when", "missing", "materials"] | None = None
    instead: list[Instead] = []
    with_verdict: bool = False
    measures: list[Measure] = []
    telling: dict[str, list[str]] = {}
    turns: list[Turn] = []


class AnswersFile(Model):
    """``not_covered`` is said where nothing fits; ``whom`` are those who can be asked, by id."""

    not_covered: str
    whom: dict[str, str] = {}
    measured: Measured = Measured()
    answers: list[Answer]


# --- words.yaml ------------------------------------------------------------------------------------


class TimeWords(Model):
    """The words in dates and lengths of time (``spoken_dates.py``). ``years`` and ``months`` count from
    the present one; ``joins`` stand between two days, ``now`` after a join: to date."""

    years: dict[str, int] = {}
    months: dict[str, int] = {}
    same_year: list[str] = []
    next_year: list[str] = []
    same_month: list[str] = []
    ends: list[str] = []  # 底, 末: still that month's or year's last day
    ages: list[str] = []  # behind a year and a number: 今年48了 tells no year
    joins: list[str] = []
    starts: list[str] = []  # 起, 开始: between the first day and 「至今」
    now: list[str] = []
    vague_after: list[str] = []  # directly after a day: it is not that day
    vague_before_length: list[str] = []
    vague_after_length: list[str] = []
    under: list[str] = []  # before a length that is not yet reached: 快三年; it is vague, too
    over: list[str] = []  # behind one that is passed: 三年多
    lacking_until: list[str] = []  # 差一个月满三年: between what is lacking and the whole length
    lacking_from: list[str] = []  # 三年还差一个月: between the whole length and what is lacking
    after_year: list[str] = []  # after 「21年」: it is the year 2021
    before_year: list[str] = []  # before 「21年」: it is the year 2021
    before_length: list[str] = []  # before 「21年」: it is so many years
    not_years: list[str] = []  # after 「2021」: it is a number of something
    from_then: list[str] = []  # after a day: so it has been from that day on, 2022年5月以后就一直
    graded: list[str] = []  # after 「23」: it is the year 2023 that was assessed so
    first_month: list[str] = []  # 元, 正: said for the number of the first month
    after_bare_day: list[str] = []  # after 「7月1」: the 1 is a day
    between_years: list[str] = []  # 「23年和24年」: the second is a year too
    lasting: list[str] = []  # 「三年了」: a length up to this day
    before_figures: list[str] = []  # a space between such a character and figures is within a date
    after_figures: list[str] = []  # … between figures and such a character


class Speech(Model):
    """The words that decide whether a clause is the person's own plain statement (``clauses.py``)."""

    breaks: list[str] = []  # a new clause begins with such a word
    at_once: list[str] = []  # those after which work began in the month of graduation
    breaks_after: list[str] = []  # … or after it
    closing: list[
        str
    ] = []  # in a run without pauses a day after it ends the clause, or begins another
    negations: list[str] = []
    affirmations: list[str] = []  # a negation before does not reach past them
    questions: list[str] = []
    when: list[str] = []  # questions for a day; 哪年记不清了 asks nothing
    question_ends: list[str] = []  # questions only at the end of a clause
    suppositions: list[str] = []  # from here to the end of the sentence nothing counts
    asking_first: list[
        str
    ] = []  # with such a word a question begins: what stands before it is told
    wishes: list[str] = []
    aims: list[str] = []  # wishes for what the notice is about: they are answered as a question is
    doubts: list[str] = []
    doubt_ends: list[str] = []
    others: list[str] = []  # other people
    before_others: list[str] = []  # what may stand before them where they are the subject
    self: list[str] = []
    applicants: list[str] = []  # those of ``self`` that a name may follow: 申报人王老师
    to_come: list[str] = []  # 「缺件：」: what follows in the sentence is not there yet
    past: list[str] = []
    present: list[str] = []
    official: list[str] = []  # the language of notices: the sentence does not count
    judgements: list[str] = []  # 能评, 可以报: as a question, it is not about what is so
    corrections: list[str] = []
    commanding: list[str] = []  # whoever writes so wants to steer the program: nothing counts
    exceptions: list[str] = []
    nothing_else: list[str] = []
    also: list[str] = []
    all: list[str] = []
    getting: list[str] = []  # 取得, 拿到: their date is that of what was spoken of before
    to_date: list[str] = []  # what a clause tells lasts to this day
    still: list[str] = []  # after or before a length: it runs to this day
    other_events: list[str] = []  # a date beside them is of no fact
    fillers: list[str] = []  # words that say nothing
    loose: list[
        str
    ] = []  # … beside a fact: 单位 of 「单位民企」; alone they could be the matter itself
    polite: list[str] = []  # what may stand around a command
    yes: list[str] = []
    no: list[str] = []
    unknown: list[str] = []


class LinkWords(Model):
    """Little words, looked at only where something else stands beside them (each may be part of a
    hundred others)."""

    greeting: list[str] = []  # after another person: they are spoken to, not of
    before_no_other: list[str] = []  # before another person: it is oneself, or none: 任主管, 生孩子
    to_time: list[str] = []  # between an event and its day: 毕业于2021年
    lasting: list[
        str
    ] = []  # 「干了五年了」: with it a run without pauses goes on to something else
    spent: list[str] = []  # between an event and its length: 干了五年
    roughly: list[str] = []  # doubts that may be of the time alone that stands after them
    before_doubted: list[str] = []  # … with such words between: 大概是2015年
    either_or: list[str] = []  # between a word and the same word again it asks: 中不中
    either_or_after: list[str] = []  # the same with something between: 算相近不算
    seeking: list[
        str
    ] = []  # 能, 够, 算: with a word of ``seeks`` at the clause's end it is asked: 能用吧
    seeks: list[str] = []
    alternatives: list[str] = []  # between two things it asks which: 甲还是乙
    either_of: list[list[str]] = []  # things of a kind: between two of them it asks, 是函授还是自考
    first_of_two: list[
        str
    ] = []  # at the start of a clause with one of ``alternatives``: 是等两年还是…
    second_of_two: list[
        str
    ] = []  # after one of ``alternatives`` at a clause's start: 还是有一条就行
    before_time: list[str] = []  # leads to a time: 从2018年
    says_of_oneself: list[str] = []  # begins to tell, behind 我: 是, 在
    before_oneself: list[str] = []  # … but not behind these: 不是我在管, 单位让我在
    lacks_what_follows: list[str] = []  # 没: denies what it goes on to, 合格没出过岔子
    denied_as_said: list[str] = []  # … but not where it goes on so: 没有过, 没办
    begun: list[str] = []  # 开始: behind the day on which a post was taken up
    moving: list[str] = []  # 去: a day beside it may be of another job
    asked_of_own_case: list[str] = []  # 还能评不: what stands before it is told, not asked
    obtained: list[str] = []  # 取得: of a title or paper, no work begins with it
    together: list[str] = []  # 和 of 我和老婆都是
    forgotten: list[str] = []  # behind 哪年: it asks nothing
    goes_on_doing: list[str] = []  # 从事: what one does, which need not begin on the day before it
    title_or_post: list[str] = []  # 聘用: the title just told or the post, which is not known
    title_too: list[str] = []  # 任职: of work, or behind a title of that
    third_person: list[str] = []  # 他, 她
    asked_out: list[str] = []  # ends a question: 行不行
    still_is: list[str] = []  # beside ``alternatives``: it is still so, 现在还是技术员
    into: list[str] = []  # after a day, before a place of work: 2021年进厂
    of_oneself: list[
        str
    ] = []  # at the end of what stands before a question: it tells a case, 参公单位的
    going_on: list[
        str
    ] = []  # directly after them a word of ``breaks`` begins no clause: 和现在的专业
    mine: list[
        str
    ] = []  # characters that may stand between ``turns_out`` and another person: 是我家的
    turns_out: list[str] = []  # 「刚才说的是我哥」: what was told was another's
    indefinite: list[str] = []  # question words that ask nothing before a denial: 啥职称没有
    lacking: list[str] = []  # … such a denial
    summing_up: list[str] = []  # 这些: what it sums up is affirmed or denied by what follows
    all_lacking: list[str] = []  # denies all that stands before: 论文专利都没有
    only: list[str] = []  # … and what follows it is another thing: 就是得过表彰
    not_so: list[str] = []  # alone before 是 it puts right what stands before: 电大，不是，是统招
    meant: list[str] = []  # words of doubt, but for where they correct: 写错了，应该是本科
    recalled: list[str] = []  # words of doubt only beside a time: 2019年来着
    awards: list[str] = []  # hints that say more of what the clause before told: 县里的比武，三等奖
    counters: list[str] = []  # of things in a list: 论文2篇、专利1项
    left_from: list[str] = []  # 从甲厂调到: what stands between is past
    left_for: list[str] = []
    papers: list[str] = []  # of what a day is none of work: 2019年7月拿的证
    time_nouns: list[str] = []  # end what a day follows at once: 任职时间2020年
    leads_to: list[str] = []  # before what is spoken of, in a run: 完成了|历年考核
    left_school: list[str] = []  # what follows is where one studied: 毕业于
    respectively: list[str] = []  # 分别: of what was named before, a day each in order
    relaying: list[str] = []  # 问: a clerk asks for the person whose case was told before it
    detailing: list[
        str
    ] = []  # at the start of a clause: it says more of what the one before told, 播的是…
    rest: list[str] = []  # 其余: a yes behind it is not said of all
    labels: list[str] = []  # of a form: the space after them is no pause, 岗位 药剂
    in_brackets: list[
        str
    ] = []  # alone in brackets they are of what stands before: 就业手续（未办）
    headings: list[str] = []  # of notes, with a colon or space: they say nothing, 「登记：召陵区」


class Saying(Model):
    """Words that say an option. ``near``: only where the clause also holds a word of one of these lists,
    or is ``alone`` (says nothing but facts), ``asked`` (the same, in answer to this very question),
    ``answering`` (in answer to it), ``about`` the fact, the ``last`` word of the clause, or ``always``. ``never_near``: not beside a word of these lists. ``after``: a word of
    one of these lists stands earlier in the text. ``not_before``: not directly before these words.
    ``anywhere``: a word of one of these lists stands in another place of the text. ``beside``: the clause
    before or after it in its sentence holds one; ``apart``: neither of these nor its own does.
    ``joined``: directly before or after a word of one of these lists, or around it: 有 of 「有电工证」; ``nowhere``: none
    of them stands anywhere in what is told.
    ``unless_then``: nor where the next clause, naming nothing of this fact, holds one (写了论文，还没发表).
    ``undated``: not beside a time. ``denied``: it says so where the words are denied. ``lasting``: said of
    the past it still counts, while nothing is said of the present."""

    words: list[str]
    near: list[str] = []
    never_near: list[str] = []
    after: list[str] = []
    anywhere: list[str] = []
    beside: list[str] = []
    apart: list[str] = []
    joined: list[str] = []
    nowhere: list[str] = []
    not_before: list[str] = []
    unless_then: list[str] = []
    dated: bool = False  # only in a clause with a time
    undated: bool = False
    denied: bool = False
    lasting: bool = False


class DiplomaWords(Model):
    """A diploma said in two parts, the form of study and the level; ``kinds``: which form and level
    make which option. A level or form that no kind has is understood and leads to none. ``within``: the
    level of an option that is said in words of its own: 「技校，中级工班」 is one diploma."""

    forms: dict[str, list[str]] = {}
    levels: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}  # forms, in a clause that says nothing else: 大专(普通)
    kinds: dict[str, list[str]] = {}
    within: dict[str, str] = {}
    below: str = ""  # a level below any diploma: 初中毕业
    no_more: list[str] = []  # with it alone they say that there is none: 就初中毕业, 没再念
    graduated: list[str] = []
    studying: list[str] = []  # their date is that of entering, their last day that of graduating
    unfinished: list[str] = []


class SpellWords(Model):
    """Work: ``starts``, ``ends`` a date belongs to; ``places`` to which it belongs where nothing else is
    said; ``technical`` posts, ``other_posts`` that are none, ``unrelated`` to the specialty."""

    starts: list[str] = []
    ends: list[str] = []
    places: list[str] = []
    technical: list[str] = []
    technical_facts: list[str] = []  # facts whose options show a technical post
    other_posts: list[str] = []
    unrelated: list[str] = []
    not_of_work: list[str] = []  # beside them ``unrelated`` is not said of the work
    earlier: list[str] = []  # the first of two spells
    later: list[str] = []  # the second of two
    left: list[str] = []  # no longer there
    studies: list[
        str
    ] = []  # schools and courses: what stands beside them is studied, not worked in


class DatedBy(Model):
    """A date or years told beside an option of another fact; without ``options``: any of them."""

    fact: str
    options: list[str] = []


class FactWords(Model):
    """How one fact is said. ``about``: what it is called; with it, or in answer to its question, its
    sayings count. ``unclear``: plain answers that could be either. ``now``: what is told of the past does
    not count. ``nowhere``: nothing is said of it
    where a word of these lists stands anywhere. ``every``: said of parts (courses, years), of which a no told last is one of all. ``never_near``,
    ``not_before``: as in ``Saying``, for all of them. ``hints``: beside them something of the
    kind is said; what it is must be understood, else the list told is not complete."""

    about: list[str] = []
    never_near: list[str] = []
    not_before: list[str] = []
    nowhere: list[str] = []
    hints: list[str] = []
    unclear: list[str] = []
    now: bool = False
    every: bool = False
    options: dict[str, list[Saying]] = {}
    none: list[Saying] = []  # list-valued kinds: "none of them"
    neither: list[Saying] = []  # yes or no: it is neither, and beside it no yes is certain
    dates: list[str] = []  # date facts: what a day belongs to
    dated_by: DatedBy | None = None
    only_with: str | None = None  # unasked it is told only in a text that tells this fact too
    diplomas: DiplomaWords | None = None
    spells: SpellWords | None = None


class WordsFile(Model):
    """What people type and what it means. ``lists`` are the words that sayings refer to;
    ``look_alikes`` hide the words in them; ``own_words`` sound as a phrase does and are none: 教室, 实力. Traditional characters need no entry: all is read in
    simplified ones."""

    typos: dict[str, str] = {}
    look_alikes: list[str] = []
    own_words: list[str] = []
    time: TimeWords = TimeWords()
    speech: Speech = Speech()
    links: LinkWords = LinkWords()
    lists: dict[str, list[str]] = {}
    commands: dict[str, list[str]] = {}
    facts: dict[str, FactWords] = {}
