"""Every page at 200 and 400 % zoom, with wide text spacing, in forced colours, without motion, and on paper.

With OUT=folder, screenshots and PDFs are kept there for a person to look at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.pages.conftest import Site, Tabs
from tests.pages.everybody import ask, every_page, none_of
from tests.pages.test_access import keep_picture

# WCAG 1.4.12: what a reader may set, without loss of content.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
A4_WIDTH = 718  # pixels of a page of paper between its margins


@pytest.mark.parametrize(("width", "lang"), [(720, "ja"), (320, "ja"), (320, "en")])
def test_zoomed_to_200_and_400_percent_every_page_fits_and_no_text_is_cut(
    site: Site, tab: Tabs, width: int, lang: str
) -> None:
    found = {}
    for name, page in every_page(site, tab, lang=lang, width=width):
        keep_picture(page, f"zoom-{width}-{lang}-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        bad = ask(page, "cutTexts") + ([f"{wide} px wide"] if wide > width else [])
        if bad:
            found[name] = bad[:6]
    none_of(found)


@pytest.mark.parametrize("width", [1440, 390])
def test_with_wide_text_spacing_every_page_fits_and_no_text_is_cut(site: Site, tab: Tabs, width: int) -> None:
    found = {}
    for name, page in every_page(site, tab, width=width, bypass_csp=True):
        page.add_style_tag(content=SPACING)
        keep_picture(page, f"spacing-{width}-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        bad = ask(page, "cutTexts") + ([f"{wide} px wide"] if wide > width else [])
        if bad:
            found[name] = bad[:6]
    none_of(found)


def test_in_forced_colours_signs_are_drawn_in_the_readers_colours(site: Site, tab: Tabs) -> None:
    """Fills and strokes of SVG are not forced by browsers: each has to name a system colour."""
    signs, found = 0, {}
    for name, page in every_page(site, tab, scheme="dark", forced_colors="active"):
        keep_picture(page, f"forced-{name}")
        count, bad = ask(page, "strangeSigns")
        signs += count
        if bad:
            found[name] = bad[:6]
    assert signs > 50
    none_of(found)


def test_who_wants_no_motion_gets_none(site: Site, tab: Tabs) -> None:
    found = {name: bad for name, page in every_page(site, tab, reduced_motion="reduce") if (bad := ask(page, "moving"))}
    none_of(found)


def test_on_paper_stands_the_content_of_every_page_and_no_control(site: Site, tab: Tabs) -> None:
    found: dict[str, list[str]] = {}
    page_count = 0
    for name, page in every_page(site, tab):
        on_screen = ask(page, "letters")
        page.emulate_media(media="print", color_scheme="light")
        page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
        bad = [
            f"shows {selector}" for selector in ("header.top form", "nav.tabs", ".skip")
            if page.locator(selector).first.is_visible()
        ]  # fmt: skip
        folded = ask(page, "folded")
        bad += [f"{folded} folded lists"] if folded else []
        bad += ["lost words"] if ask(page, "letters") < on_screen * 0.7 else []
        pdf = page.pdf(format="A4")
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        page_count += pages
        bad += ["no page"] if not pages else []
        bad += ["no letters"] if b"/ToUnicode" not in pdf else []
        if folder := os.environ.get("OUT"):
            (Path(folder) / f"print-{name}.pdf").write_bytes(pdf)
        keep_picture(page, f"print-{name}")
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1440, "height": 1000})
        if bad:
            found[name] = bad
    assert page_count > 20
    none_of(found)
