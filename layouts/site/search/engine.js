// Finds what has the words of a query, the best first. publish/search_index.py says what the index is made of.
// The top of the site; scripts lie in a folder below it, the index in another, since hosts let browsers keep the former for good.
const TOP = new URL("..", document.currentScript.src);
const parts = new Map(), arrived = new Map();

// Each part is a script that calls this.
window.searchPart = (name, data) => arrived.get(name)?.(data);

function loadPart(name, version = "") {
  if (!parts.has(name)) {
    parts.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      arrived.set(name, resolve);
      script.onerror = () => { parts.delete(name); reject(new Error(name)); };
      script.src = new URL(`search/parts/${name}.js${version && `?${version}`}`, TOP);
      document.head.append(script);
    }));
  }
  return parts.get(name);
}

const numbersIn = (text) => text.split(" ").filter(Boolean).map(Number);

// The words of titles and other names, each with the numbers of what has it.
function wordsOfTitles(index) {
  const named = new Map();
  for (const [number, title] of index.titles.entries()) {
    for (const word of new Set(split(`${title} ${index.also[number] ?? ""}`).flatMap(forms))) {
      if (!named.has(word)) named.set(word, []);
      named.get(word).push(number);
    }
  }
  return named;
}

// What each search needs, unpacked once.
const loadIndex = () => loadPart("index").then((index) => {
  index.named ??= wordsOfTitles(index);
  index.plain ??= index.titles.map((title) => split(title).join(" "));
  for (const facet of Object.values(index.facets)) facet.has ??= facet.of.split(",").map(numbersIn);
  return index;
});

function partOf(letters, count) {
  const [first, second] = letters;
  return (first.codePointAt() * 31 + second.codePointAt()) % count;
}

// The words with these two letters at the beginning or the end, as a sorted list of lines.
const loadLines = (index, name, letters) =>
  loadPart(`${name}-${partOf(letters, index[name])}`, index.version).then((text) => text.split("\n"));

// How many slips lead from `asked` to the beginning of `word`, if at most `most`: another letter, one more, one fewer, or two
// that changed places. What both begin with need not be changed.
function slips(asked, word, most) {
  let at = 0;
  while (at < asked.length && asked[at] === word[at]) at++;
  if (at === asked.length) return 0;
  if (!most) return 1;
  const rest = asked.slice(at + 1), after = word.slice(at + 1), fewer = most - 1;
  let least = Math.min(slips(rest, after, fewer), slips(rest, word.slice(at), fewer), slips(asked.slice(at), after, fewer));
  if (least && rest[0] === word[at] && asked[at] === after[0]) least = Math.min(least, slips(rest.slice(1), after.slice(1), fewer));
  return 1 + least;
}

const allowed = (asked) => (asked.length < 3 ? 0 : asked.length < 9 ? 1 : 2);

// How well a word fits what was asked for: wholly, by its beginning, or with a slip; 0 if it does not.
function fit(asked, word, most) {
  if (word === asked) return 1;
  if (word.startsWith(asked)) return 0.4 + 0.4 * asked.length / word.length;
  if (!most) return 0;
  const count = slips(asked, word, most);
  return count > most ? 0 : 0.4 * (asked.length / Math.max(asked.length, word.length)) / count;
}

// What one word of a query finds: for each number the weight of the best fit, and the words that fit.
class Matches {
  constructor() { this.weights = new Map(); this.words = new Map(); }
  add(number, weight) { if (weight > (this.weights.get(number) ?? 0)) this.weights.set(number, weight); }

  addTitles(index, asked, most, longest = Infinity) {
    for (const [word, numbers] of index.named) {
      const fits = word.length <= longest && fit(asked, word, most);
      if (!fits) continue;
      this.words.set(word, fits);
      for (const number of numbers) this.add(number, 8 * fits);
    }
  }

  // A line is a word and the doubled numbers of what has it, as distances; one more where the word is in summary or headings.
  addLine(line, fits) {
    const [word, ...distances] = line.split(" ");
    this.words.set(word, fits);
    let number = 0;
    for (const distance of distances) {
      const value = parseInt(distance, 36);
      number += value >> 1;
      this.add(number, fits * (value & 1 ? 3 : 1));
    }
  }

  addLines(lines, asked, most) {
    for (const line of lines) {
      const fits = fit(asked, line.slice(0, line.indexOf(" ")), most);
      if (fits) this.addLine(line, fits);
    }
  }
}

// A word that nothing has as it is may have a slip in it: names are found that it may be; where there is nothing that begins so,
// all words that are near or begin nearly so.
async function matchWord(index, asked) {
  const found = new Matches(), most = allowed(asked);
  found.addTitles(index, asked, 0);
  const lines = [...asked].length < 2 ? [] : await loadLines(index, "words", asked);
  found.addLines(lines, asked, 0);
  if (!most || found.words.has(asked)) return found;
  found.isNear = !found.weights.size;
  found.addTitles(index, asked, most, found.isNear && asked.length > 3 ? Infinity : asked.length + most);
  if (found.isNear) await addNear(index, asked, lines, found);
  return found;
}

// With a slip in its later part a word begins as it was asked for; with one in its first letters it ends so.
async function addNear(index, asked, lines, found) {
  const most = allowed(asked);
  found.addLines(lines, asked, most);
  const back = [...asked].reverse().join("");
  const ends = (await loadLines(index, "ends", back)).filter((word) => slips(asked, word, most) <= most && slips(back, [...word].reverse().join(""), most) <= most);
  for (const word of ends) {
    const begins = await loadLines(index, "words", word);
    const line = begins.find((one) => one.startsWith(`${word} `));
    if (line) found.addLine(line, fit(asked, word, most));
  }
}

// All forms of a word count as one: whichever finds more.
async function matchForms(index, word) {
  const all = await Promise.all(forms(word).map((form) => matchWord(index, form)));
  const [first, ...others] = all.some((one) => !one.isNear) ? all.filter((one) => !one.isNear) : all;
  for (const other of others) {
    for (const [number, weight] of other.weights) first.add(number, weight);
    for (const [found, fits] of other.words) first.words.set(found, fits);
  }
  return first;
}

// The numbers of what has most of the words of a query, the best first, and what was found of each word.
async function search(query) {
  const index = await loadIndex(), asked = [...new Set(split(query))];
  const words = asked.length > 1 ? asked.filter((word) => [...word].length > 1) : asked;
  const found = await Promise.all(words.map((word) => matchForms(index, word)));
  const scores = new Map(), counts = new Map();
  for (const { weights } of found) {
    const rarity = Math.log(1 + index.titles.length / (weights.size || 1));
    for (const [number, weight] of weights) {
      scores.set(number, (scores.get(number) ?? 0) + weight * rarity);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values()), whole = words.join(" ");
  const better = (number) => (index.plain[number] === whole ? 1000 : index.plain[number].startsWith(whole) ? 10 : 0) + scores.get(number);
  const numbers = [...counts.keys()].filter((number) => counts.get(number) === most);
  return {
    index, query, numbers: numbers.sort((one, other) => better(other) - better(one) || one - other),
    words: new Set(found.flatMap((one) => [...one.words.keys()])),
    isNear: found.some((one) => one.isNear), isPartial: most < found.length,
  };
}

// The text of what is found, and where its page is.
function loadText(index, number) {
  return loadPart(index.ids.slice(6 * number, 6 * number + 6)).then(([path, title, label, where, summary, colour, badge, sections]) => (
    { path, href: new URL(path, TOP).href, title, label, where, summary, colour, badge, sections }
  ));
}
