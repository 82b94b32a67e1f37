"""Manifest: what the service can do, and where, as section 4.1 of the API has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph import __version__
from iprgraph.reconciliation.catalogue import ID_SPACE, SCHEMA_SPACE

if TYPE_CHECKING:
    from iprgraph.reconciliation.reconciler import Reconciler

VERSIONS = ["0.2"]
PREVIEW_WIDTH, PREVIEW_HEIGHT = 440, 320
_NAMES = {"zh": "知识产权保护知识图谱", "en": "IP protection knowledge graph"}
_DEFAULT_TYPES = ("Agency", "Place", "Instrument", "ip-rights", "Metric")
_LANGUAGES = {"zh": "文字的语言", "en": "language of texts"}
_VALUES = {"zh": "最多取几个值", "en": "the most values"}


def manifest(
    own: Reconciler, site: str, path: str, language: str, batch_size: int
) -> dict[str, object]:
    """Return the manifest of the service at a path of a site, such as `reconcile/zh`."""
    root = site.rstrip("/")
    here = f"/{path}"
    types = own.catalogue.types
    return {
        "versions": VERSIONS,
        "name": _NAMES[language],
        "identifierSpace": ID_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "documentation": f"{root}/openapi.json",
        "serviceVersion": __version__,
        "batchSize": batch_size,
        "defaultTypes": [
            {"id": name, "name": types[name].name(language)}
            for name in _DEFAULT_TYPES
            if name in types
        ],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{root}{here}/feature?id={{{{id}}}}"},
        "preview": {
            "url": f"{root}{here}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            kind: {
                "service_url": root,
                "service_path": f"{here}/suggest/{kind}",
                "flyout_service_url": root,
                "flyout_service_path": f"{here}/flyout/{kind}?id=${{id}}",
            }
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": root, "service_path": f"{here}/properties"},
            "property_settings": _settings(language),
        },
    }


def _settings(language: str) -> list[dict[str, object]]:
    """Return what a reader can choose for each property that is fetched."""
    chinese = language == "zh"
    every = {
        "": "本服务的语言" if chinese else "that of the service",
        "zh": "中文",
        "en": "English",
    }
    every["all"] = "全部" if chinese else "all"
    return [
        {
            "name": "limit",
            "label": _VALUES[language],
            "type": "number",
            "default": 0,
            "help_text": "0 表示全部" if chinese else "0 for all of them",
        },
        {
            "name": "language",
            "label": _LANGUAGES[language],
            "type": "select",
            "default": "",
            "choices": [{"value": value, "name": name} for value, name in every.items()],
        },
    ]
