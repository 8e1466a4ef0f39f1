"""Make the README's two pictures from what the build made: `make pictures` after `make`.

Takes build/site/index.html and build/pdf/sheets/zagreb.pdf; writes docs/pictures/home.png and
docs/pictures/sheet.png.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
COLOURS = 64


def main() -> None:
    """Make both."""
    sheet = (
        pypdfium2.PdfDocument(ROOT / "build/pdf/sheets/zagreb.pdf")[0]
        .render(scale=110 / 72)
        .to_pil()
    )
    sheet.quantize(COLOURS).save(PICTURES / "sheet.png", optimize=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto((ROOT / "build/site/index.html").as_uri())
        page.screenshot(path=PICTURES / "home.png")
        browser.close()
    Image.open(PICTURES / "home.png").quantize(COLOURS).save(PICTURES / "home.png", optimize=True)


if __name__ == "__main__":
    main()
