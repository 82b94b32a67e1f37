"""Citation: the graph as DataCite, schema.org and the Citation File Format describe a dataset."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from iprgraph.record.dcat import release_iri
from iprgraph.vocabulary import PERMANENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.record.about import About, Part
    from iprgraph.record.file import File

_TAGS = {"zh": "zh-CN", "en": "en"}


def schema_org(
    told: About, *, site: str = PERMANENT, files: Iterable[File] = ()
) -> dict[str, object]:
    """Return the dataset as schema.org's Dataset, an object of JSON-LD.

    What can be downloaded lies below the release's address; the services are those of a site.
    """
    base = release_iri(told.version)
    places = dict.fromkeys(
        place for part in told.parts if not part.outside for place in part.places
    )
    downloads = [
        {
            "@type": "DataDownload",
            "contentUrl": f"{base}/{quote(one.path)}",
            "encodingFormat": one.media_type,
            "contentSize": f"{one.size} B",
            "sha256": one.sha256,
        }
        for one in files
    ]
    value: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": PERMANENT,
        "url": site,
        "name": _values(told.title),
        "description": _values(told.description),
        "keywords": [word for words in told.keywords.values() for word in words],
        "version": told.version,
        "dateModified": told.date,
        "license": told.licence,
        "inLanguage": [_TAGS.get(one, one) for one in told.languages],
        "isAccessibleForFree": True,
        "creator": _organisation(told),
        "publisher": _organisation(told),
        "identifier": PERMANENT,
        "spatialCoverage": [_place(iri, told) for iri in places],
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{PERMANENT}catalogue"},
    }
    covered = _coverage(told.parts)
    if covered:
        value["temporalCoverage"] = covered
    if downloads:
        value["distribution"] = downloads
    return value


def datacite(told: About) -> bytes:
    """Return the metadata of the release after DataCite 4.5, as JSON without a DOI."""
    tag = _TAGS.get
    titles = [{"title": text, "lang": tag(key, key)} for key, text in told.title.items()]
    texts = [
        {"description": text, "descriptionType": "Abstract", "lang": tag(key, key)}
        for key, text in told.description.items()
    ]
    words = [
        {"subject": word, "lang": tag(key, key)}
        for key, words in told.keywords.items()
        for word in words
    ]
    covered = _coverage(told.parts)
    dates = [{"date": told.date, "dateType": "Issued"}]
    if covered:
        dates.append({"date": covered, "dateType": "Coverage"})
    value = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "identifiers": [{"identifier": release_iri(told.version), "identifierType": "URL"}],
        "creators": [{"name": told.publisher["en"], "nameType": "Organizational"}],
        "titles": titles,
        "publisher": {"name": told.publisher["en"]},
        "publicationYear": told.date[:4],
        "types": {"resourceType": "Knowledge graph", "resourceTypeGeneral": "Dataset"},
        "subjects": words,
        "dates": dates,
        "language": "zh",
        "version": told.version,
        "rightsList": [{"rights": told.licence_name, "rightsUri": told.licence}],
        "descriptions": texts,
        "url": release_iri(told.version),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def citation_file(told: About) -> bytes:
    """Return how to cite the release, as a CITATION.cff (Citation File Format 1.2.0)."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, please cite it as below.",
        "type: dataset",
        f"title: {_quoted(told.title['en'])}",
        "authors:",
        f"  - name: {_quoted(told.publisher['en'])}",
        f"version: {_quoted(told.version)}",
        f"date-released: {_quoted(told.date)}",
        f"license: {told.licence_name}",
        f"url: {_quoted(release_iri(told.version))}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in told.keywords["en"]),
        f"abstract: {_quoted(told.description['en'])}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _coverage(parts: Iterable[Part]) -> str:
    """Return the time that the reports cover, as ISO 8601 writes an interval."""
    dates = sorted(
        date for part in parts if not part.outside for date in (part.begins, part.ends) if date
    )
    return f"{dates[0]}/{dates[-1]}" if dates else ""


def _organisation(told: About) -> dict[str, object]:
    return {"@type": "Organization", "name": told.publisher["en"]}


def _place(iri: str, told: About) -> dict[str, object]:
    return {"@type": "Place", "@id": iri, "name": _values(told.labels.get(iri, {}))}


def _values(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": key} for key, text in texts.items()]


def _quoted(text: str) -> str:
    """Return a text as YAML writes it in double quotes, which is how JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
