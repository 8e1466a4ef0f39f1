// A text as search compares it: content/folding.py says how, and both read content/folding.json, which stands above as FOLDING.
const MARKS = new RegExp(`[${FOLDING.marks}]`), HEADS = new RegExp(FOLDING.heads);
const LETTER = /[\p{L}\p{N}\p{M}]/u, FORMAT = /\p{Cf}/u;
const folded = new Map();

function foldLetter(letter) {
  if (MARKS.test(letter)) return "";
  return FOLDING.letters[letter] ?? (LETTER.test(letter) ? letter : FORMAT.test(letter) ? "" : " ");
}

function foldCharacter(character) {
  if (!folded.has(character)) {
    const plain = character.toLowerCase().normalize("NFKD").toLowerCase();
    folded.set(character, [...plain].map(foldLetter).join(""));
  }
  return folded.get(character);
}

function fold(text) {
  let found = "";
  for (const character of text) found += foldCharacter(character);
  return found;
}

// A folded word, and without what is written as one with it.
function forms(word) {
  const bare = word.replace(HEADS, "");
  return bare === word ? [word] : [word, bare];
}

const split = (text) => fold(text).split(" ").filter(Boolean);
