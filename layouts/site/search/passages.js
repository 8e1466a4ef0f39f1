// A text and the words found in it: its passages, with these words marked.
const TOKEN = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu;
const LONGEST = 220;

// Where words that were found stand in a text: beginning, end, and the word.
function placesIn(text, words) {
  const found = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const word = split(token).flatMap(forms).find((form) => words.has(form));
    if (word) found.push([index, index + token.length, word]);
  }
  return found;
}

// A text with these places marked, as nodes.
function mark(text, places) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of places) {
    const marked = document.createElement("mark");
    marked.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), marked);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

const markAll = (text, words) => mark(text, placesIn(text, words));

// The part of a long text around the first place, cut between words.
function shorten(text, places) {
  if (text.length <= LONGEST) return mark(text, places);
  const first = places[0]?.[0] ?? 0;
  const from = first < LONGEST / 2 ? 0 : text.lastIndexOf(" ", first - LONGEST / 3) + 1;
  const cut = text.lastIndexOf(" ", from + LONGEST), to = from + LONGEST < text.length && cut > first ? cut : text.length;
  const within = places.filter(([start, end]) => start >= from && end <= to);
  const nodes = mark(text.slice(from, to), within.map(([start, end, word]) => [start - from, end - from, word]));
  return [from ? "… " : "", ...nodes, to < text.length ? " …" : ""];
}

// The passages of a text that have most of the words, two at most, in their order; each with its section.
function passagesOf(text, words) {
  const rows = text.sections.flatMap(([anchor, heading, body]) => body.split("\n").map((row) => ({ anchor, heading, row, places: placesIn(row, words) })));
  const value = ({ places }) => new Set(places.map(([, , word]) => word)).size;
  const best = rows.filter(({ places }) => places.length).sort((one, other) => value(other) - value(one)).slice(0, 2);
  return rows.filter((row) => best.includes(row));
}
