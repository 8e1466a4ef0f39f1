// What the site does better with a script: facets, previews of terms, contents that follow, a map that shows the nearest name.
// Without it all is there to read.
"use strict";

const SCRIPT = document.currentScript;
const WIDE = matchMedia("(min-width: 60rem)");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Facets: any of the values chosen in one, and all of the facets together. The address holds the choice.
function offerFacets(form) {
  const boxes = all("input", form), rows = all(".facet-list > li"), parts = all("details", form);
  const facets = parts.map((part) => part.dataset.facet);
  const status = document.querySelector(".facet-status");
  const chosen = (facet) => boxes.filter((box) => box.name === facet && box.checked);
  const has = (row, box) => row.dataset[box.name].split(" ").includes(box.value);

  function fitting(asked) {
    const choices = asked.map(chosen).filter((choice) => choice.length);
    return rows.filter((row) => choices.every((choice) => choice.some((box) => has(row, box))));
  }

  function showRows() {
    const shown = fitting(facets);
    for (const row of rows) row.hidden = !shown.includes(row);
    const words = [status.dataset.none, status.dataset.one][shown.length] ?? status.dataset.many;
    status.textContent = words.replace("{count}", shown.length);
  }

  // What each value would give beside the other facets' choices. The one in focus stays enabled: focus would be lost.
  function showCounts(part) {
    const others = fitting(facets.filter((facet) => facet !== part.dataset.facet));
    for (const box of all("input", part)) {
      const count = others.filter((row) => has(row, box)).length;
      box.parentElement.querySelector("[data-count]").textContent = count;
      box.disabled = !count && !box.checked && box !== document.activeElement;
    }
    const note = part.querySelector("[data-chosen]"), number = chosen(part.dataset.facet).length;
    note.textContent = number ? note.dataset.chosen.replace("{count}", number) : "";
  }

  function show() {
    showRows();
    parts.forEach(showCounts);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    show();
  }

  function write() {
    const query = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => [box.name, box.value])).toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    show();
  }

  form.hidden = false;
  document.querySelector(".facet-pages").hidden = true;
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write));
  addEventListener("popstate", read);
  read();
  for (const part of parts) part.open = WIDE.matches && (part.open || chosen(part.dataset.facet).length > 0);
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
    const shown = contents.getBoundingClientRect(), line = links[read].getBoundingClientRect();
    if (line.top < shown.top || line.bottom > shown.bottom) contents.scrollTop += line.top - shown.top - shown.height / 3;
  }

  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  addEventListener("hashchange", mark);
  mark();
}

// Contents and filters are open beside the text and folded above it.
function foldContents(details) {
  const fold = () => { details.open = WIDE.matches; };
  WIDE.addEventListener("change", fold);
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
all("form.facets").forEach(offerFacets);
explainTerms(all("a.term[data-term]").filter((term) => document.getElementById(`term-note-${term.dataset.term}`)));
all(".guide-contents").forEach(followReading);
all(".guide-contents details").forEach(foldContents);
all(".europe-map").forEach(findNearest);
