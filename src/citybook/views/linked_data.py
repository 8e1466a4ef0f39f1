"""An entry and its page go in; what the head of the page tells other programs of it comes out:
linked data in the words of schema.org (JSON-LD 1.1), and its picture for previews (Open Graph)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from citybook.content.entries import Entry
from citybook.content.link_picture import SIZE
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.entry import EntryView
from citybook.views.entrydata import DATA_FILE
from citybook.views.frame import LinkedData, PreviewPicture
from citybook.views.look import country_name
from citybook.views.preview import beside, kicker
from citybook.views.site import Site
from citybook.visible import strip_breaks

# What ends a script, or begins a comment in it, in HTML; JSON may write each so.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def linked_data(site: Site, entry: Entry[Front], path: str, view: EntryView) -> LinkedData:
    """Return what the page `path` of an entry tells of it. What is not known is left out."""
    picture, dates = _picture(site, path, view), site.dates(entry)
    preview = _preview(site, entry, path) or picture
    found = {
        "@context": "https://schema.org",
        "@type": "Article",
        **_words(site, entry, path),
        "datePublished": dates.published,
        "dateModified": dates.changed,
        "publisher": _publisher(site),
        "isPartOf": _whole(site, entry),
        "about": list(_about(site, entry)),
        "image": picture and _image(picture),
        "encoding": list(_files(site, entry)),
        "citation": [
            _thing("CreativeWork", name=one.title, url=one.current) for one in entry.front.sources
        ],
    }
    text = json.dumps(_drop_unknown(found), ensure_ascii=False, separators=(",", ":"))
    json_text = Markup(strip_breaks(text).translate(ESCAPES))
    return LinkedData(json_text, DATA_FILE, dates, preview)


def _words(site: Site, entry: Entry[Front], path: str) -> dict[str, Any]:
    publication = site.catalogue.publication
    return {
        "headline": entry.front.title,
        "description": entry.front.summary,
        "url": addresses.absolute(site.catalogue, path),
        "inLanguage": publication.language,
        "articleSection": site.label(entry),
        "wordCount": entry.words,
        "copyrightNotice": publication.copyright,
    }


def _publisher(site: Site) -> dict[str, Any]:
    publisher = site.catalogue.publication.publisher
    return _thing("Organization", name=publisher.name, url=publisher.url)


def _whole(site: Site, entry: Entry[Front]) -> list[dict[str, Any]]:
    """Return what an entry is part of: the site, and its guide."""
    catalogue = site.catalogue
    whole = [_thing("WebSite", name=catalogue.publication.title, url=catalogue.publication.base)]
    if catalogue.kind_of(entry).in_guide:
        guide = catalogue.guide_of_chapter(entry)
        address = addresses.absolute(catalogue, addresses.guide(guide.slug))
        whole.append(_thing("CreativeWork", name=guide.front.title, url=address))
    return whole


def _about(site: Site, entry: Entry[Front]) -> Iterator[dict[str, Any]]:
    catalogue = site.catalogue
    for place in (catalogue.places[slug] for slug in entry.front.places):
        address = _thing("PostalAddress", addressCountry=place.country)
        latitude, longitude = place.coordinates or (None, None)
        geo = _thing("GeoCoordinates", latitude=latitude, longitude=longitude)
        known = geo if place.coordinates else None
        yield _thing("Place", name=place.name, address=address, geo=known)
    for code in entry.front.countries:
        yield _thing("Country", name=country_name(catalogue, code))
    for slug in entry.front.themes:
        page = addresses.absolute(catalogue, addresses.theme(slug))
        yield _thing("DefinedTerm", name=catalogue.themes[slug].name, url=page)


def _files(site: Site, entry: Entry[Front]) -> Iterator[dict[str, Any]]:
    """Yield the PDFs of an entry."""
    for offer in (site.sheet_offer(entry, ""), site.offprint_offer(entry, "")):
        if offer:
            address = addresses.absolute(site.catalogue, offer.href)
            yield _thing("MediaObject", contentUrl=address, encodingFormat="application/pdf")


def _picture(site: Site, path: str, view: EntryView) -> PreviewPicture | None:
    """Return the main picture in the copy that every program can read."""
    if view.picture is None:
        return None
    image = view.picture.image
    place = image.src.removeprefix("../" * path.count("/"))
    address = addresses.absolute(site.catalogue, place)
    return PreviewPicture(address, image.width, image.height, view.picture.alt)


def _preview(site: Site, entry: Entry[Front], path: str) -> PreviewPicture | None:
    """Return the picture that was made of an entry, if it was."""
    if path not in site.previews:
        return None
    said = kicker(site.catalogue, entry, site.translate)
    alt = " · ".join((*said, entry.front.title, site.catalogue.publication.title))
    return PreviewPicture(
        addresses.absolute(site.catalogue, beside(path)), *SIZE, strip_breaks(alt)
    )


def _image(picture: PreviewPicture) -> dict[str, Any]:
    return _thing("ImageObject", url=picture.address, caption=picture.alt)


def _thing(type_: str, **properties: Any) -> dict[str, Any]:
    return {"@type": type_, **_drop_unknown(properties)}


def _drop_unknown(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}
