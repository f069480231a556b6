"""The texts of the command line, in Japanese and English, from ``messages.toml``."""

from __future__ import annotations

import locale
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("ja", "en")
_OPTION = "--lang-ui"


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts in one language."""

    lang: str
    texts: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values filled in; as it stands where there are none (a query has braces too).

        Raises KeyError for a key or a value that is missing.
        """
        text = self.texts[key][self.lang].strip("\n")
        return text.format(**values) if values else text

    def one(self, words: Mapping[str, str]) -> str:
        """The one of several texts by language that is in this language, else any."""
        return words.get(self.lang) or next(iter(words.values()), "")


@lru_cache(maxsize=1)
def all_texts() -> Mapping[str, Mapping[str, str]]:
    """All texts by key and language."""
    return tomllib.loads(files("api.terminal").joinpath("messages.toml").read_text(encoding="utf-8"))


def messages(lang: str) -> Messages:
    """The texts in a language, ``ja`` or ``en``."""
    return Messages(lang, all_texts())


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a call: that of ``--lang-ui`` wherever it stands, else that of the locale, else English.

    A wrong value is no matter here: the command refuses it in words.
    """
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == _OPTION:
            value = value or (arguments[position + 1] if position + 1 < len(arguments) else "")
            if value in LANGUAGES:
                return value
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    return "ja" if named.lower().startswith("ja") else "en"
