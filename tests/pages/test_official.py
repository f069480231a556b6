"""The official plan: a planner picks a field and sees who serves it, with the lines, indicators and schedule."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.test_network import links, rows

FIELD = "水素エネルギー関連産業"


def test_a_planner_picks_hydrogen_and_sees_who_serves_it_with_the_lines_indicators_and_schedule(
    official: Site, tab: Tabs
) -> None:
    page = tab(f"{official.url}/?lang=ja")
    page.get_by_role("link", name=FIELD, exact=True).last.click()
    page.wait_for_url(re.compile("/network"))
    drawn(page)
    assert rows(page) == links(page)
    panel = page.get_by_role("complementary")
    claims = panel.locator(".claim:visible")
    told = [" ".join(claim.inner_text().split()) for claim in claims.all()]
    assert [("対応" in text, "関連" in text.split("引用")[0] and "主に支える" not in text) for text in told] == [
        (True, False), (False, True), (False, True)
    ]  # fmt: skip
    assert all(re.search(r"\d+(–\d+)?行", text) for text in told)
    for claim in claims.all():
        expect(claim.locator("blockquote mark").first).to_be_visible()
    expect(panel.locator("details", has_text="指標")).to_contain_text("水素ステーションの設置数")
    expect(panel.locator("details", has_text="指標")).to_contain_text("1箇所")
    panel.locator("details", has_text="工程").locator("summary").click()
    expect(panel.locator("details", has_text="工程")).to_contain_text("水素ステーションの更なる整備促進")


def test_the_first_page_shows_the_nine_fields_each_with_its_projects(official: Site, tab: Tabs) -> None:
    page = tab(f"{official.url}/?lang=ja")
    expect(page.locator(".areas .no")).to_have_text([str(number) for number in range(1, 10)])
    for area in page.locator(".areas > li").all():
        assert area.locator("li .ring").count() > 0
