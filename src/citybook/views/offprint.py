"""An entry goes in; its offprint comes out: a book of this entry alone, set as books set it, with
what it is from and its licence at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Choice, Edition
from citybook.models.edition import Cover, Imprint, Trim
from citybook.views.book import BookBuilder
from citybook.views.bookparts import Book, Fragment
from citybook.views.pictures import Pictures

# The layout in booklet/ of what stands at the end.
END = "offprint-end"


def offprint(catalogue: Catalogue, entry: Entry[Front], pictures: Pictures) -> Book:
    """Return the offprint of an entry, a book of one fragment. Its links lead within it or to
    public addresses, which it prints."""
    kind = catalogue.kind_of(entry)
    edition = Edition.model_construct(
        kind="booklet",
        title=entry.front.title,
        subtitle=entry.front.summary,
        trim=cast("Trim", catalogue.kind_of(entry).offprint),
        cover=Cover(art="none"),
        imprint=Imprint(publisher="publication", copyright=catalogue.publication.copyright),
        parts=["cover", Choice(named={kind.id: (entry.slug,)})],
    )
    whole = Entry("edition", entry.slug, entry.file, edition)
    made = BookBuilder(catalogue, whole, pictures).book()
    own = next(one for one in made.fragments if one.source == entry.file)
    end = Fragment(END, END)
    return replace(made, fragments=(replace(own, opens="any", below=(end,)),))
