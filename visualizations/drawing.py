"""One view as a single file that works from disk: styles and scripts inside, allowed by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from markupsafe import Markup

from graph.errors import CallError
from graph.snapshot import Snapshot
from visualizations.lanes.page import SCRIPTS
from visualizations.rendering import colour_rules, static_files
from visualizations.views import VIEWS

_STYLES = ("page.css", "network.css", "network-views.css")


def draw(snapshot: Snapshot, view: str, query: Mapping[str, str], lang: str = "ja") -> str:
    """A view as one HTML file. Raises CallError for an unknown view and for a focus that the graph does not hold."""
    if view not in VIEWS:
        raise CallError(f"There is no view {view!r}.", f"Views: {', '.join(VIEWS)}.")
    focus = query.get("focus", "")
    if focus and focus not in snapshot.facts.nodes:
        raise CallError(f"There is no thing {focus!r} to draw.", "The id stands in the address of its page.")
    scripts = [_script(name) for name in ("page.js", *SCRIPTS)]
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    )
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"
    styles = "".join(static_files()[name].body.decode() for name in _STYLES) + str(colour_rules())
    return VIEWS[view].page(
        snapshot, lang, query, template="offline.html.jinja", policy=policy, styles=Markup(styles),
        inline=[Markup(text) for text in scripts],
    )  # fmt: skip


def _script(name: str) -> str:
    """A script of ours as it may stand inside a page: nothing in it ends the element."""
    return static_files()[name].body.decode().replace("</script", "<\\/script")
