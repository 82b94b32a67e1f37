"""Rendering: templates filled, everything escaped, with a policy that lets nothing else run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from markupsafe import Markup, escape

from iprgraph.docs.wording import Code, Ref, Text
from iprgraph.errors import DocsError
from iprgraph.frame import FOLDER, asset, environment
from iprgraph.policy import content_policy, inline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.docs.contents import Contents
    from iprgraph.docs.places import Places

_NAME = re.compile(r"\b([a-z][a-z-]*):([A-Za-z0-9](?:[\w.-]*\w)?)|\{([A-Za-z]+)\}")


class Renderer:
    """What fills the templates in viz/docs; `labels` are those of the things of the data."""

    def __init__(
        self, viz: Path, contents: Contents, places: Places, labels: Mapping[str, Text]
    ) -> None:
        self._folder = viz / "docs"
        self._places = places
        self._labels = labels
        self._style = self._asset(f"../{FOLDER}/frame.css") + self._asset("site.css")
        self._script = self._asset("site.js")
        self._environment = environment(viz, "docs")
        self._environment.filters["prose"] = self.prose
        self._environment.tests["ref"] = lambda one: isinstance(one, Ref)
        self._environment.tests["code"] = lambda one: isinstance(one, Code)
        self._environment.tests["text"] = lambda one: isinstance(one, Text)
        self._environment.globals.update(
            contents=contents,
            policy=content_policy((self._style,), (self._script,)),
            style=self._inline(self._style, "style"),
            script=self._inline(self._script, "script"),
        )

    def page(self, template: str, **values: object) -> bytes:
        """Return a template filled. Raises DocsError where the template is wrong."""
        try:
            text = self._environment.get_template(template).render(**values)
        except TemplateError as error:
            raise DocsError(
                f"the template is wrong: {error}",
                remedy="restore it",
                file=f"viz/docs/{template}",
            ) from error
        return text.encode("utf-8")

    def prose(self, text: str) -> Markup:
        """Return a text escaped, with compact names as code and links, `{variable}` marked."""
        parts, end = [], 0
        for match in _NAME.finditer(text):
            parts += [escape(text[end : match.start()]), self._marked(match)]
            end = match.end()
        return Markup("").join([*parts, escape(text[end:])])

    def _marked(self, match: re.Match[str]) -> Markup:
        prefix, local, variable = match.groups()
        if variable:
            return Markup("<var>{}</var>").format(variable)
        if prefix not in self._places.prefixes:
            return escape(match.group())
        iri = self._places.prefixes[prefix] + local
        if entry := self._places.entries.get(iri):
            return Markup('<a href="{}"><code>{}</code></a>').format(entry.href, match.group())
        if label := self._labels.get(iri):
            names = " · ".join(one for one in (label.zh, label.en) if one)
            return Markup('<code title="{}">{}</code>').format(names, match.group())
        return Markup("<code>{}</code>").format(match.group())

    def _asset(self, name: str) -> str:
        """Return a style or script with the line ends that a browser sees. Raises DocsError."""
        try:
            return asset(self._folder / name)
        except (OSError, UnicodeDecodeError) as error:
            raise DocsError(
                f"it cannot be read: {error}", remedy="restore it", file=f"viz/docs/{name}"
            ) from error

    def _inline(self, text: str, tag: str) -> Markup:
        try:
            return inline(text, tag)
        except ValueError as error:
            raise DocsError(str(error), remedy="mend it", file="viz/docs") from error
