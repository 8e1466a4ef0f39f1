"""A text and a language go in; a key that sorts it as that language's dictionaries do comes out.

Letters with marks count as their plain letter, except where the language holds them for letters of
their own, which follow the letter named here: after the collation tailorings of the Unicode CLDR,
level one, for the languages of the European Union and its neighbours that use the Latin script.
Other scripts sort as Unicode orders them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# After which letter each letter of its own stands, in order.
LETTERS = {
    "hr": "c:č ć;d:dž đ;l:lj;n:nj;s:š;z:ž",
    "bs": "c:č ć;d:dž đ;l:lj;n:nj;s:š;z:ž",
    "sl": "c:č ć;d:đ;s:š;z:ž",
    "cs": "c:č;h:ch;r:ř;s:š;z:ž",
    "sk": "a:ä;c:č;h:ch;o:ô;s:š;z:ž",
    "pl": "a:ą;c:ć;e:ę;l:ł;n:ń;o:ó;s:ś;z:ź ż",
    "sv": "z:å ä ö",
    "fi": "z:å ä ö",
    "da": "z:æ ø å",
    "nb": "z:æ ø å",
    "no": "z:æ ø å",
    "is": "a:á;d:ð;z:þ æ ö",
    "et": "s:š z ž;v:õ ä ö ü",
    "lv": "c:č;g:ģ;k:ķ;l:ļ;n:ņ;s:š;z:ž",
    "lt": "c:č;s:š;z:ž",
    "es": "n:ñ",
    "hu": "o:ö;u:ü",
    "ro": "a:ă â;i:î;s:ș;t:ț",
    "tr": "c:ç;g:ğ;h:ı;o:ö;s:ş;u:ü",
    "sq": "c:ç;d:dh;e:ë;g:gj;l:ll;n:nj;r:rr;s:sh;t:th;x:xh;z:zh",
}
PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"}
)


@lru_cache(maxsize=32)
def _own_letters(language: str) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """For each letter of its own, what stands for it in a key: the letter before it and a mark that
    follows all letters."""
    found = {}
    for group in filter(None, LETTERS.get(language, "").split(";")):
        before, _, letters = group.partition(":")
        found.update(
            {letter: f"{before}\uffff{rank}" for rank, letter in enumerate(letters.split())}
        )
    ordered = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(ordered)) if ordered else None


def key(text: str, language: str) -> tuple[str, str]:
    """The key that sorts `text`; marks and case decide only between texts that are otherwise
    equal."""
    folded = unicodedata.normalize("NFC", text).casefold()
    own, letters = _own_letters(language)
    pieces, at = [], 0
    for match in letters.finditer(folded) if letters else ():
        pieces += [_plain(folded[at : match.start()]), own[match.group()]]
        at = match.end()
    return "".join([*pieces, _plain(folded[at:])]), text


def initial(text: str, language: str) -> str:
    """Return the letter under which a dictionary lists `text`, as a capital; "0–9" for digits and
    whatever else is no letter."""
    folded = re.sub(r"^\W+", "", unicodedata.normalize("NFC", text).casefold())
    _, letters = _own_letters(language)
    own = letters.match(folded) if letters else None
    first = own.group() if own else _plain(folded)[:1]
    return first.capitalize() if first[:1].isalpha() else "0–9"


def _plain(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text.translate(PLAIN))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[^\w ]+", "", text)
