"""Makes the bundled plan from the official text: ``python -m data.bundle PATH/yamaguchi-industrial-strategy.txt``.

Beside the text's namesake ``data/NAME.source.json`` (its licence, the lines of notice) this writes ``data/NAME.md``,
the plan in the Markdown plan format, and ``data/NAME.expected.json``, how many facts of each class it holds. Run it
again whenever the reading rules have changed; a test holds the two readings against each other.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from graph.exports.markdown import markdown
from graph.facts import Facts, Web
from loaders.load import facts_of_document
from loaders.readers import read_file

FOLDER = Path(__file__).resolve().parent


def bundle(source: Path, folder: Path = FOLDER) -> tuple[Path, Path]:
    """Writes the plan and its counts into a folder that holds the notice; returns their paths.

    Raises DocumentError where the text is no readable plan and OSError where the notice is missing.
    """
    told = json.loads((folder / f"{source.stem}.source.json").read_text(encoding="utf-8"))
    loaded = facts_of_document(read_file(source))
    document = loaded.facts.nodes[loaded.id]
    licensed = replace(document, properties={**document.properties, "license": (Web(told["licence"]),)})
    facts = Facts({**loaded.facts.nodes, loaded.id: licensed}, loaded.facts.links)
    title, rest = markdown(facts).split("\n", 1)
    notice = "\n".join(f"> {line}".rstrip() for line in told["notice"])
    plan, expected = folder / f"{source.stem}.md", folder / f"{source.stem}.expected.json"
    plan.write_text(f"{title}\n\n{notice}\n{rest}", encoding="utf-8")
    expected.write_text(json.dumps(counts(facts, loaded.id), indent=2) + "\n", encoding="utf-8")
    return plan, expected


def counts(facts: Facts, document: str) -> dict[str, dict[str, int]]:
    """How many nodes and links of each class cite a document."""
    found = {"nodes": facts.nodes.values(), "links": facts.links.values()}
    return {
        name: dict(
            sorted(Counter(fact.type for fact in of if any(each.document == document for each in fact.sources)).items())
        )
        for name, of in found.items()
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for written in bundle(Path(sys.argv[1])):
        print(written)
