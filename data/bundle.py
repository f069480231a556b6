"""Makes the bundled plan from the official text: ``python -m data.bundle PATH/yamaguchi-industrial-strategy.txt``.

Beside ``data/NAME.source.json`` (the text's licence, the lines of notice) and ``data/NAME.words.json`` (our own words
for its prose, see ``data.wording``) this writes ``data/NAME.md``, the plan in the Markdown plan format, and
``data/NAME.expected.json``, how many facts of each class it holds. Run it again whenever the reading rules have
changed; a test holds the two readings against each other. With ``--missing`` it only lists what has no words yet:
class, hash, line and text, parted by tabs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from data.wording import Words, copied_words, in_our_words, missing_words, unused_words
from graph.exports.markdown import markdown
from graph.facts import Facts, Web
from loaders.load import facts_of_document
from loaders.text.readers import read_file

FOLDER = Path(__file__).resolve().parent


class WordsError(Exception):
    """The file of words does not fit the text."""


def bundle(source: Path, folder: Path = FOLDER) -> tuple[Path, Path]:
    """Writes the plan and its counts into a folder that holds the notice and the words; returns their paths.

    Raises DocumentError where the text is no readable plan, OSError where the notice is missing, and WordsError where
    a finding, event or figure has no words of ours yet, or words that repeat the text; nothing is written then.
    """
    told = json.loads((folder / f"{source.stem}.source.json").read_text(encoding="utf-8"))
    loaded = facts_of_document(read_file(source))
    document = loaded.facts.nodes[loaded.id]
    licensed = replace(document, properties={**document.properties, "license": (Web(told["licence"]),)})
    words = words_of(source, folder)
    _check(loaded.facts, words)
    facts = in_our_words(Facts({**loaded.facts.nodes, loaded.id: licensed}, loaded.facts.links), words)
    title, rest = markdown(facts).split("\n", 1)
    notice = "\n".join(f"> {line}".rstrip() for line in told["notice"])
    plan, expected = folder / f"{source.stem}.md", folder / f"{source.stem}.expected.json"
    plan.write_text(f"{title}\n\n{notice}\n{rest}", encoding="utf-8")
    expected.write_text(json.dumps(counts(facts, loaded.id), indent=2) + "\n", encoding="utf-8")
    return plan, expected


def words_of(source: Path, folder: Path = FOLDER) -> Words:
    """Our words for the text of a file."""
    words: Words = json.loads((folder / f"{source.stem}.words.json").read_text(encoding="utf-8"))
    return words


def counts(facts: Facts, document: str) -> dict[str, dict[str, int]]:
    """How many nodes and links of each class cite a document."""
    found = {"nodes": facts.nodes.values(), "links": facts.links.values()}
    return {
        name: dict(
            sorted(Counter(fact.type for fact in of if any(each.document == document for each in fact.sources)).items())
        )
        for name, of in found.items()
    }


def _check(facts: Facts, words: Words) -> None:
    missing, copied, unused = missing_words(facts, words), copied_words(facts, words), unused_words(facts, words)
    if missing:
        places = ", ".join(f"{each.kind} in line {each.line}" for each in missing[:5])
        raise WordsError(f"{len(missing)} texts have no words of ours yet ({places} …); list them with --missing.")
    if copied:
        raise WordsError(f"{len(copied)} labels repeat the text: {', '.join(label for _, label in copied[:5])}.")
    if unused:
        rows = ", ".join(f"{kind} {hash_}" for kind, hash_ in unused[:5])
        raise WordsError(f"{len(unused)} labels stand for no text any more, take them away: {rows}.")


def main(arguments: list[str]) -> None:
    """The command: makes the plan, or lists what has no words yet."""
    paths = [Path(each) for each in arguments if not each.startswith("-")]
    if len(paths) != 1 or any(each not in ("--missing",) for each in arguments if each.startswith("-")):
        sys.exit(__doc__)
    if "--missing" in arguments:
        for each in missing_words(facts_of_document(read_file(paths[0])).facts, words_of(paths[0])):
            print(each.kind, each.hash, each.line, each.text, sep="\t")
        return
    try:
        for written in bundle(paths[0]):
            print(written)
    except WordsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
