// What the site does better with a script: facets, previews of terms, contents that follow, a map that shows the nearest name.
// Without it all is there to read.
"use strict";

const SCRIPT = document.currentScript;
const WIDE = matchMedia("(min-width: 60rem)");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Facets: any of the values chosen in one, and all of the facets together. The address holds the choice. The rows of a list stand on
// many pages: a script of their own brings them all when a facet is first used.
const FEW_ROWS = 50, FEW_VALUES = 12;
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

function loadRows(address) {
  return new Promise((resolve, reject) => {
    window.listRows = (found) => {
      for (const facet of Object.values(found.facets)) facet.has = facet.of.split(",").map((row) => row.split(" ").filter(Boolean).map(Number));
      resolve(found);
    };
    document.head.append(Object.assign(document.createElement("script"), { src: address, onerror: reject }));
  });
}

function showRow([title, href, summary, where, length, colour, number]) {
  const badge = element("span", { className: `number-badge${number ? "" : " plain"}` }, number ?? "");
  if (!number) badge.ariaHidden = "true";
  const link = element("a", { href, dir: "auto" }, title);
  const body = element("div", {}, element("h3", {}, link), element("p", { className: "row-summary", dir: "auto" }, summary));
  const place = element("p", { className: "row-where" }, ...(where ? [element("span", {}, where), " "] : []), ...(length ? [element("b", {}, length)] : []));
  const row = element("li", { className: "row" }, badge, body, place);
  row.style.setProperty("--line", colour);
  return row;
}

class Facets {
  constructor(form) {
    this.form = form;
    this.parts = all("details[data-facet]", form);
    this.status = document.querySelector(".facet-status");
    this.list = document.querySelector(".facet-list");
    this.found = document.querySelector(".facet-found");
    this.chips = document.querySelector(".facet-chips");
    this.main = document.querySelector(".facet-main");
    this.said = this.status.textContent;
    form.hidden = false;
    form.addEventListener("focusin", () => this.bring(), { once: true });
    form.addEventListener("change", (event) => event.target.type === "checkbox" && this.write());
    form.addEventListener("input", (event) => event.target.type === "search" && this.narrow(event.target));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.write()));
    for (const button of all(".facet-more button", form)) button.addEventListener("click", () => this.bring().then(() => this.widen(button.closest("details"))));
    addEventListener("popstate", () => this.read());
    for (const part of this.parts) part.open &&= WIDE.matches;
    this.read();
  }

  bring() {
    this.data ??= loadRows(this.form.dataset.rows).then((found) => { this.fill(found); return found; });
    return this.data;
  }

  boxes(facet) { return all(`input[name="${facet}"]`, this.form); }
  chosen(facet) { return this.boxes(facet).filter((box) => box.checked); }
  get asked() { return this.parts.flatMap((part) => this.chosen(part.dataset.facet)); }

  // The values that the page leaves out, in their order; those beyond the first are seen when they are asked for.
  fill({ facets }) {
    for (const part of this.parts) {
      const { facet } = part.dataset, { values, has } = facets[facet];
      const there = new Map(this.boxes(facet).map((box) => [box.value, box.parentElement]));
      if (there.size === values.length) continue;
      const counts = values.map((_, at) => has.filter((row) => row.includes(at)).length);
      const labels = values.map(([value, title], at) => there.get(value) ?? element("label", { hidden: true },
        element("input", { type: "checkbox", name: facet, value }), " ", element("span", { dir: "auto" }, title), " ",
        element("small", {}, counts[at])));
      for (const label of labels) label.querySelector("small").dataset.count = "";
      part.querySelector(".facet-more").before(...labels);
    }
  }

  widen(part) {
    for (const label of all("label", part)) label.hidden = false;
    part.querySelector(".facet-more")?.remove();
  }

  narrow(field) {
    this.bring().then(() => {
      const part = field.closest("details"), asked = plain(field.value);
      this.widen(part);
      for (const label of all("label", part)) label.hidden = !plain(label.querySelector("span").textContent).split(" ").some((word) => word.startsWith(asked)) && !plain(label.querySelector("span").textContent).startsWith(asked);
    });
  }

  // The numbers of the rows that have what is chosen, one facet aside.
  fitting({ rows, facets }, but) {
    const choices = this.parts.map((part) => part.dataset.facet).filter((facet) => facet !== but)
      .map((facet) => [facets[facet].has, new Set(this.chosen(facet).map((box) => facets[facet].values.findIndex(([value]) => value === box.value)))])
      .filter(([, values]) => values.size);
    return [...rows.keys()].filter((row) => choices.every(([has, values]) => has[row].some((value) => values.has(value))));
  }

  async show() {
    const reset = this.form.querySelector("[type=reset]");
    reset.hidden = !this.asked.length && reset !== document.activeElement;
    if (!this.asked.length && !this.data) {
      this.main.ariaBusy = "false";
      return;
    }
    const data = await this.bring(), asked = this.asked, isAsked = asked.length > 0, shown = this.fitting(data);
    for (const one of all(".list-head .sort")) one.hidden = isAsked;
    this.list.hidden = isAsked;
    this.found.hidden = !isAsked;
    this.chips.hidden = !isAsked;
    this.found.replaceChildren(...(isAsked ? this.rows(data, shown) : []));
    const words = [this.form.dataset.none, this.form.dataset.one][shown.length] ?? this.form.dataset.many;
    this.status.textContent = isAsked ? words.replace("{count}", shown.length) : this.said;
    for (const part of this.parts) this.count(part, data);
    this.chips.replaceChildren(...asked.map((box) => this.chip(box)));
    this.main.ariaBusy = "false";
  }

  rows(data, shown) {
    const list = element("ul", { className: "row-list" }), more = element("button", { type: "button", className: "button quiet" });
    let from = 0;
    const add = () => {
      const next = shown.slice(from, from + FEW_ROWS).map((number) => showRow(data.rows[number]));
      list.append(...next);
      from += next.length;
      more.textContent = this.form.dataset.more.replace("{count}", Math.min(FEW_ROWS, shown.length - from));
      more.hidden = from >= shown.length;
      return next;
    };
    add();
    more.addEventListener("click", () => add()[0]?.querySelector("a").focus());
    return shown.length ? [list, element("p", { className: "row-more" }, more)] : [];
  }

  chip(box) {
    const chip = element("button", { type: "button", className: "chip" }, box.parentElement.querySelector("span").textContent);
    chip.addEventListener("click", () => { box.checked = false; box.closest("details").querySelector("summary").focus(); this.write(); });
    return chip;
  }

  // What each value would give beside the other facets' choices. The one in focus stays enabled: focus would be lost.
  count(part, data) {
    const { facet } = part.dataset, { has, values } = data.facets[facet], counts = new Map();
    for (const row of this.fitting(data, facet)) for (const value of has[row]) counts.set(values[value][0], (counts.get(values[value][0]) ?? 0) + 1);
    for (const box of this.boxes(facet)) {
      const count = counts.get(box.value) ?? 0;
      box.parentElement.querySelector("[data-count]").textContent = count;
      box.disabled = !count && !box.checked && box !== document.activeElement;
    }
    const note = part.querySelector("[data-chosen]"), number = this.chosen(facet).length;
    note.textContent = number ? note.dataset.chosen.replace("{count}", number) : "";
  }

  // What an address asks for may be a value that the page leaves out.
  async read() {
    const asked = new URLSearchParams(location.search), named = this.parts.some((part) => asked.has(part.dataset.facet));
    if (named) {
      this.main.ariaBusy = "true";
      await this.bring();
    }
    for (const part of this.parts) {
      const given = asked.getAll(part.dataset.facet);
      for (const box of this.boxes(part.dataset.facet)) {
        box.checked = given.includes(box.value);
        if (box.checked) box.parentElement.hidden = false;
      }
      if (WIDE.matches && this.chosen(part.dataset.facet).length) part.open = true;
    }
    this.show();
  }

  write() {
    const query = new URLSearchParams(this.asked.map((box) => [box.name, box.value])).toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    this.main.ariaBusy = "true";
    this.show();
  }
}

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// What one can do with a page.
const ACTS = {
  print: () => print(),
  share: ({ dataset }) => (navigator.share
    ? navigator.share({ title: dataset.title, url: dataset.address }).catch(() => {})
    : navigator.clipboard.writeText(dataset.address)),
};

function offerAct(button) {
  const words = button.textContent;
  button.hidden = button.dataset.act === "share" && !navigator.share && !navigator.clipboard;
  button.addEventListener("click", async () => {
    await ACTS[button.dataset.act](button);
    if (!button.dataset.done || navigator.share) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 3000);
  });
}

// The address of a step, as it was when all steps stood on one page, leads to its own.
function leadToStep(list) {
  const step = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (step && list.contains(step)) location.replace(step.querySelector("a").href);
}

// Previews of terms, as WCAG 2.2 asks in 1.4.13: Escape takes one away, and the pointer may move onto it.
function explainTerms(terms) {
  const noteOf = (term) => document.getElementById(`term-note-${term.dataset.term}`);
  let term, timer;

  function hide() {
    clearTimeout(timer);
    if (!term) return;
    noteOf(term).hidden = true;
    term.removeAttribute("aria-describedby");
    term = null;
  }

  function show(asked) {
    hide();
    term = asked;
    noteOf(term).hidden = false;
    term.setAttribute("aria-describedby", noteOf(term).id);
    place();
  }

  // Below the term, or above it where there is more room; within the width of the window.
  function place() {
    if (!term) return;
    const lines = term.getClientRects(), first = lines[0], last = lines[lines.length - 1], style = noteOf(term).style;
    const { width, height } = noteOf(term).getBoundingClientRect();
    const isAbove = last.bottom + height > innerHeight && first.top > innerHeight - last.bottom;
    const left = Math.min((isAbove ? first : last).left, document.documentElement.clientWidth - width);
    style.left = `${Math.max(0, left) + scrollX}px`;
    style.top = `${(isAbove ? first.top - height : last.bottom) + scrollY}px`;
  }

  function soon(act) {
    clearTimeout(timer);
    timer = setTimeout(act, 200);
  }

  const leave = () => soon(() => term !== document.activeElement && hide());
  for (const one of terms) {
    const note = noteOf(one);
    note.hidden = true;
    note.parentElement.hidden = false;
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", leave);
    one.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && soon(() => show(one)));
    one.addEventListener("pointerleave", leave);
    one.addEventListener("focus", () => one.matches(":focus-visible") && show(one));
    one.addEventListener("blur", () => note.matches(":hover") || hide());
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("resize", place);
}

// Contents that follow: they mark the section that began last above a line near the top of the window.
function followReading(contents) {
  const links = all('a[href^="#"]', contents);
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const top = (target) => target.getBoundingClientRect().top;

  // The end of a page cannot be scrolled up to the line: there the section that was asked for is read, or else the last.
  function sectionRead() {
    const page = document.documentElement;
    if (page.scrollHeight - innerHeight - scrollY > 2) return targets.findLastIndex((target) => top(target) < 120);
    const asked = links.findIndex((link) => link.hash === location.hash);
    return asked >= 0 && top(targets[asked]) >= 0 ? asked : links.length - 1;
  }

  function mark() {
    const read = sectionRead();
    for (const [index, link] of links.entries()) {
      link.classList.toggle("following", index === read);
      link.toggleAttribute("aria-current", index === read);
    }
    if (read < 0) return;
    links[read].setAttribute("aria-current", "true");
    const list = contents.querySelector("ol"), shown = list.getBoundingClientRect(), line = links[read].getBoundingClientRect();
    if (line.top < shown.top || line.bottom > shown.bottom) list.scrollTop += line.top - shown.top - shown.height / 3;
  }

  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  addEventListener("hashchange", mark);
  mark();
}

// Contents longer than the window begin where one is in them.
function showWhereOneIs(details) {
  const list = details.querySelector("ol"), here = all("[aria-current]", list).pop();
  if (here) list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
}

// Contents and filters are open beside the text and folded above it.
function foldContents(details) {
  const fold = () => { details.open = WIDE.matches; };
  WIDE.addEventListener("change", fold);
  // Unfolded it would cover what its links lead to.
  details.addEventListener("click", ({ target }) => target.closest("a") && fold());
  fold();
}

// A map's dots lie close together: the pointer has the nearest, with its name. Escape takes the name away.
function findNearest(map) {
  const dots = all("li a", map);
  let near;

  function point(dot) {
    if (dot === near) return;
    map.classList.remove("is-quiet");
    near?.classList.remove("near");
    dot?.classList.add("near");
    near = dot;
  }

  function find(event) {
    if (near?.firstElementChild.contains(event.target)) return;
    const away = dots.map((dot) => {
      const { x, y, width, height } = dot.getBoundingClientRect();
      return Math.hypot(x + width / 2 - event.clientX, y + height / 2 - event.clientY);
    });
    const least = Math.min(...away);
    point(least < 24 ? dots[away.indexOf(least)] : undefined);
  }

  map.classList.add("finds-nearest");
  map.addEventListener("pointermove", find);
  map.addEventListener("pointerdown", find);
  map.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point());
  map.addEventListener("focusin", () => map.classList.remove("is-quiet"));
  addEventListener("keydown", (event) => event.key === "Escape" && map.classList.add("is-quiet"));
}

// Menus close when one goes elsewhere, and with Escape, which leads back to their button.
function closeMenus(menu) {
  const button = menu.querySelector("summary"), close = () => { menu.open = false; };
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && close());
  addEventListener("pointerdown", (event) => menu.contains(event.target) || close());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    button.focus();
  });
}

// Search: its script comes when a box is first used. Without scripts a box leads to all that there is from A to Z; who was so
// fast as to come there before this one ran is led on.
function offerSearch(form) {
  const bring = () => {
    const script = Object.assign(document.createElement("script"), { src: SCRIPT.dataset.search });
    if (!document.querySelector(`script[src="${script.src}"]`)) document.head.append(script);
  };
  form.action = new URL("../search/index.html", SCRIPT.src);
  if (document.querySelector(".letters") && new URLSearchParams(location.search).get("q")) location.replace(form.action + location.search);
  if (document.querySelector(".search-area") || form.contains(document.activeElement)) bring();
  else form.addEventListener("focusin", bring, { once: true });
}

all(".site-nav, .lang-menu").forEach(closeMenus);
all("form.search-box").forEach(offerSearch);
for (const form of all("form.facets")) new Facets(form);
all(".act-row [data-act]").forEach(offerAct);
all(".chapter-steps").forEach(leadToStep);
explainTerms(all("a.term[data-term]").filter((term) => document.getElementById(`term-note-${term.dataset.term}`)));
all(".rail").filter((rail) => rail.querySelector('a[href^="#"]')).forEach(followReading);
all(".rail details, details.filters").forEach(foldContents);
all(".europe-map").forEach(findNearest);
all(".rail > details").forEach((details) => details.addEventListener("toggle", () => showWhereOneIs(details)));
all(".rail > details[open]").forEach(showWhereOneIs);
