// The box in every page's head: what is found first, as one types, and the way to all of it. Links, since that is what they are.
const FIRST = 6;

class Box {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.list = element("ul");
    this.all = element("a", { className: "all" });
    this.panel = element("div", { className: "found-now", hidden: true }, this.list, this.all);
    this.status = element("p", { className: "unseen", role: "status" });
    form.append(this.panel, this.status);
    this.field.addEventListener("input", () => this.show());
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.hide());
    loadIndex().catch(() => {});
    leadThrough(this.field, () => (this.panel.hidden ? [] : all("a", this.panel)), form, () => this.hide());
    this.show();
  }

  hide() {
    const wasOpen = !this.panel.hidden;
    this.panel.hidden = true;
    return wasOpen;
  }

  async show() {
    const query = this.asked = this.field.value.trim();
    if (!query) { this.hide(); return; }
    const found = await search(query);
    const texts = await Promise.all(found.numbers.slice(0, FIRST).map((number) => loadText(found.index, number)));
    if (this.asked !== query) return;
    this.list.replaceChildren(...texts.map((text) => this.row(text, found)));
    this.list.hidden = !texts.length;
    this.all.href = `${this.form.action}?${new URLSearchParams({ q: query })}`;
    const { phrases } = found.index, count = found.numbers.length;
    this.all.textContent = count ? sayCount(phrases.all, count) : say(phrases.none, { query });
    this.panel.hidden = !this.form.contains(document.activeElement);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.status.textContent = count ? sayCount(phrases.results, count, { query }) : say(phrases.none, { query }); }, REST);
  }

  row(text, { words }) {
    const link = element("a", { href: text.href });
    if (text.colour) link.style.setProperty("--line", text.colour);
    link.append(
      element("span", { className: text.badge ? "number-badge" : "ring", ariaHidden: "true" }, text.badge ?? ""),
      element("span", { className: "found-title", dir: "auto" }, ...markAll(text.title, words)),
      element("small", {}, kickerOf(text)),
    );
    return element("li", {}, link);
  }
}

const area = document.querySelector(".search-area");
if (area) new Results(document.querySelector("form.search-box"), area).begin();
else for (const form of all("form.search-box")) new Box(form);
