/* Makes way for the app once it has drawn the page. What was tapped before is tapped there then. */
(() => {
  const screen = document.getElementById("first-screen"), told = screen.querySelector("[role=status]");
  const DRAWN = "[data-testid=stMainBlockContainer] :is(h1, h2, h3, p, label, table)";
  let tapped = null, passed = false, late = null;

  const own = key => document.querySelector(`[data-testid=stApp] .${CSS.escape(key)} button:not([disabled])`);
  const leave = () => {
    seeing.disconnect();
    const focused = document.activeElement?.closest("#first-screen [data-key]");
    screen.remove();
    if (focused) own(focused.dataset.key)?.focus();
  };
  const look = () => {
    if (passed) {  // until the app has taken the answer: no flash of the question just answered
      if (!own(tapped)) leave();
      return;
    }
    if (!document.querySelector(DRAWN)) return;
    // Buttons may come a moment after the words. Where there are none, the page has something else to say.
    const first = screen.querySelector("[data-key]");
    if (first && !own(first.dataset.key)) {
      late = late ?? setTimeout(leave, 3000);
      return;
    }
    if (!tapped || !own(tapped)) { leave(); return; }
    passed = true;
    own(tapped).click();
    setTimeout(leave, 5000);
  };
  const seeing = new MutationObserver(look);
  seeing.observe(document.getElementById("root"), {childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"]});

  screen.addEventListener("click", event => {
    const option = event.target.closest("[data-key]");
    if (!option || passed) return;
    tapped = option.dataset.key;
    screen.querySelectorAll("[data-key]").forEach(one => one.setAttribute("aria-pressed", one === option));
    told.textContent = "记下了，正在接着打开……";
  });
  setTimeout(() => {
    told.textContent = "网络慢，还在打开，请再等一等。一直打不开，请刷新这一页。";
  }, 20000);
})();
