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

.st-key-desk { font-size: 14px; line-height: 1.5; gap: 8px; }
.st-key-desk .block { font-size: 15px; font-weight: 600; margin: 0; padding: 6px 0 2px; line-height: 1.4; }
.st-key-desk .block span { color: var(--quiet); font-weight: 400; font-size: 14px; margin-left: 8px; }
.st-key-desk :is(p, li) { margin: 0; font-size: 14px; }
.st-key-desk .label { color: var(--quiet); padding-top: 5px; line-height: 1.4; white-space: nowrap; }
.st-key-desk-form [data-testid="stHorizontalBlock"] { flex-wrap: nowrap; }
.st-key-desk-form [data-testid="stHorizontalBlock"] > * { min-width: 0; }
.st-key-desk :is([data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stTextInput"]) :is(div, input, button) {
  min-height: 0; }
.st-key-desk [data-testid="stTextInputRootElement"] { height: 32px; }
.st-key-desk :is([data-testid="stSelectbox"], [data-testid="stMultiSelect"]) > div > div { background: #fff;
  height: auto; min-height: 32px; }
.st-key-desk :is([data-testid="stSelectbox"], [data-testid="stMultiSelect"]) > div { height: auto; }
.st-key-desk :is([data-testid="stSelectbox"], [data-testid="stMultiSelect"]) input { padding: 3px 6px; }
.st-key-desk [data-testid="stMultiSelectTagsContainer"] { padding: 1px; }
.st-key-desk :is(input, [data-testid="stTextInputRootElement"]) { background: #fff; padding: 0 3px; }
.st-key-desk a:not([data-testid]) { color: var(--accent); }
.st-key-desk [data-testid="stCheckbox"] label { min-height: 32px; gap: 4px; white-space: nowrap; }
[class*="st-key-route-"] { border-bottom: 1px solid #e9e3d7; padding: 2px 0; gap: 0 8px; }
.st-key-desk [class*="st-key-route-"] .stButton button { min-height: 28px; padding: 0 8px; }
.st-key-desk .wrong { color: var(--unmet); font-size: 13px; }
.st-key-desk .taken { color: var(--quiet); font-size: 13px; }
.st-key-desk-form [data-testid="stVerticalBlock"] { gap: 4px; }
.st-key-desk [data-testid="stButtonGroup"] button { min-height: 30px; padding: 2px 5px; font-size: 14px; }
.st-key-desk [data-testid="stButtonGroup"] button p { font-size: 14px; }
.st-key-desk [data-baseweb], .st-key-desk input, .st-key-desk [data-testid="stSelectbox"] * { font-size: 14px; }
.st-key-desk .stButton button, .st-key-desk .stDownloadButton button, .st-key-desk .plain-button {
  min-height: 34px; padding: 2px 12px; font-size: 14px; }
.st-key-desk .read-out { font-size: 16px; line-height: 1.6; background: #fff; border: 1px solid var(--line);
  border-left: 4px solid var(--accent); border-radius: 4px; padding: 8px 12px; }
.st-key-desk .standing-line { padding: 2px 0 2px 8px; } .st-key-desk .standing-line span.why,
.st-key-desk .standing-line span.was { display: block; color: var(--quiet); font-size: 13px; }
.st-key-desk .came { background: var(--panel); padding: 4px 12px; border-radius: 4px; }
.st-key-desk .dense { margin: 0; padding-left: 1.2em; } .st-key-desk .dense small { color: var(--quiet); font-size: 13px; }
.st-key-desk .cite-more > summary, .st-key-desk .clause { font-size: 14px; }
.st-key-desk .caution { border-left: 3px solid var(--confirm); padding-left: 8px; margin: 6px 0; }
.small-button { border: 1px solid var(--line); background: #fff; border-radius: 6px; font: inherit;
  font-size: 14px; padding: 2px 12px; min-height: 30px; cursor: pointer; }
[data-testid="InputInstructions"] { display: none; }
.notice { display: grid; grid-template-columns: 220px minmax(0, 1fr); gap: 32px; }
.contents { position: sticky; top: 8px; align-self: start; max-height: calc(100vh - 16px); overflow-y: auto; }
.contents a, .contents-folded a { display: block; padding: 3px 0; font-size: 15px; line-height: 1.4;
  text-decoration: none; color: var(--ink); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.notice a.level-1, .notice a.level-2, .notice a.level-3 { padding-left: 14px; color: var(--quiet); }
.contents a:hover { text-decoration: underline; }
.contents-folded { display: none; }
.notice-clause { display: grid; grid-template-columns: minmax(0, 1fr) minmax(300px, 38%); gap: 32px;
  padding: 10px 0; border-bottom: 1px solid #e9e3d7; scroll-margin-top: 8px; }
.notice-clause.here { background: #eef4f3; box-shadow: -8px 0 0 #eef4f3, -12px 0 0 var(--accent); }
.notice-clause .words p { white-space: pre-wrap; margin: 0; max-width: 44em; }
.notice-clause .words.level-1, .notice-clause .words.level-2 { padding-left: 24px; }
.notice-clause .words.level-3 { padding-left: 48px; }
.notice-clause .cite { color: var(--quiet); font-size: 15px; text-decoration: none; }
.notice-clause .cite:hover { text-decoration: underline; }
.notice-clause aside { font-size: 15px; line-height: 1.55; }
.notice-clause summary { cursor: pointer; min-height: 28px; color: var(--accent); }
.notice-clause details p, .notice-clause details h4 { margin: 2px 0 6px 18px; padding: 0; font-size: 15px; }
.notice-clause details h4 { margin-top: 10px; color: var(--quiet); font-weight: 400; }
.notice-clause b, .rules b, .rules th { font-weight: 600; }
.silent summary, .silent .label { color: var(--confirm) !important; }
.silent .label::after { content: "："; }
mark { background: #ffe08a; color: inherit; padding: 0 1px; }

.rules { line-height: 1.5; }
.rules h3 { font-size: 19px; margin: 28px 0 8px; padding: 0; } .rules h4 { font-size: 16px; margin: 0; padding: 0; }
.rules .common { background: var(--panel); border-radius: 8px; padding: 12px 16px; margin: 12px 0 16px; }
.rules .common ul { margin: 4px 0 8px !important; padding: 0 !important; list-style: none !important;
  display: flex; flex-wrap: wrap; gap: 2px 24px; }
.rules .common li { margin: 0 !important; padding: 0 !important; }
.rules-table { width: 100%; border-collapse: collapse; font-size: 16px; }
.rules-table th, .rules-table td { text-align: left; vertical-align: middle; padding: 5px 8px;
  border: 0; border-bottom: 1px solid var(--line); }
.rules-table tbody { border-bottom: 2px solid var(--quiet); }
.rules-table thead th { position: sticky; top: 0; background: var(--panel); }
.rules-table .ask { color: var(--confirm); white-space: nowrap; }
.rules .mark { color: var(--confirm); text-decoration: none; }
.rules .cites { color: var(--quiet); font-size: 15px; }
.rules .cites a { color: inherit; text-decoration: none; margin-right: 8px; white-space: nowrap; }
.rules .cites a:hover { text-decoration: underline; }
.rules th .cites { display: block; font-weight: 400; }
.rules .scroll { overflow-x: auto; } .rules img { width: 100%; max-width: 1040px; min-width: 760px; }
.rules .silent { padding: 8px 0; border-bottom: 1px solid #e9e3d7; } .rules .silent p { margin: 2px 0; }
.note.done { border-left-color: var(--eligible); background: #e6f1ea; }
.st-key-ledger-locked { padding-top: 12vh; }
.st-key-ledger-locked h2, .st-key-ledger-locked p { margin: 0; padding: 0; }
.st-key-ledger-new { background: var(--panel); border-radius: 8px; padding: 12px 16px; }
[class*="st-key-ledger-"] .note { font-size: 15px; line-height: 1.5; padding: 6px 10px; }
.st-key-ledger-channel [data-testid="stButtonGroup"] button { padding: 4px 10px; }
.ledger-off { max-width: 720px; } .ledger-empty { padding: 40px 0; color: var(--quiet); }
.ledger-code-says { margin: 0; }
ul.ledger-tally { list-style: none !important; display: flex; flex-wrap: wrap; gap: 4px 14px;
  margin: 0 !important; padding: 0 0 8px !important; border-bottom: 1px solid var(--line); font-size: 15px; }
.ledger-tally li { margin: 0 !important; } .ledger-tally b { font-size: 17px; }
ul.ledger-bars { list-style: none !important; margin: 0 !important; padding: 0 !important;
  max-height: 260px; overflow-y: auto; font-size: 15px; }
.ledger-bars li { display: grid; grid-template-columns: 1fr auto; margin: 0 !important;
  padding: 2px 8px 2px 0 !important; line-height: 1.4; }
.ledger-bars i { grid-column: 1 / 3; height: 3px; background: #9fb8b5; }
table.ledger { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.5; }
.ledger th, .ledger td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0;
  border: 0; border-bottom: 1px solid var(--line); }
.ledger th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
.ledger td:nth-child(-n+3), .ledger td:nth-child(5) { white-space: nowrap; }
.ledger td:nth-child(4), .ledger td:nth-child(6) { overflow-wrap: anywhere; }
.ledger .code { font-size: 15px; } .ledger a { color: var(--accent) !important; }
[class*="st-key-ledger-"] [data-testid="InputInstructions"] { display: none; }

@media print {
  @page { size: A4; margin: 16mm 14mm; }
  @page wide { size: A4 landscape; margin: 8mm 10mm; }
  body:has(.st-key-on-paper-rules) { page: wide; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"],
  [data-testid="stMainBlockContainer"] { position: static !important; height: auto !important;
    overflow: visible !important; display: block !important; padding: 0 !important;
    background: #fff !important; color: #000 !important; max-width: none !important; }
  [data-testid="stElementContainer"]:not(:is(.st-key-sheet, [class*="st-key-on-paper-"]) *), [data-testid="stColumn"]:not(:has(:is(.st-key-sheet, [class*="st-key-on-paper-"]))),
  [data-testid="stLayoutWrapper"]:not(:has(:is(.st-key-sheet, [class*="st-key-on-paper-"]))):not(:is(.st-key-sheet, [class*="st-key-on-paper-"]) *), .st-key-masthead,
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
  .sheet.notice-print h1, .sheet.notice-print p { white-space: pre-line; }
  .sheet.notice-print h1 { text-align: center; font-size: 14pt; line-height: 1.6; margin-bottom: 8pt; }
  .sheet.rules { font-size: 7.8pt; line-height: 1.25; } .sheet.rules :is(p, ul, li, h4, table, .cites) { font-size: inherit; }
  .sheet.rules td, .sheet.rules th { padding: 1.5pt 4pt; } .rules th .cites { display: none; }
  .rules .common { padding: 0; margin: 4pt 0; background: none; } .rules .common ul { gap: 0 10pt; }
  .sheet.rules thead th { position: static; } .sheet.rules h3 { font-size: 11pt; margin: 8pt 0 3pt; }
  .rules .branches, .rules .asks { break-before: page; } .rules .branches { break-inside: avoid; }
  .rules .branches h3 { margin-top: 0; } .rules img { width: auto; min-width: 0; max-width: 100%; height: 172mm; }
  .rules .silent { break-inside: avoid; padding: 2pt 0; } .rules .silent p:not(.taken) { display: none; }
  .sheet footer { margin-top: 10pt; break-inside: avoid; } .sheet .qr { width: 30mm; }
}

@media screen and (min-width: 1700px) {
  .st-key-desk :is(p, li, .label, .standing-line, [data-testid="stButtonGroup"] button p, input, .stButton button) {
    font-size: 15px; }
  .st-key-desk .read-out { font-size: 18px; }
}

@media (max-width: 760px) {
  [data-testid="stMainBlockContainer"] { padding: 12px 16px 48px; }
  .st-key-side { display: none; } .st-key-fold { display: block; }
  .masthead h1 { font-size: 19px; }
  .notice, .notice-clause { grid-template-columns: minmax(0, 1fr); gap: 8px; }
  .contents { display: none; } .contents-folded { display: block; } .contents-folded a { padding: 8px 0; }
  .contents-folded summary { min-height: 40px; color: var(--accent); }
  .notice-clause .words.level-1, .notice-clause .words.level-2, .notice-clause .words.level-3 { padding-left: 0; }
  .notice-clause summary { min-height: 36px; }
  .rules-table, .rules-table tbody, .rules-table tr, .rules-table th, .rules-table td { display: block; }
  .rules-table thead { display: none; } .rules-table th { background: var(--panel); } .rules-table th, .rules-table td { padding: 3px 0; border: 0; }
  .rules-table tr { border-bottom: 1px solid var(--line); padding: 6px 0; } .rules-table td:empty { display: none; }
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
