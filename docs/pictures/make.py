"""Makes the picture of the README: the network around a field, as a reader sees it.

    python docs/pictures/make.py [PLAN] [--focus NAME]

PLAN is what `policylinks load` reads; without it the bundled plan is taken. Needs a Chromium browser.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PROGRAM = Path(sys.executable).parent / "policylinks"
MOST_BYTES = 400_000


def picture(address: str, focus: str, target: Path, chromium: str) -> None:
    """Searches the focus as a reader does, and keeps what the screen shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 940})
        page.goto(f"{address}/network?lang=ja")
        page.get_by_role("combobox").fill(focus)
        page.get_by_role("option").first.click()
        page.wait_for_url(re.compile("focus="))
        page.wait_for_timeout(500)
        page.evaluate("document.activeElement?.blur()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(200)
        page.screenshot(path=target)
        browser.close()
    if target.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{target.name} has {target.stat().st_size} bytes; it may have {MOST_BYTES}.")


def main() -> None:
    """Loads, serves, draws."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("plan", nargs="?", type=Path)
    options.add_argument("--focus", default="水素エネルギー関連産業")
    options.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PROGRAM, "load", "--store", folder, *([given.plan] if given.plan else [])], check=True)
        server = subprocess.Popen([PROGRAM, "serve", "--store", folder], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout
            address = next((found[0] for line in server.stdout if (found := re.search(r"http://[\w.:]+", line))), "")
            picture(address.rstrip("/."), given.focus, HERE / "network.png", given.chromium)
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
