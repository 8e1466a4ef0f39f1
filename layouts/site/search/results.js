// The page of results: what is found as one types, filters, and all of it in the address.
const AT_ONCE = 20, REST = 350;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const language = document.documentElement.lang;
const say = (phrase, values) => phrase.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const sayCount = (forms, count, values) =>
  say(forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? Object.values(forms)[0], { num: count.toLocaleString(language), ...values });

const kickerOf = (text) => [text.label, text.where].filter(Boolean).join(" · ");

function showHit(text, { index, words }) {
  const link = element("a", { href: text.href, dir: "auto" }, ...markAll(text.title, words));
  const item = element("li", { className: "hit" }), body = element("div");
  if (text.colour) item.style.setProperty("--line", text.colour);
  item.append(element("span", { className: `number-badge${text.badge ? "" : " plain"}`, ariaHidden: "true" }, text.badge ?? ""), body);
  body.append(element("p", { className: "kicker" }, kickerOf(text)), element("h2", {}, link));
  const passages = passagesOf(text, words), summary = placesIn(text.summary, words);
  const isShown = text.summary && (summary.length || passages.length < 2);
  if (isShown) body.append(element("p", { className: "passage", dir: "auto" }, ...shorten(text.summary, summary)));
  for (const { row, places } of passages.slice(0, isShown ? 1 : 2)) {
    body.append(element("p", { className: "passage", dir: "auto" }, ...shorten(row, places)));
  }
  const first = passages[0];
  if (first?.anchor) {
    const [before, after] = index.phrases.in.split("%(section)s");
    const to = element("a", { href: new URL(first.anchor, text.href).href, dir: "auto" }, first.heading);
    body.append(element("p", { className: "where" }, before, to, after));
  }
  return item;
}

// ↓ and ↑ lead through links, ↑ above the first and Escape back to the field, which `escape` may then tell that there was
// something to leave: only where there was not, Escape empties the field.
function leadThrough(field, links, within, escape = () => false) {
  within.addEventListener("keydown", (event) => {
    const listed = links(), at = listed.indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isReached = document.activeElement === field || at >= 0;
    if (event.key === "Escape" && isReached) {
      field.focus();
      if (escape() || at >= 0) event.preventDefault();
    } else if (step && isReached && listed.length) {
      event.preventDefault();
      (listed[Math.min(at + step, listed.length - 1)] ?? field).focus();
    }
  });
}

class Filters {
  constructor(form, index, change) {
    this.form = form;
    this.index = index;
    this.boxes = new Map();
    for (const part of all("[data-facet]", form)) this.fill(part, part.dataset.facet);
    form.addEventListener("change", change);
    form.addEventListener("reset", () => setTimeout(change));
  }

  fill(part, name) {
    const type = part.dataset.all ? "radio" : "checkbox", list = part.querySelector("fieldset") ?? part;
    const values = this.index.facets[name].values.map(([value, title], at) => [value, title, at]);
    this.boxes.set(name, (type === "radio" ? [["", part.dataset.all, -1], ...values] : values).map(([value, title, at]) => {
      const box = element("input", { type, name, value, defaultChecked: at < 0 }), count = element("small");
      const label = element("label", {}, box, " ", element("span", { dir: "auto" }, title), " ", count);
      list.append(label);
      return { box, at, count, label };
    }));
  }

  read(asked) {
    for (const [name, boxes] of this.boxes) {
      const given = asked.getAll(name);
      for (const { box, at } of boxes) box.checked = given.includes(box.value) || (at < 0 && !given.length);
    }
  }

  chosen(name) { return this.boxes.get(name).filter(({ box, at }) => box.checked && at >= 0); }

  // What is chosen, as an address has it.
  get asked() {
    return [...this.boxes.keys()].flatMap((name) => this.chosen(name).map(({ box }) => [name, box.value]));
  }

  // Any value of one facet, and all facets together.
  fitting(numbers, but) {
    const choices = [...this.boxes.keys()].filter((name) => name !== but).map((name) => [this.index.facets[name].has, this.chosen(name)]);
    return numbers.filter((number) => choices.every(([has, values]) => !values.length || values.some(({ at }) => has[number].includes(at))));
  }

  // What each value would give beside the other facets' choices; one that gives nothing can only be taken back.
  count(numbers) {
    for (const [name, boxes] of this.boxes) {
      const there = this.fitting(numbers, name), { has } = this.index.facets[name];
      for (const { box, at, count, label } of boxes) {
        const number = at < 0 ? there.length : there.filter((one) => has[one].includes(at)).length;
        count.textContent = number.toLocaleString(language);
        const isIdle = !number && !box.checked && box !== document.activeElement;
        if (at < 0 || box.type === "radio") box.disabled = isIdle && at >= 0;
        else label.hidden = isIdle;
      }
      const part = boxes[0]?.label.closest("details");
      if (part) part.hidden = boxes.every(({ label }) => label.hidden);
    }
    this.form.querySelector("[type=reset]").hidden = !this.asked.length;
  }
}

class Results {
  constructor(form, area) {
    this.form = form;
    this.area = area;
    this.field = form.elements.q;
    this.list = area.querySelector("ol");
    this.more = area.querySelector(".search-more");
    this.status = area.querySelector("[role=status]");
    this.note = area.querySelector(".search-note");
    this.field.addEventListener("input", () => this.show());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.show(); });
    this.more.addEventListener("click", () => this.showMore());
    this.note.addEventListener("click", (event) => event.target.type === "reset" && this.field.focus());
    leadThrough(this.field, () => all("h2 a", this.list), form.parentElement);
    addEventListener("popstate", () => { this.read(); this.show(); });
  }

  async begin() {
    const index = await loadIndex();
    this.filters = new Filters(this.area.querySelector("form"), index, () => this.show());
    this.read();
    if (!this.field.value) this.field.focus();
    await this.show();
  }

  read() {
    const asked = new URLSearchParams(location.search);
    this.field.value = asked.get("q") ?? "";
    this.filters.read(asked);
  }

  write(query) {
    const asked = new URLSearchParams(query ? [["q", query], ...this.filters.asked] : []).toString();
    history.replaceState(null, "", location.pathname + (asked && `?${asked}`) + location.hash);
  }

  async show() {
    const query = this.field.value.trim();
    if (!this.filters) return;
    this.write(query);
    this.asked = query;
    this.list.ariaBusy = "true";
    const found = await search(query);
    if (this.asked !== query) return;
    this.found = found;
    this.shown = this.filters.fitting(found.numbers);
    this.filters.count(found.numbers);
    this.list.replaceChildren(...await this.hits(0));
    this.list.ariaBusy = "false";
    this.area.hidden = !query;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), this.status.textContent ? REST : 0);
  }

  async hits(from) {
    const { found, shown } = this, numbers = shown.slice(from, from + AT_ONCE);
    const texts = await Promise.all(numbers.map((number) => loadText(found.index, number)));
    this.more.hidden = shown.length <= from + AT_ONCE;
    return texts.map((text) => showHit(text, found));
  }

  async showMore() {
    const hits = await this.hits(this.list.children.length);
    this.list.append(...hits);
    hits[0].querySelector("a").focus();
  }

  // The number is said once typing rests.
  tell() {
    const { index: { phrases }, query, numbers, isNear, isPartial } = this.found, count = this.shown.length;
    this.status.textContent = count ? sayCount(phrases.results, count, { query }) : say(phrases.none, { query });
    this.note.replaceChildren(count && isPartial ? phrases.some : count && isNear ? phrases.near : "");
    if (!count && numbers.length) {
      const again = element("button", { type: "reset", className: "button quiet" }, sayCount(phrases.unfiltered, numbers.length));
      this.note.replaceChildren(again);
    }
  }
}
