/* What the pages do in the browser itself: the newest question meets the eye, the ear and the keyboard; big
   print; reading aloud by the browser's own voice; and what is half filled in is kept for as long as the
   tab is open. Nothing leaves the browser here. */
(() => {
  const root = document.documentElement;
  const MET = ".st-key-talk .question, .st-key-talk .verdict h2";
  const find = selector => document.querySelector(selector);
  const store = {
    get: name => { try { return sessionStorage.getItem(name); } catch { return null; } },
    set: (name, text) => {
      try { if (text) sessionStorage.setItem(name, text); else sessionStorage.removeItem(name); } catch { }
    },
  };

  // --- big print
  const BIG = "big-print";
  const sized = () => {
    const big = store.get(BIG) === "yes";
    root.classList.toggle("big", big);
    find("#big-print")?.setAttribute("aria-pressed", big);
  };

  // --- reading aloud, by a voice that is in this machine: others would send the words away
  const voice = () => globalThis.speechSynthesis?.getVoices()
    .find(one => one.localService && /^(zh|cmn)/i.test(one.lang));
  const READ = "读给我听";
  const quiet = () => {
    globalThis.speechSynthesis?.cancel();
    find("#read-aloud")?.setAttribute("aria-pressed", false);
  };
  const offer = () => {
    const target = find(".st-key-talk .question, .st-key-talk .verdict");
    if (!target || !voice() || target.querySelector("#read-aloud")) return;
    find("#read-aloud")?.remove();
    const button = document.createElement("button");
    Object.assign(button, { id: "read-aloud", type: "button", className: "tool", textContent: READ });
    button.setAttribute("aria-pressed", false);
    target.prepend(button);
  };
  const seen = selector => [...document.querySelectorAll(selector)]
    .filter(one => one.checkVisibility?.() ?? one.offsetParent);
  const readAloud = button => {
    if (button.getAttribute("aria-pressed") === "true") { quiet(); return; }
    const parts = seen(".question, .verdict, [class*='st-key-form-'] button, [class*='st-key-form-'] li");
    const said = new SpeechSynthesisUtterance(parts.map(one => one.innerText.replace(READ, "").trim()).join("。\n"));
    said.lang = "zh-CN"; said.voice = voice(); said.onend = said.onerror = quiet;
    quiet();
    button.setAttribute("aria-pressed", true);
    speechSynthesis.speak(said);
  };
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", quiet);

  document.addEventListener("click", event => {
    const button = event.target.closest?.("#big-print, #read-aloud");
    if (button?.id === "big-print") { store.set(BIG, store.get(BIG) ? "" : "yes"); sized(); }
    if (button?.id === "read-aloud") readAloud(button);
  });

  // --- the next question or the verdict: at the top, in focus, and what was recorded is said
  const voiced = document.createElement("p");
  voiced.id = "said-now"; voiced.setAttribute("role", "status");
  document.body.append(voiced);
  const meet = (now, tries = 0) => {
    const target = find(MET);
    if (!target) { if (tries < 20) setTimeout(() => meet(now, tries + 1), 50); return; }
    find("[data-testid=stMain]")?.scrollTo(0, 0);
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    voiced.textContent = now.dataset.said;
  };

  // --- what is half filled in
  const DRAFT = "draft";
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const giveBack = (draft, tries = 0) => {
    const field = find(".st-key-given-back input");
    if (!field) { if (tries < 20) setTimeout(() => giveBack(draft, tries + 1), 50); return; }
    setValue.call(field, draft);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 50);
  };

  let step = null, handed = null, verdict;
  const look = () => {
    const now = find("#now");
    if (!now) return;
    const held = find("#draft"), draft = held?.dataset.draft;
    if (held && draft !== handed) {
      handed = draft;
      const kept = store.get(DRAFT);
      if (draft !== undefined) store.set(DRAFT, draft); else if (kept) giveBack(kept);
    }
    if (now.dataset.step !== step) {
      if (step !== null) { quiet(); meet(now); }
      step = now.dataset.step;
    } else if (now.dataset.verdict && now.dataset.verdict !== verdict) {
      voiced.textContent = now.dataset.verdict;  // it has changed where the eye is, further down
    }
    verdict = now.dataset.verdict;
    sized(); offer();
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-step", "data-draft", "data-verdict"],
  });
  sized(); look();
})();
