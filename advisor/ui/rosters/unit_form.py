"""What is the same for the whole unit, asked once beside the upload."""

import streamlit as st

from advisor.facts.values import FactValue
from advisor.rosters.columns import plain
from advisor.rosters.unit import Unit, asked_of_a_unit, declared, split_names
from advisor.rules.policy import Policy

_EACH, _ALL, _BUT = "各看各的", "都符合", "都符合，除了几个人"
_LONGEST = 2_000  # characters of names


def show(policy: Policy) -> Unit:
    """Draws the form; what it says."""
    facts: dict[str, FactValue] = {}
    of_group = declared(policy.content)
    with st.expander("全单位都一样的，在这里说一次", key="unit-once"):
        st.html('<p class="quiet">花名册里写了的，照花名册；没写的，照这里。不选就当不清楚。</p>')
        for name in asked_of_a_unit(policy.content):
            if name not in of_group:
                option = _ask(policy, name)
                if option is not None:
                    yes_no = policy.facts[name].kind == "yes_no"
                    facts[name] = option == "yes" if yes_no else option
        but = _declarations(policy, of_group, facts) if of_group else frozenset()
        life = st.checkbox(
            "参加工作时间当作从事专业技术工作的开始",
            key="unit-life",
            persist_state="session",
            help="只有大家一参加工作就在技术岗上、中间没有离开过，才可以这样算；名单里有离职、退休的人，请先去掉。",
        )
    return Unit(facts, dict.fromkeys(of_group, but) if but else {}, bool(life))


def _ask(policy: Policy, name: str) -> str | None:
    fact = policy.facts[name]
    return st.selectbox(
        fact.name,
        [None, *fact.options],
        format_func=lambda id: "各人不一样，或不清楚" if id is None else fact.options[id].label,
        key=f"unit-fact-{name}",
        persist_state="session",
    )


def _declarations(policy: Policy, names: list[str], facts: dict[str, FactValue]) -> frozenset[str]:
    """The declarations, for all or all but a few; returns these few."""
    group = policy.content.facts.groups[policy.facts[names[0]].group or ""]
    st.html(
        f'<p class="unit-said">{group.name}（{"、".join(policy.facts[n].name for n in names)}）</p>'
    )
    said = st.radio(
        group.name,
        [_EACH, _ALL, _BUT],
        key="unit-declared",
        persist_state="session",
        label_visibility="collapsed",
    )
    if said == _EACH:
        return frozenset()
    facts |= dict.fromkeys(names, True)
    if said != _BUT:
        return frozenset()
    listed = st.text_input(
        "除了谁（姓名，用顿号隔开）",
        key="unit-but",
        persist_state="session",
        max_chars=_LONGEST,
        placeholder="如：张三、李四",
    )
    return frozenset(plain(one) for one in split_names(listed or ""))
