"""JSON Schemas: what content may hold goes in; what an editor's tool completes and checks with
comes out, and a page of reference for each kind that the publication declares."""

from __future__ import annotations

import json

from citybook.outputs.output import Job, Output


def make(job: Job) -> None:
    """Write a schema for each sort of file. Raises ContentError."""
    from citybook.content.schemas import Schemas
    from citybook.kinds.tables import reference
    from citybook.publish.phrase_sources import known_phrases

    catalogue, project = job.catalogue, job.project
    kinds, language = catalogue.kinds, catalogue.publication.language
    names = {
        "place": list(catalogue.places),
        "community": list(catalogue.communities),
        "theme": list(catalogue.themes),
    }
    schemas = Schemas(kinds, names, known_phrases(project, kinds), language).all()
    pages = {f"{kind.id}.md": reference(kind, language) for kind in kinds if kind.file}
    texts = {
        **{name: json.dumps(one, indent=2, ensure_ascii=False) for name, one in schemas.items()},
        **pages,
    }
    job.write({f"schemas/{name}": f"{text}\n".encode() for name, text in texts.items()})


SCHEMAS = Output(
    "schemas",
    "Write JSON Schemas of all content files to build/schemas/, for editors that know them",
    make,
    files=("schemas/",),
    needs=("html",),
    sources=(
        "content/publication.yaml",
        "content/places.yaml",
        "content/communities.yaml",
        "content/themes.yaml",
        "content/kinds/",
    ),
    made_by=("code", "layouts"),
    modules=("citybook.content.schemas", "citybook.kinds.tables"),
    is_default=True,
)
