/* The desk's form. Its fields live here alone and are never drawn anew by the server, so a key always goes
   into the field that has the cursor. Whenever a field is left, the server is told all that the fields hold
   and says where to go on; what is typed until then goes into a box of its own and from there, key by key,
   into the field that the cursor has landed on. No timers: the order of what happens is the order of keys. */

const SAVED = "desk";
const MOST_PEOPLE = 20; // that can be come back to
const MOST_SHOWN = 4; // the one at the desk and three more
const KEYS = [
  ["数字", "选这一项，接着到下一个还要问的"],
  ["字、拼音首字母", "找选项：机械、jx → 工程；回车选上面亮着的"],
  ["回车", "填好了，到下一个还要问的（灰的跳过）；空着就是先不填"],
  ["Tab", "一格一格走，灰的也到；Shift+Tab 往回"],
  ["↑ ↓", "在选项里上下移"],
  ["0", "不清楚；日期里也可以写 不清楚"],
  ["F1", "看全部按键"],
  ["F2", "下一位；这一位留在上面，可以回来"],
  ["Shift+F2", "回到上一位"],
  ["F3", "到整句框：来电的人怎么说就怎么打，也可以问问题"],
  ["F4", "记入台账（开了台账、登录以后，问完时）"],
  ["F7", "不管在哪里，到下一个还要问的"],
  ["F8", "到转交码框：贴上或扫入，回车打开"],
  ["F9", "打印一页；Shift+F9 打印全份"],
];

/* Keys that are no character, as they wait in the box: each as a character that no keyboard has. */
const WAITING_KEYS = ["Tab", "Shift+Tab", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Escape", "Backspace",
  "F1", "F2", "Shift+F2", "F3", "F4", "F7", "F8", "F9", "Shift+F9"];
const asCharacter = name => String.fromCharCode(0xe000 + WAITING_KEYS.indexOf(name));
const asKey = character => WAITING_KEYS[character.charCodeAt(0) - 0xe000];
const nameOf = event => (event.shiftKey && /^(Tab|F\d)/.test(event.key) ? "Shift+" : "") + event.key;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const bare = text => text.normalize("NFKC").toLowerCase().replace(/[\s'，。、,.;；:：()]/g, "");

/* --- finding an option ------------------------------------------------------------------------------- */

/* How well an option fits what is typed, 0 the best; -1: not at all. */
const fit = (option, typed) => {
  const query = bare(typed);
  if (!query) return 9;
  if (/^\d+$/.test(query)) {
    const number = String(option.number);
    return [number, number.padStart(2, "0")].includes(query) ? 0 : number.startsWith(query) ? 1 : -1;
  }
  const label = bare(option.label), short = bare(option.short ?? ""), hint = bare(option.hint ?? "");
  if (label === query || short === query) return 0;
  if (label.startsWith(query) || short.startsWith(query)) return 1;
  const words = (option.words ?? []).map(bare);
  if (words.includes(query)) return 2;
  if (label.includes(query) || short.includes(query)) return 3;
  if (option.sounds.length && option.sounds[0] === query) return 3;
  if (hint.includes(query)) return 4;
  if (option.sounds.includes(query)) return 5;
  if (words.some(word => word.startsWith(query))) return 6;
  if (option.sounds.some(sound => sound.startsWith(query))) return 7;
  if (words.some(word => word.length > 1 && query.includes(word)) || query.includes(label)) return 7;
  return query.length > 2 && [...query].every(one => (label + hint).includes(one)) ? 8 : -1;
};
const found = (options, typed) => options
  .map((option, place) => [fit(option, typed), place, option])
  .filter(([rank]) => rank >= 0)
  .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  .map(([, , option]) => option);
/* The option that a typed number picks at once: no other number can still come of it. In a list below the
   field 0 may begin a number (03), in a row it is one. */
const numbered = (options, typed, inline) => {
  const query = bare(typed);
  if (!/^\d+$/.test(query) || (query === "0" && !inline)) return null;
  const fitting = options.filter(option => fit(option, query) >= 0);
  return fitting.length === 1 ? fitting[0] : null;
};

/* --- the desk ---------------------------------------------------------------------------------------- */

class Desk {
  constructor(root) {
    this.root = root;
    this.people = [];
    this.at = 0;
    this.count = 0;
    this.waiting = 0; // the count that the server has to have heard before the cursor lands
    this.handled = {heard: 0, opened: 0};
    this.sentence = null;
    this.opening = null;
    this.suggested = new Map();
    this.stamp = "";
    this.fields = new Map();
    this.data = {};
  }

  /* What the server says, with each of its runs. */
  update(data, tell) {
    this.tellServer = value => tell("told", value);
    this.data = data;
    if (data.form && data.stamp !== this.stamp) this.build(data);
    if (!this.fields.size) return;
    if (data.opened && data.opened.number > this.handled.opened) this.codeOpened(data.opened);
    if (data.person === this.at) this.mark(data);
    if (this.sentence && data.heard?.number >= this.sentence.number) this.sentence = null;
    if (this.opening && data.opened?.number >= this.opening.number) this.opening = null;
    if (data.heard && data.heard.number > this.handled.heard) this.heard(data.heard);
    this.save();
    this.landIfHeard();
  }

  /* --- what the server is told -------------------------------------------------------------------- */

  get person() { return this.people.find(one => one.id === this.at); }

  /* ``left``: the field that the cursor leaves; then it waits for the server to say where it goes on. */
  tell(left = null, wait = false, jump = false) {
    const told = {
      count: ++this.count, person: this.at, entries: this.person.entries, day: this.person.day,
      came: this.person.came, left, jump, stamp: this.stamp, sentence: this.sentence, opening: this.opening,
    };
    this.lastTold = JSON.stringify([this.at, told.entries, told.day]);
    if (wait) {
      this.waiting = this.count;
      this.box.focus({preventScroll: true});
    }
    this.save();
    this.tellServer(structuredClone(told));
  }
  tellChanges() {
    if (JSON.stringify([this.at, this.person.entries, this.person.day]) !== this.lastTold) this.tell();
  }
  save() {
    const kept = {people: this.people, at: this.at, code: this.data.code ?? ""};
    try { sessionStorage.setItem(`${SAVED}-${this.data.pack}`, JSON.stringify(kept)); } catch { /* not allowed here */ }
  }
  saved() {
    try { return JSON.parse(sessionStorage.getItem(`${SAVED}-${this.data.pack}`) ?? "null"); } catch { return null; }
  }

  /* --- the people at the desk --------------------------------------------------------------------- */

  begin(data) {
    this.count = data.count;
    this.handled = {heard: data.heard?.number ?? 0, opened: data.opened?.number ?? 0};
    const kept = this.saved();
    this.people = kept?.people ?? [];
    this.at = kept?.at ?? 0;
    const start = data.start;
    if (!this.person || (data.code && data.code !== kept.code)) {
      const same = this.people.find(one => one.came && one.came === start.came);
      if (same && start.came) this.at = same.id; else this.add(start);
    }
    this.fill();
    if (JSON.stringify(this.person.entries) !== JSON.stringify(start.entries) || this.person.day !== start.day
        || data.person !== this.at)
      this.tell(null, true);
    else this.focusOn(this.first(data.next));
  }
  add({entries = {}, day = "", came = "", id = 0}) {
    const person = {id: id || 1 + Math.max(0, ...this.people.map(one => one.id)), entries, day, came};
    this.people = this.people.filter(one => !this.empty(one));
    this.people.push(person);
    while (this.people.length > MOST_PEOPLE) this.people.shift();
    this.at = person.id;
  }
  empty(person) { return !person.day && !Object.values(person.entries).some(entry => entry?.length); }
  turnTo(id) {
    if (!this.people.some(one => one.id === id)) return;
    this.commit();
    this.people = this.people.filter(one => one.id === id || !this.empty(one));
    this.at = id;
    this.fill();
    this.tell(null, true);
  }
  next() {
    this.commit();
    if (!this.empty(this.person)) this.add({});
    this.fill();
    this.tell(null, true);
  }
  back() {
    const place = this.people.findIndex(one => one.id === this.at);
    const before = this.people[(place + this.people.length - 1) % this.people.length];
    if (before.id !== this.at) this.turnTo(before.id);
  }
  codeOpened(opened) {
    this.handled.opened = opened.number;
    if (opened.trouble) { // the cursor goes back to the code, which is still there to be mended
      if (this.waiting) { this.waiting = 0; this.code.focus(); this.code.select(); this.box.value = ""; }
      return;
    }
    this.code.value = "";
    this.add({...opened, id: opened.person});
    this.fill();
  }
  tabs() {
    const place = this.people.findIndex(one => one.id === this.at);
    const from = Math.min(place, Math.max(0, this.people.length - MOST_SHOWN));
    const earlier = from ? [make("button", {type: "button", className: "person", tabIndex: -1, textContent: `前面还有${from}位`,
      onclick: () => this.turnTo(this.people[from - 1].id)})] : [];
    this.strip.replaceChildren(...earlier, ...this.people.slice(from, from + MOST_SHOWN).map((one, behind) => {
      const chosen = [...this.fields.values()].filter(field => field.spec.options && field.spec.kind === "choice")
        .map(field => field.spec.options.find(option => option.id === one.entries[field.spec.id]))
        .filter(Boolean).slice(0, 3).map(option => option.short ?? option.label);
      const tab = make("button", {type: "button", className: "person", tabIndex: -1,
        textContent: `${from + behind + 1}. ${chosen.join("·") || "还没填"}`, onclick: () => this.turnTo(one.id)});
      if (one.id === this.at) tab.setAttribute("aria-current", "true");
      return tab;
    }));
  }

  /* --- building ----------------------------------------------------------------------------------- */

  build(data) {
    this.stamp = data.stamp;
    this.fields = new Map();
    this.code = make("input", {className: "code-box", maxLength: 2000, placeholder: "贴上转交码，回车（F8）", autocomplete: "off"});
    this.code.setAttribute("aria-label", "转交码");
    this.day = make("input", {className: "day-box", maxLength: 40, placeholder: "计算日：今天", autocomplete: "off"});
    this.day.setAttribute("aria-label", "计算日");
    this.needed = make("input", {type: "checkbox", onchange: () => this.root.classList.toggle("only-needed", this.needed.checked)});
    this.strip = make("div", {className: "people"});
    this.strip.setAttribute("aria-label", "窗口上的人");
    this.strip.setAttribute("role", "group");
    this.said = make("input", {className: "sentence", maxLength: 500, autocomplete: "off",
      placeholder: "整句打在这里（F3）：函授本科，21年7月毕业，在临颍一家民企搞机械；也可以问：论文非要不可吗"});
    this.said.setAttribute("aria-label", "来电的人说的话，或要查的问题");
    this.list = make("div", {className: "suggested", hidden: true});
    this.list.setAttribute("role", "status");
    this.box = make("textarea", {className: "waiting-box", rows: 1, placeholder: " ", tabIndex: -1, autocomplete: "off"});
    this.box.setAttribute("aria-label", "先记着的按键，马上填到下一格");
    this.keys = make("div", {className: "all-keys", hidden: true, tabIndex: -1}, make("h2", {textContent: "全部按键"}),
      make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {textContent: key}), make("dd", {textContent: does})])),
      make("p", {textContent: "再按 F1 或 Esc 关上。"}));
    this.keys.setAttribute("role", "dialog");
    this.keys.setAttribute("aria-label", "全部按键");
    const button = (id, text, key) => make("button", {type: "button", className: "desk-button", id, textContent: `${text} ${key}`, tabIndex: -1,
      onmousedown: event => event.preventDefault(), onclick: () => this.act(key)});
    const top = make("div", {className: "desk-line"}, this.code, this.day,
      make("label", {className: "only"}, this.needed, "只看还要问的"),
      button("next-person", "下一位", "F2"), button("next-field", "下一个要问", "F7"), button("show-keys", "按键", "F1"));
    const columns = make("div", {className: "desk-columns"}, ...data.form.columns.map(sections => make("div", {},
      ...sections.flatMap(section => [
        make("h3", {className: "block", textContent: section.title, hidden: !section.title}),
        ...section.fields.map(spec => { const field = new Field(this, spec); this.fields.set(spec.id, field); return field.row; }),
      ]))));
    this.office = make("div", {className: "office"});
    this.pointIds = "[]";
    this.root.replaceChildren(top, this.strip, this.said, this.list, columns, this.office, this.box, this.keys);
    this.root.onkeydown = event => this.key(event);
    this.root.oncompositionend = event => { this.composing = false; if (event.target === this.box) this.landIfHeard(); };
    for (const input of [this.code, this.day]) input.onfocus = () => input.select();
    this.day.onchange = () => { this.person.day = this.day.value; this.tellChanges(); };
    this.box.onblur = () => { // somebody has clicked elsewhere: there they go on
      if (!this.waiting || !document.hasFocus()) return;
      this.waiting = 0;
      this.box.value = "";
    };
    this.begin(data);
  }

  fill() {
    for (const field of this.fields.values()) field.fill(this.person.entries[field.spec.id]);
    this.day.value = this.person.day;
    this.suggested.clear();
    this.showSuggested();
    this.members();
    this.tabs();
  }
  /* The facts of a group are shown one by one where they are told so. */
  members() {
    for (const field of this.fields.values())
      if (field.spec.group) field.row.hidden = this.person.entries[field.spec.group] !== "each";
  }
  entry(field, value) {
    const entries = this.person.entries;
    if (field.spec.kind === "group" && value === "each" && entries[field.spec.id] === "all")
      for (const other of this.fields.values())
        if (other.spec.group === field.spec.id && !entries[other.spec.id]) { entries[other.spec.id] = "yes"; other.fill("yes"); }
    if (value === null || value === "") delete entries[field.spec.id]; else entries[field.spec.id] = value;
    if (field.spec.kind === "group") this.members();
    this.tabs();
  }
  /* The points that the office can answer: they come and go with the route. */
  points(specs) {
    const ids = JSON.stringify(specs.map(spec => spec.id));
    if (ids === this.pointIds) return;
    this.pointIds = ids;
    const at = document.activeElement?.closest?.(".field")?.dataset.field;
    for (const id of [...this.fields.keys()]) if (id.startsWith("office.")) this.fields.delete(id);
    const fields = specs.map(spec => new Field(this, spec));
    for (const field of fields) { this.fields.set(field.spec.id, field); field.fill(this.person.entries[field.spec.id]); }
    this.office.replaceChildren(...(fields.length ? [make("h3", {className: "block", textContent: "问过了没有，怎么答复的"})] : []),
      ...fields.map(field => field.row));
    if (at?.startsWith("office.")) this.focusOn(this.first(at));
  }
  mark({idle, wrong, taken, next, left, office}) {
    this.points(office);
    for (const [id, field] of this.fields) {
      field.row.classList.toggle("idle", idle.includes(id));
      field.row.classList.toggle("following", left && id === next);
      field.note(wrong[id] ?? "", taken[id] ?? "");
    }
    this.tabs();
  }

  /* --- where the cursor is ------------------------------------------------------------------------ */

  first(id) {
    const inputs = this.fields.get(id)?.inputs() ?? [];
    return inputs.find(input => !input.value) ?? inputs[0];
  }
  focusOn(input) {
    if (!input) return;
    input.focus({preventScroll: true});
    input.select();
    (input.closest(".field") ?? input).scrollIntoView({block: "nearest"});
  }
  /* The cursor leaves a field; where to, the server says. */
  leave(field) { this.commit(); this.tell(field.spec.id, true); }
  /* … to the next field that still matters, wherever it is now. */
  jump() {
    this.commit();
    const field = document.activeElement?.closest?.(".field")?.dataset.field ?? null;
    this.tell(field, true, true);
  }
  commit() {
    const at = document.activeElement;
    if (at === this.day) this.person.day = this.day.value;
    at?.control?.commit();
  }
  landIfHeard() { if (this.waiting && this.data.count >= this.waiting && this.data.person === this.at) this.land(); }
  land() {
    if (this.composing) return;
    const typed = this.box.value;
    this.waiting = 0;
    this.box.value = "";
    const target = this.first(this.data.next);
    if (!target) return;
    this.focusOn(target);
    this.play(typed);
  }
  /* Plays the keys that were typed ahead, as if they came now. */
  play(typed) {
    for (let at = 0; at < typed.length; at++) {
      if (this.waiting) { this.box.value += typed.slice(at); return; }
      const input = document.activeElement, name = typed[at] === "\n" ? "Enter" : asKey(typed[at]);
      if (name === "Enter") this.enter(input);
      else if (name?.startsWith("F") || name === "Shift+F2" || name === "Shift+F9") this.act(name);
      else if (name?.endsWith("Tab")) this.step(input, name === "Tab" ? 1 : -1);
      else if (name && name !== "Backspace") this.key({key: name, target: input, preventDefault() {}});
      else if (input.matches("input:not([type=checkbox])")) {
        const {selectionStart: from, selectionEnd: to} = input;
        if (name) input.setRangeText("", from === to ? Math.max(0, from - 1) : from, to, "end");
        else input.setRangeText(typed[at], from, to, "end");
        input.control?.typed();
      }
    }
  }
  step(from, by) {
    const all = [...this.root.querySelectorAll("input")].filter(one => one.offsetParent);
    from.control?.choose();
    this.focusOn(all[(all.indexOf(from) + by + all.length) % all.length]);
  }

  /* --- keys --------------------------------------------------------------------------------------- */

  key(event) {
    this.composing = event.isComposing || event.keyCode === 229;
    if (this.composing || event.ctrlKey || event.altKey || event.metaKey) return;
    const input = event.target;
    if (input === this.box) { // it keeps all keys, until the cursor lands
      const name = nameOf(event);
      if (!WAITING_KEYS.includes(name) || /F\d/.test(name) || (name === "Backspace" && this.box.value)) return;
      event.preventDefault();
      this.box.value += asCharacter(name);
      return;
    }
    if (event.key === "Escape" && !this.keys.hidden) { this.showKeys(); event.preventDefault(); return; }
    if (event.key === "Enter" && input.matches("input:not([type=checkbox])")) { event.preventDefault(); this.enter(input); return; }
    if (event.key === "Escape" && input === this.said) { this.suggested.clear(); this.showSuggested(); return; }
    if (event.key === "Tab") input.control?.choose();
    input.control?.key?.(event);
  }
  /* What a function key does; while the cursor has not landed it waits its turn. */
  act(name) {
    if (this.waiting && document.activeElement === this.box) { this.box.value += asCharacter(name); return; }
    ({
      F1: () => this.showKeys(),
      F2: () => this.next(),
      "Shift+F2": () => this.back(),
      F3: () => this.said.focus(),
      F4: () => this.onceDrawn(() => click(".st-key-ledger-offer-add button")),
      F7: () => this.jump(),
      F8: () => this.code.focus(),
      F9: () => this.print(false),
      "Shift+F9": () => this.print(true),
    })[name]();
  }
  print(long) {
    this.onceDrawn(() => {
      document.body.classList.toggle("print-long", long);
      window.print();
    });
  }
  /* Does something with what stands beside the form, once that is of all that has been typed. */
  onceDrawn(does) {
    this.commit();
    this.tellChanges();
    const count = this.count, drawn = () => Number(document.querySelector(".desk-drawn")?.dataset.count) >= count;
    if (drawn()) { does(); return; }
    const watch = new MutationObserver(() => { if (drawn()) { watch.disconnect(); does(); } });
    watch.observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-count"]});
  }
  enter(input) {
    if (input === this.code) this.openCode();
    else if (input === this.day) { this.commit(); this.tell(null, true); }
    else if (input === this.said) this.enterSentence();
    else input.control?.enter();
  }
  openCode() {
    const code = this.code.value.trim();
    if (!code) { this.jump(); return; }
    const number = (this.opening?.number ?? this.handled.opened) + 1;
    this.opening = {number, code, person: 1 + Math.max(0, ...this.people.map(one => one.id))};
    this.tell(null, true);
  }
  showKeys() {
    this.keys.hidden = !this.keys.hidden;
    if (this.keys.hidden) (this.before ?? this.said).focus(); else { this.before = document.activeElement; this.keys.focus(); }
  }

  /* --- the sentence box --------------------------------------------------------------------------- */

  enterSentence() {
    const text = this.said.value.trim();
    if (text) {
      const number = (this.sentence?.number ?? this.handled.heard) + 1;
      this.sentence = {number, text};
      this.said.value = "";
      this.list.hidden = false;
      this.list.textContent = "……";
      this.tell();
    } else if (this.suggested.size) this.accept();
    else this.jump();
  }
  heard(heard) {
    this.handled.heard = heard.number;
    if (heard.person !== this.at) return;
    for (const fact of heard.facts) this.suggested.set(fact.id, fact);
    this.showSuggested(heard.facts.length ? "" : heard.answered ? "回答在右边。" : "没有听出能填的，也没有对得上的问题，换个说法再打。");
  }
  accept() {
    for (const fact of this.suggested.values())
      for (const [id, entry] of Object.entries(fact.entries)) {
        if (this.fields.get(id)?.spec.kind === "group") this.entry(this.fields.get(id), entry);
        this.person.entries[id] = entry;
      }
    this.fill();
    this.tell(null, true);
  }
  showSuggested(text = "") {
    this.list.hidden = !this.suggested.size && !text;
    if (!this.suggested.size) { this.list.textContent = text; return; }
    const rows = [...this.suggested.values()].map(fact => make("span", {className: "suggestion"},
      make("b", {textContent: fact.name}), ` ${fact.is}`, fact.was ? make("small", {textContent: `（原来：${fact.was}）`}) : "",
      make("button", {type: "button", textContent: "不对", title: `不记${fact.name}`,
        onclick: () => { this.suggested.delete(fact.id); this.showSuggested(); this.said.focus(); }})));
    this.list.replaceChildren("听到：", ...rows, make("button", {type: "button", className: "desk-button", id: "accept-heard",
      textContent: "都对，记下（回车）", onclick: () => this.accept()}));
  }
}

/* --- one field ---------------------------------------------------------------------------------------- */

class Field {
  constructor(desk, spec) {
    this.desk = desk;
    this.spec = spec;
    this.name = make("span", {className: "label", textContent: spec.label, title: spec.name});
    this.body = make("div", {className: "body"});
    this.under = make("p", {className: "under"});
    this.row = make("div", {className: `field kind-${spec.kind}`}, this.name, make("div", {className: "wide"}, this.body, this.under));
    this.row.dataset.field = spec.id;
    if (spec.group) this.row.classList.add("member");
    if (spec.kind === "spells" || spec.kind === "diplomas") this.controls = [];
    else {
      this.controls = [spec.options ? new Choice(this, spec.options, spec.name, spec.kind === "choices") : new Text(this, spec.name, spec.hint)];
      this.body.append(this.controls[0].element);
    }
  }
  inputs() { return this.controls.filter(control => !control.skipped).map(control => control.input); }
  get rows() { return this.spec.kind === "spells" ? 3 : 2; }
  fill(entry) {
    if (this.spec.kind !== "spells" && this.spec.kind !== "diplomas") { this.controls[0].show(entry); return; }
    this.controls = [];
    this.body.replaceChildren();
    for (const row of entry ?? []) this.addRow(row);
    this.addRow();
  }
  addRow(values = []) {
    const number = this.controls.length / this.rows + 1;
    const line = make("div", {className: "line"});
    if (this.spec.kind === "spells") {
      const start = new Text(this, `第${number}段开始`, number === 1 ? this.spec.hint : "再加一段");
      const end = new Text(this, `第${number}段结束`, this.spec.to_date);
      const related = new Tick(this, "本专业", this.spec.related ?? "");
      related.element.hidden = !this.spec.related;
      start.show(values[0]); end.show(values[1]); related.show(values[2] ?? true);
      this.controls.push(start, end, related);
    } else {
      const options = number === 1 ? this.spec.options : this.spec.options.filter(option => !["nothing", "unknown"].includes(option.id));
      const kind = new Choice(this, options, `第${number}个毕业证`);
      const day = new Text(this, `第${number}个毕业证的毕业时间`, "毕业时间");
      kind.show(values[0]); day.show(values[1]);
      this.controls.push(kind, day);
    }
    line.append(...this.controls.slice(-this.rows).map(control => control.element));
    this.body.append(line);
  }
  /* A control holds something else now. */
  changed() {
    if (this.spec.kind !== "spells" && this.spec.kind !== "diplomas") { this.desk.entry(this, this.controls[0].value); return; }
    const rows = [];
    for (let at = 0; at < this.controls.length; at += this.rows)
      rows.push(this.controls.slice(at, at + this.rows).map(control => control.value));
    const blank = row => !row[0] && !row[1];
    if (!blank(rows.at(-1)) && !["nothing", "unknown"].includes(rows[0][0])) this.addRow();
    while (rows.length && blank(rows.at(-1))) rows.pop();
    this.desk.entry(this, rows.length ? rows : null);
  }
  /* The cursor goes on: within a row of a list, or out of the field. */
  goOn(control) {
    const place = this.controls.indexOf(control);
    const {desk, rows} = this;
    if (rows && place >= 0 && (this.spec.kind === "spells" || this.spec.kind === "diplomas") && control.value) {
      const column = place % rows;
      const special = ["nothing", "unknown", "无", "没有", "没", "不清楚", "0", "?", "？", "-"].includes(control.value);
      if (column === 0 && !special) { desk.focusOn(this.controls[place + 1].input); return; }
      const following = this.controls[place - column + rows];
      if (column === 1 && following) { this.desk.commit(); desk.focusOn(following.input); return; }
    }
    desk.leave(this);
  }
  note(wrong, taken) {
    this.under.textContent = wrong || taken;
    this.under.className = `under ${wrong ? "wrong" : taken ? "taken" : ""}`;
    if (wrong) this.under.setAttribute("role", "alert"); else this.under.removeAttribute("role");
  }
}

class Text {
  constructor(field, label, hint = "") {
    this.field = field;
    this.input = make("input", {maxLength: 200, placeholder: hint, autocomplete: "off", spellcheck: false});
    this.input.setAttribute("aria-label", label);
    this.input.control = this;
    this.input.onblur = () => { this.commit(); field.desk.tellChanges(); };
    this.input.onfocus = () => this.input.select();
    this.element = this.input;
    this.held = "";
  }
  show(entry) { this.held = this.input.value = typeof entry === "string" ? entry : ""; }
  get value() { return this.held; }
  typed() {}
  choose() {}
  commit() {
    const value = this.input.value.trim();
    if (value === this.held) return;
    this.held = value;
    this.field.changed();
  }
  enter() { this.commit(); this.field.goOn(this); }
}

class Tick {
  constructor(field, label, name) {
    this.field = field;
    this.skipped = true;
    this.input = make("input", {type: "checkbox", checked: true});
    this.input.setAttribute("aria-label", name);
    this.input.control = this;
    this.input.onchange = () => { field.changed(); field.desk.tellChanges(); };
    this.element = make("label", {className: "tick", title: name}, this.input, label);
  }
  show(entry) { this.input.checked = entry !== false; }
  get value() { return this.input.checked; }
  commit() {}
  choose() {}
  enter() { this.field.goOn(this); }
  key(event) { if (event.key === "Enter") { event.preventDefault(); this.enter(); } }
}

let lists = 0;

class Choice {
  constructor(field, options, label, several = false) {
    Object.assign(this, {field, options, several, held: several ? [] : "", marked: 0, shown: options});
    this.inline = field.spec.inline;
    this.input = make("input", {autocomplete: "off", spellcheck: false, maxLength: 200, placeholder: this.inline ? "" : several ? "可选几项" : "数字或字"});
    this.list = make("div", {className: this.inline ? "options" : "options popup", id: `desk-options-${++lists}`});
    for (const [name, value] of Object.entries({role: "combobox", "aria-label": label, "aria-controls": this.list.id,
      "aria-expanded": String(Boolean(this.inline)), "aria-autocomplete": "list"})) this.input.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = !this.inline;
    this.chips = make("span", {className: "chips"});
    this.element = make("div", {className: this.inline ? "choice inline" : "choice"}, ...(several ? [this.chips] : []), this.input, this.list);
    this.input.control = this;
    this.input.oninput = event => { if (!event.isComposing) this.typed(); else this.filter(); };
    this.input.oncompositionend = () => this.typed();
    this.input.onfocus = () => { this.input.select(); this.open(true); };
    this.input.onblur = () => { this.commit(); this.open(false); field.desk.tellChanges(); };
    this.input.onclick = () => this.open(true);
    this.list.onmousedown = event => event.preventDefault();
    this.filter();
  }
  named(id) { const option = this.options.find(one => one.id === id); return option ? option.short ?? option.label : id; }
  get value() { return this.held; }
  get asShown() { return this.several || this.inline && this.options.some(one => one.id === this.held) ? "" : this.named(this.held); }
  get dirty() { return this.input.value.trim() !== this.asShown; }
  show(entry) {
    this.held = this.several ? (Array.isArray(entry) ? [...entry] : []) : typeof entry === "string" ? entry : "";
    this.input.value = this.asShown;
    this.filter();
  }
  open(yes) {
    if (this.inline) return;
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
    if (!yes) return;
    this.filter();
    const {top, bottom} = this.input.getBoundingClientRect();
    const below = innerHeight - bottom, upwards = below < 200 && top > below;
    this.list.classList.toggle("upwards", upwards);
    this.list.style.maxHeight = `${Math.max(120, Math.min(330, (upwards ? top : below) - 8))}px`;
    this.markedElement()?.scrollIntoView({block: "nearest"});
  }
  /* The options that fit what is typed, the best first; all of them while nothing is. */
  filter() {
    const query = this.dirty ? this.input.value : "";
    this.shown = this.inline ? this.options : found(this.options, query);
    const best = query.trim() ? found(this.options, query)[0] : this.options.find(one => one.id === this.held);
    this.marked = query.trim() || best ? this.shown.indexOf(best) : -1;
    this.draw();
  }
  draw() {
    const chosen = id => this.several ? this.held.includes(id) : this.held === id;
    this.list.replaceChildren(...this.shown.map((option, place) => {
      const row = make("div", {className: "option", id: `${this.list.id}-${option.id}`, onclick: () => { this.pick(option); this.after(); }},
        make("span", {className: "number", textContent: option.number}), this.inline ? option.short ?? option.label : option.label);
      if (option.hint && !this.inline) row.append(make("small", {textContent: option.hint}));
      if (option.hint && this.inline) row.title = option.hint;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(chosen(option.id)));
      row.classList.toggle("marked", place === this.marked);
      return row;
    }));
    if (!this.shown.length) this.list.append(make("div", {className: "none", role: "option", textContent: "没有对得上的"}));
    const marked = this.shown[this.marked];
    if (marked) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${marked.id}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.element.classList.toggle("chosen", Boolean(this.held.length));
    if (this.several) this.chips.replaceChildren(...this.held.map(id => make("span", {className: "chip-chosen"}, this.named(id),
      make("button", {type: "button", tabIndex: -1, textContent: "×", title: `去掉${this.named(id)}`, onclick: () => this.drop(id)}))));
  }
  markedElement() { return this.list.children[this.marked]; }
  typed() {
    this.filter();
    if (!this.inline) this.open(true);
    const option = this.dirty ? numbered(this.options, this.input.value, this.inline) : null;
    if (option) { this.pick(option); this.after(); }
  }
  pick(option) {
    if (!this.several) this.held = option.id;
    else if (this.held.includes(option.id)) this.held = this.held.filter(id => id !== option.id);
    else this.held = [...this.held, option.id];
    this.input.value = this.asShown;
    this.filter();
    this.field.changed();
  }
  drop(id) { this.held = this.held.filter(one => one !== id); this.draw(); this.field.changed(); this.field.desk.tellChanges(); this.input.focus(); }
  /* After a pick: on to the next field; in a list of several the next pick can follow, unless it is "none" or "not known". */
  after() {
    if (this.several && !this.held.some(id => ["nothing", "unknown"].includes(id))) { this.field.desk.focusOn(this.input); this.field.desk.tellChanges(); return; }
    this.field.goOn(this);
  }
  /* What is typed and not yet chosen: the option that is marked, if there is one. */
  choose() {
    if (!this.dirty || !this.input.value.trim()) return false;
    const option = this.shown[this.marked];
    if (!option) return false;
    this.pick(option);
    return true;
  }
  /* Left by other ways: emptied is emptied; one that fits alone is meant; any other text stays, to be mended. */
  commit() {
    if (!this.dirty) return;
    const text = this.input.value.trim();
    const fitting = text ? found(this.options, text) : [];
    if (fitting.length === 1) { this.pick(fitting[0]); return; }
    if (this.several) { this.input.value = ""; if (text) this.held = [...this.held, text]; }
    else if (!(this.inline && !text && this.held)) this.held = text;
    this.draw();
    this.field.changed();
  }
  enter() {
    const picked = this.choose();
    if (picked && this.several) { this.after(); return; }
    if (!picked) this.commit();
    this.field.goOn(this);
  }
  key(event) {
    const step = {ArrowDown: 1, ArrowUp: -1, ...(this.inline ? {ArrowRight: 1, ArrowLeft: -1} : {})}[event.key];
    if (step && this.shown.length) {
      event.preventDefault();
      this.open(true);
      this.marked = this.marked < 0 && step < 0 ? this.shown.length - 1 : (this.marked + step + this.shown.length) % this.shown.length;
      const option = this.shown[this.marked];
      if (!this.several) { this.held = option.id; this.input.value = this.asShown; this.field.changed(); }
      this.draw();
      this.markedElement()?.scrollIntoView({block: "nearest"});
    } else if (event.key === "Escape") {
      this.input.value = this.asShown;
      this.open(false);
    } else if (event.key === "Backspace" && this.several && !this.input.value && this.held.length) this.drop(this.held.at(-1));
    else if (event.key === "Backspace" && this.inline && !this.input.value && this.held) { this.held = ""; this.draw(); this.field.changed(); }
    else if (event.key === " " && this.several && !this.input.value && this.shown[this.marked]) { event.preventDefault(); this.pick(this.shown[this.marked]); }
  }
}

/* --- the page around it ------------------------------------------------------------------------------- */

const click = selector => document.querySelector(selector)?.click();
const pageKeys = event => {
  const desk = window.theDesk, name = nameOf(event);
  if (!desk?.root.isConnected || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!/F\d$/.test(name) || !WAITING_KEYS.includes(name)) return;
  event.preventDefault();
  if (!event.repeat) desk.act(name);
};
const pageClicks = event => {
  if (event.target.id === "print-sheet" && window.theDesk?.root.isConnected) window.theDesk.print(false);
  if (event.target.id !== "copy-read-out") return;
  const text = document.getElementById("read-out").textContent;
  const done = () => { event.target.textContent = "已复制"; };
  const byHand = () => {
    const area = make("textarea", {value: text});
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
};

export default function ({data, parentElement, setStateValue}) {
  const root = parentElement.querySelector(".desk-form");
  if (window.theDesk?.root !== root) window.theDesk = new Desk(root);
  if (!window.deskListens) {
    window.deskListens = true;
    document.addEventListener("keydown", event => window.deskKeys(event), true);
    document.addEventListener("click", event => window.deskClicks(event));
    // While keys wait for the cursor to land, a press of the mouse does not take it away.
    document.addEventListener("mousedown", event => { if (window.theDesk?.waiting && window.theDesk.box.value) event.preventDefault(); }, true);
  }
  window.deskKeys = pageKeys;
  window.deskClicks = pageClicks;
  window.theDesk.update(data, setStateValue);
}
