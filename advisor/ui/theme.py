"""The look: one stylesheet, one type scale, five status colours; nothing is fetched from elsewhere."""

import streamlit as st

STYLE = """
<style>
:root {
  --ink: #24282b; --quiet: #5c6468; --line: #d9d3c6; --paper: #fbf9f5; --panel: #f4f0e8;
  --accent: #1f5f5b;
  --eligible: #1b6b3a; --confirm: #8a5a00; --not_yet: #1d5a93; --unmet: #a8431c; --excluded: #636b70;
}
[data-testid="stHeader"], [data-testid="stStatusWidget"], [data-testid="stDecoration"],
[data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] {
  max-width: 1120px; padding: 16px 24px 64px; color: var(--ink); line-height: 1.65;
}
[data-stale="true"], .stale-element { opacity: 1 !important; transition: none !important; }
*:not([class*="st-key-form-"]) { animation: none !important; }
/* A second tap meant for the last question must not answer this one. */
@keyframes wake { from { pointer-events: none; } to { pointer-events: none; } }
[class*="st-key-form-"] { animation: wake 500ms; }
[data-testid="stElementContainer"]:has(> .stHtml > script) { position: absolute; height: 0; }
[data-testid="stElementContainer"]:has(> .stHtml > style) { position: absolute; height: 0; }
.stButton button { min-height: 48px; padding: 6px 18px; line-height: 1.4; text-align: left; }
.stButton button[kind="tertiary"] { min-height: 40px; padding: 4px 8px; color: var(--accent);
  text-decoration: underline; text-underline-offset: 4px; text-decoration-color: #9fb8b5; }
.stButton button small, .stButton button [style*="font-size"] { color: var(--quiet); }
.stButton button:focus-visible { outline: 3px solid #7fb0ac; outline-offset: 2px; }
[class*="st-key-wide-"] .stButton button, [class*="st-key-wide-"] .stButton button > div {
  width: 100%; justify-content: flex-start; text-align: left; }
[class*="st-key-wide-"] { gap: 8px; }
[data-testid="stButtonGroup"] button { min-height: 44px; padding: 4px 16px; }
[data-testid="stCheckbox"] label { min-height: 40px; align-items: center; }
[data-testid="stExpander"] details { border-color: var(--line); background: transparent; }
[data-testid="stExpander"] summary { min-height: 44px; }
[data-testid="stWidgetLabel"] p { font-size: 16px; }


[data-testid="stMainBlockContainer"]:has(.st-key-staff-bar) { max-width: 1880px; padding-top: 8px; }
.st-key-staff-bar { border-bottom: 1px solid var(--line); padding-bottom: 4px; gap: 4px 20px; }

.st-key-masthead, [class*="st-key-turn-"] { flex-wrap: nowrap !important; }
[class*="st-key-turn-"] { gap: 8px; }
.st-key-talk { gap: 12px; }
.st-key-masthead { border-bottom: 1px solid var(--line); padding-bottom: 8px; }
.masthead h1 { font-size: 22px; line-height: 1.3; margin: 0; padding: 0; font-weight: 600; }
.masthead p { color: var(--quiet); font-size: 15px; margin: 2px 0 0; }

.say { max-width: 640px; margin: 0; }
.say .who { color: var(--quiet); font-size: 15px; margin-right: 8px; }
.say p { margin: 0 0 8px; }
.say.question p { font-size: 19px; font-weight: 600; line-height: 1.45; }
.said { margin-left: auto; width: fit-content; max-width: 100%; background: #dfeae8;
  border-radius: 14px 14px 4px 14px; padding: 8px 16px; }
.was-asked { white-space: nowrap; color: var(--quiet); font-size: 15px; }
.note { border-left: 4px solid var(--confirm); background: #fbf2dd; padding: 10px 14px;
  border-radius: 4px; }
.quiet { color: var(--quiet); font-size: 15px; margin: 0; }
.clause { white-space: pre-wrap; border-left: 3px solid var(--line); padding: 4px 0 4px 12px;
  margin: 6px 0; color: var(--ink); font-size: 15px; }

ul.standing { list-style: none !important; margin: 0 !important; padding: 0 !important; font-size: 15px; line-height: 1.5; }
.standing li { padding: 6px 0 !important; margin: 0 !important; border-bottom: 1px solid #e9e3d7; display: flex; gap: 8px; }
.standing li:last-child { border-bottom: 0; }
.standing .why { color: var(--quiet); display: block; }
.standing .closed { color: var(--quiet); }
.side-title { font-size: 15px; font-weight: 600; margin: 0 0 4px; }
.st-key-side { position: sticky; top: 16px; background: var(--panel); border-radius: 8px;
  padding: 16px; }
.st-key-fold { display: none; }

.sign { display: inline-block; min-width: 1.4em; font-weight: 700; text-align: center; }
.s-eligible { color: var(--eligible); } .s-confirm { color: var(--confirm); }
.s-not_yet { color: var(--not_yet); } .s-unmet { color: var(--unmet); }
.s-excluded { color: var(--excluded); } .s-open { color: var(--quiet); }

.verdict { border: 2px solid currentColor; border-radius: 8px; padding: 16px 20px; background: #fff; }
.verdict h2 { font-size: 22px; line-height: 1.4; margin: 0; padding: 0; color: inherit; font-weight: 600; }
.verdict .basis { color: var(--quiet); font-size: 15px; margin: 4px 0 0; }
.next { margin: 12px 0 0; padding-left: 1.4em; color: var(--ink); }
.next li { margin: 4px 0; }
.section { margin: 24px 0 0; }
.section h3 { font-size: 19px; margin: 0 0 8px; padding: 0; font-weight: 600; }
.section h4 { font-size: 17px; margin: 16px 0 4px; padding: 0; font-weight: 600; }
.rows { border-top: 1px solid var(--line); }
.rows > details, .row { border-bottom: 1px solid var(--line); padding: 8px 0; }
.rows > details > summary { cursor: pointer; list-style: none; display: flex; gap: 8px; min-height: 32px; }
.rows > details > summary::-webkit-details-marker { display: none; }
.rows > details > summary::after { content: "▾"; margin-left: auto; color: var(--quiet); }
.rows > details[open] > summary::after { content: "▴"; }
.rows .name { font-weight: 600; }
.rows .inside { padding-left: 8px; }
.rows .detail, .row .detail { margin: 2px 0 0 1.9em; }
.row .head { display: flex; gap: 8px; }
.row .cite { margin-left: auto; color: var(--quiet); font-size: 15px; white-space: nowrap; }
.row details { margin: 2px 0 0 1.9em; border: 0; padding: 0; }
.cite-more > summary { color: var(--accent); font-size: 15px; cursor: pointer; min-height: 28px; }
.material { display: flex; gap: 10px; padding: 8px 0; border-bottom: 1px solid var(--line); }
.material .box { width: 16px; height: 16px; margin-top: 6px; flex: none; border: 2px solid var(--quiet);
  border-radius: 3px; }
.material b { font-weight: 600; }
.material .small { color: var(--quiet); font-size: 15px; display: block; }
.beside { display: flex; gap: 16px; padding: 8px 0 4px; }
.beside > div { flex: 1; background: var(--panel); border-radius: 8px; padding: 8px 12px; }
.beside p { margin: 2px 0; }
.steps { padding-left: 1.4em; } .steps li { margin: 6px 0; }
.steps .who { font-weight: 600; }

.track { padding: 8px 0; border-bottom: 1px solid var(--line); }
.track .name { font-weight: 600; color: var(--ink); margin-right: 8px; }
.track .lane { position: relative; height: 34px; margin: 2px 0; }
.track .lane i { position: absolute; display: block; }
.track .rail { left: 0; right: 0; top: 16px; height: 2px; background: var(--line); }
.track .bar { top: 13px; height: 8px; background: #9fb8b5; border-radius: 2px; }
.track .today { top: 1px; height: 32px; border-left: 2px dashed var(--ink); }
.track .full, .track .open { top: 10px; width: 14px; height: 14px; margin-left: -7px; border-radius: 50%;
  border: 3px solid currentColor; background: #fff; box-sizing: border-box; }
.track .full { background: currentColor; }
.axis { display: flex; justify-content: space-between; color: var(--quiet); font-size: 15px; }
.plain-button { min-height: 48px; padding: 6px 18px; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: #fff; font: inherit; font-size: 16px; }
.code { font-family: ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 17px;
  letter-spacing: 0.04em; overflow-wrap: anywhere; margin: 4px 0; }
.code-row { display: flex; gap: 16px; align-items: flex-start; flex-wrap: wrap; }
.code-row > div:last-child { flex: 1 1 240px; }
img.qr { width: 136px; height: auto; flex: none; background: #fff; padding: 8px; display: block; }
.st-key-sheet { display: none; }

.st-key-unit-form h1 { font-size: 22px; padding: 0; margin: 0; }
.st-key-unit-head h2 { font-size: 22px; padding: 0; margin: 0; }
.st-key-unit-form { position: sticky; top: 16px; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "选择文件"; font-size: 16px; }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "也可以拖到这里，最大100兆"; font-size: 15px; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-borderlessIcon"],
[data-testid="stTooltipErrorContent"], [data-testid="stFileChip"] [role="alert"] { display: none; }
[data-testid="stFileChip"][aria-invalid="true"]::after { content: "超过100兆，请拆成几个"; font-size: 15px; }
.st-key-unit-main:has([data-testid="stProgress"]) [data-stale="true"],
.st-key-unit-main:has([data-testid="stProgress"]) [data-testid="stExpander"] { display: none; }
.counts { display: flex; gap: 8px; flex-wrap: wrap; }
.counts .count { flex: 1 1 120px; border: 1px solid var(--line); border-radius: 8px; padding: 8px;
  background: #fff; white-space: nowrap; }
.counts .sign { min-width: 1.1em; }
.counts b { display: block; font-size: 26px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.counts span { font-size: 15px; }
ul.months { display: flex; gap: 4px; list-style: none !important; padding: 8px 0 0 !important; margin: 0 !important; }
.months li { flex: 1 1 0; display: flex; flex-direction: column; justify-content: flex-end;
  min-width: 0; min-height: 152px; text-align: center; font-size: 13px; margin: 0 !important; padding: 0 !important; }
.months i { background: #7fa8a4; border-radius: 3px 3px 0 0; min-height: 1px; }
.months span { border-top: 1px solid var(--quiet); color: var(--quiet); white-space: nowrap; }
.months em { color: var(--quiet); font-style: normal; height: 1.6em; white-space: nowrap; }
table.people { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.5; }
.people th { text-align: left; color: var(--quiet); font-weight: 400; white-space: nowrap; }
.people th, .people td { border: 0; border-bottom: 1px solid #e9e3d7; padding: 6px 12px 6px 0;
  vertical-align: top; }
.people td:not(:last-child) { white-space: nowrap; font-variant-numeric: tabular-nums; }
.people td:nth-child(4) { white-space: normal; min-width: 9.4em; max-width: 11em; }
.people .small { display: block; color: var(--quiet); max-width: 12em; white-space: normal; }
.people summary { cursor: pointer; } .people ul { margin: 4px 0; padding-left: 1.2em; }
.scrolled { max-height: 360px; overflow: auto; }

@media print {
  @page { size: A4; margin: 16mm 14mm; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"],
  [data-testid="stMainBlockContainer"] { position: static !important; height: auto !important;
    overflow: visible !important; display: block !important; padding: 0 !important;
    background: #fff !important; color: #000 !important; max-width: none !important; }
  [data-testid="stElementContainer"]:not(.st-key-sheet *), [data-testid="stColumn"]:not(:has(.st-key-sheet)),
  [data-testid="stLayoutWrapper"]:not(:has(.st-key-sheet)):not(.st-key-sheet *), .st-key-masthead,
  [data-testid="stExpander"] { display: none !important; }
  [data-testid="stVerticalBlock"], [data-testid="stHorizontalBlock"], [data-testid="stColumn"],
  [data-testid="stLayoutWrapper"] { display: block !important; width: 100% !important;
    position: static !important; min-width: 0 !important; max-width: none !important; }
  .st-key-sheet { display: block !important; }
  .sheet { font: 10.5pt/1.5 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #000; }
  .sheet h1 { font-size: 17pt; margin: 0; } .sheet h2 { font-size: 13pt; margin: 0; }
  .sheet h3 { font-size: 12pt; margin: 10pt 0 2pt; break-after: avoid; }
  .sheet h1, .sheet h2, .sheet h3, .sheet th { font-family: "Noto Sans CJK SC", "PingFang SC", SimHei, sans-serif;
    padding: 0; text-align: left; }
  .sheet p, .sheet ul, .sheet ol { margin: 2pt 0; } .sheet li { margin: 0; }
  .box-verdict { border: 1.5pt solid #000; padding: 6pt 10pt; margin: 6pt 0; break-inside: avoid; }
  .sheet dl { columns: 2; margin: 0; } .sheet dt { float: left; clear: left; margin-right: 6pt; color: #444; }
  .sheet dt::after { content: "："; } .sheet dd { margin: 0; break-inside: avoid; }
  .sheet table { width: 100%; border-collapse: collapse; } .sheet tr { break-inside: avoid; }
  .sheet td, .sheet th { border-bottom: 0.5pt solid #888; padding: 2pt 4pt; vertical-align: top; }
  .sheet .tick .box { display: inline-block; width: 10pt; height: 10pt; border: 1pt solid #000; }
  .sheet footer { margin-top: 10pt; break-inside: avoid; } .sheet .qr { width: 30mm; }
}

@media (max-width: 760px) {
  [data-testid="stMainBlockContainer"] { padding: 12px 16px 48px; }
  .st-key-side { display: none; } .st-key-fold { display: block; }
  .masthead h1 { font-size: 19px; }
  .verdict { padding: 14px 16px; } .verdict h2 { font-size: 19px; }
}
</style>
<script>
document.documentElement.lang = "zh-CN";
document.querySelector("[data-testid=stSkipToContent]")?.replaceChildren("跳到正文");
</script>
"""


def apply() -> None:
    """Puts the stylesheet on the page and tells the browser that the page is Chinese."""
    st.html(STYLE, unsafe_allow_javascript=True)


def to_top(step: str) -> None:
    """Brings the top of the page into view whenever ``step`` changes: the question or the verdict
    is what the eye meets, wherever the last answer was given."""
    st.html(
        f'<script data-step="{step}">'
        "document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);</script>",
        unsafe_allow_javascript=True,
    )
