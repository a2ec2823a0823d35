"""The desk's keys: figures pick an option and move on, Enter moves on, F2, F8 and F9 do what they say."""

import streamlit as st

LISTEN = """
<script data-person="%d">
(() => {
  const form = () => document.querySelector(".st-key-desk-form");
  const rows = () => [...form().querySelectorAll("[class*='st-key-field-']")]
    .filter(row => row.offsetParent !== null);
  const entry = row => row.querySelector("[role=radio][aria-checked=true], [role=radio], input");
  const focusOn = row => { const target = row && entry(row); if (target) { target.focus(); target.select?.(); } };
  const moveOn = from => {
    const inputs = [...form().querySelectorAll("input, [role=radio]")].filter(one => one.offsetParent !== null);
    const row = from.closest("[class*='st-key-field-']");
    const inside = inputs.filter(one => row.contains(one) && one.matches("input[type=text], input[role=combobox]"));
    const next = inside[inside.indexOf(from) + 1];
    const leftEmpty = !from.value && from.placeholder !== "至今";
    if (inside.includes(from) && next && !leftEmpty) { next.focus(); return; }
    const all = rows(); focusOn(all[all.indexOf(row) + 1]);
  };
  const keys = event => {
    if (!document.querySelector(".st-key-desk")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const press = selector => { event.preventDefault(); document.querySelector(selector)?.click(); };
    if (event.key === "F2") return press(".st-key-next-person button");
    if (event.key === "F9") return press("#print-sheet");
    if (event.key === "F8") { event.preventDefault(); document.querySelector(".st-key-desk-code input")?.focus(); return; }
    const at = document.activeElement;
    if (!form()?.contains(at)) return;
    if (at.getAttribute("role") === "radio") {
      const options = [...at.closest("[role=radiogroup]").querySelectorAll("[role=radio]")];
      const picked = options.find(option => option.textContent.trim().startsWith(event.key + " "));
      if (/^[0-9]$/.test(event.key) && picked) {
        event.preventDefault();
        if (picked.getAttribute("aria-checked") !== "true") picked.click();
        setTimeout(() => moveOn(picked), 30);
      } else if (event.key === "Enter" && at.getAttribute("aria-checked") === "true") {
        event.preventDefault(); event.stopPropagation(); moveOn(at);
      }
    } else if (event.key === "Enter" && at.matches("input") &&
               !(at.getAttribute("aria-expanded") === "true")) {
      setTimeout(() => moveOn(at), 60);
    }
  };
  if (window.deskKeys) document.removeEventListener("keydown", window.deskKeys, true);
  window.deskKeys = keys;
  document.addEventListener("keydown", keys, true);
  if (!window.deskClicks) {
    window.deskClicks = true;
    document.addEventListener("click", event => {
      if (event.target.id === "print-sheet" && document.querySelector(".st-key-desk")) window.print();
      if (event.target.id !== "copy-read-out") return;
      const text = document.getElementById("read-out").textContent;
      const done = () => { event.target.textContent = "已复制"; };
      const byHand = () => {
        const area = document.createElement("textarea");
        area.value = text; document.body.append(area); area.select();
        if (document.execCommand("copy")) done();
        area.remove();
      };
      if (navigator.clipboard && window.isSecureContext)
        navigator.clipboard.writeText(text).then(done, byHand); else byHand();
    });
  }
  let tries = 0;
  const first = () => { const row = form() && rows()[0]; if (row && entry(row)) focusOn(row); else if (tries++ < 30) setTimeout(first, 100); };
  setTimeout(first, 150);
})();
</script>
"""


def listen(person: int) -> None:
    """Puts the keys in force; for each new ``person`` the first field is where typing begins."""
    st.html(LISTEN % person, unsafe_allow_javascript=True)
