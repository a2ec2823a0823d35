"""Taking the result along: print, PDF, and the hand-over code in letters and as a picture."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any

import streamlit as st

from advisor.handover.code import grouped
from advisor.paper.sheet import sheet_data
from advisor.paper.typesetting import Data
from advisor.report.report import Report
from advisor.server.downloads import LONGEST_NAME, sheet_address
from advisor.ui.shared.html import link
from advisor.ui.shared.kept import kept

NAME = "sheet-name"

# The name goes in the request's body as it stands in the field: no address ever holds it. The link is
# drawn anew with every change of the answers, hence a listener that stays.
PRESSED = f"""
<script>
document.getElementById("print-sheet").onclick = () => window.print();
if (!window.savesSheets) {{
  window.savesSheets = true;
  document.addEventListener("click", event => {{
    const link = event.target.closest("#save-sheet");
    const name = document.querySelector(".st-key-{NAME} input")?.value.trim();
    if (!link || !name) return;
    event.preventDefault();
    const form = document.createElement("form");
    const field = document.createElement("input");
    Object.assign(form, {{method: "post", action: link.href, hidden: true}});
    Object.assign(field, {{name: "name", value: name}});
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  }});
}}
</script>
"""


def show(report: Report, code: str) -> None:
    """The section at the end of the result, and the sheet that only printing shows."""
    data = data_of(report, code)
    st.html('<section class="section"><h3>打印、保存、转交</h3></section>')
    name = st.text_input(
        "打印在纸上的姓名（可不填，只印在这张纸上，不保存）", max_chars=LONGEST_NAME, key=NAME
    )
    data["name"] = " ".join(name.split())
    with st.container(horizontal=True):
        buttons(code, "打印清单", "保存为PDF")
    st.html(PRESSED, unsafe_allow_javascript=True)
    st.html(
        f'<div class="code-row">{_qr(data)}<div>'
        f"<p>转交码（给窗口或换个手机接着看，里面就是您的回答，不含姓名）：</p>"
        f'<p class="code">{escape(grouped(code))}</p>'
        '<p class="quiet">这一页的网址里也有这个码：收藏或发给窗口，打开就是现在的样子。</p></div></div>'
    )
    on_paper(data)


def data_of(report: Report, code: str) -> Data:
    """What the sheet says; it can be added to."""
    return {**kept("sheet", (report, code), lambda: sheet_data(report, code))}


def buttons(code: str, to_print: str, to_save: str) -> None:
    """The two ways onto paper, side by side; what a press of the first does is the page's own script."""
    st.html(
        f'<button id="print-sheet" class="plain-button" type="button">{to_print}</button>',
        width="content",
    )
    st.html(link(sheet_address(code), to_save, "save-sheet"), width="content")


def on_paper(data: dict[str, Any]) -> None:
    """The sheet that only printing shows."""
    with st.container(key="sheet"):
        st.html(_sheet(data))


def _sheet(data: dict[str, Any]) -> str:
    """The personal sheet as HTML, from the same data as the PDF; shown by the printer alone."""
    verdict = data["verdict"]
    answers = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in data["answers"]
    )
    materials = "".join(_materials(group) for group in data["materials"])
    name = f"<p>姓名：{escape(data['name'])}</p>" if data["name"] else ""
    steps = [f"{step['who']}：{step['text']}" for step in data["steps"]]
    return (
        f"<article class='sheet'><h1>{escape(data['title'])}</h1>"
        f"<p>{escape(data['notice'])} · {escape(data['batch'])} · 按{escape(data['day'])}计算</p>{name}"
        f"<div class='box-verdict'><h2>{escape(verdict['headline'])}</h2>"
        f"<p>依据{escape(verdict['basis'])}</p>{_list(verdict['next_steps'])}</div>"
        f"{_part('还有别的路', _list(data['other_routes']))}"
        f"{_part('填写的情况', f'<dl>{answers}</dl>')}"
        f"{_part('要先问清楚的', _list(point['question'] for point in data['points']))}"
        f"{_part('要准备的材料', f'<table>{materials}</table>' if materials else '')}"
        f"{_part('不用带的', _list(data['not_needed']))}"
        f"{_part('找谁办', _list(_office(row) for row in data['offices']))}"
        f"{_part('怎么办', _list(steps, 'ol'))}"
        f"{_part('截止日期和平台', _list(data['deadline']))}{_part('还要知道', _list(data['notes']))}"
        f"<footer>{_qr(data)}<p class='code'>{escape(data['code'])}</p>"
        f"<p>{escape(data['disclaimer'])}</p></footer></article>"
    )


def _materials(group: dict[str, Any]) -> str:
    """A group of materials as rows to tick; what is only asked for elsewhere in one row of names."""
    head = f"<tr><th colspan='3'>{escape(group['title'])}</th></tr>"
    if group["basis"] == "elsewhere":
        names = "；".join(item["name"] for item in group["items"])
        return f"{head}<tr><td colspan='3'>{escape(names)}</td></tr>"
    rows = "".join(
        f"<tr><td class='tick'><span class='box'></span></td><td>{escape(item['name'])}</td>"
        f"<td>{escape(item['because'])}{_small(item['shows'])}{_small(item['form'])}</td></tr>"
        for item in group["items"]
    )
    return head + rows


def _qr(data: dict[str, Any]) -> str:
    """The code as a picture, inside the page: nothing is fetched for it."""
    picture = b64encode(data["qr"].encode()).decode()
    return f'<img class="qr" alt="转交码" src="data:image/svg+xml;base64,{picture}">'


def _office(row: dict[str, str]) -> str:
    name = f"{row['name']}。" if row["name"] else ""
    return f"{row['title']}：{name}{row['text']}"


def _small(text: str) -> str:
    return f"<br><small>{escape(text)}</small>" if text else ""


def _part(title: str, body: str) -> str:
    return f"<section><h3>{escape(title)}</h3>{body}</section>" if body else ""


def _list(texts: Iterable[str], kind: str = "ul") -> str:
    rows = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<{kind}>{rows}</{kind}>" if rows else ""
