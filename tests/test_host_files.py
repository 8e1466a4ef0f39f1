"""Ready-made files for hosts: a site that is served with them shows all its pages, and breaks none
of the rules that it gives browsers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import ConsoleMessage, Page, expect

from citybook.catalogue import load
from citybook.project import Project
from citybook.publish.host_files import POLICY, make_host_files
from citybook.views.redirects import Redirect
from tests.browser import chromium
from tests.hosts import hosted_with_headers
from tests.publications import Publication

VIOLATIONS = """addEventListener("securitypolicyviolation",
  (event) => console.error(`${event.violatedDirective}: ${event.blockedURI}`));"""


def watch(page: Page) -> list[str]:
    """What a browser says on its console of what is opened from now on."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Browsers ask for it where a page names no icon.
        if not message.location["url"].endswith("/favicon.ico"):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_every_page_obeys_the_policy_that_it_is_served_with(good: Publication) -> None:
    headers = good.build / "hosting/netlify/_headers"
    # One page of each sort.
    pages = [path.relative_to(good.site) for path in sorted(good.site.rglob("*.html"))]
    sorts = {(path.parts[0], len(path.parts)): path for path in pages}
    paths = [path.as_posix().removesuffix("index.html") for path in sorts.values()]
    assert len(paths) > 12
    with hosted_with_headers(good.site, headers) as address, chromium() as browser:
        context = browser.new_context()
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        said = watch(page)
        for path in paths:
            page.goto(address + path)
            assert said == [], path
        page.goto(f"{address}search/?q=ferry")
        expect(page.locator("main")).to_contain_text("The night ferry")
        assert said == []
        answer = page.goto(f"{address}cities/alba/")
        assert answer
        assert answer.headers["content-security-policy"] == POLICY
        assert page.evaluate("document.fonts.size") > 0
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
        color = "getComputedStyle(document.querySelector('.page-head')).getPropertyValue('--line')"
        assert page.evaluate(color).strip().startswith("#")
        missing = page.goto(f"{address}no/such/page")
        assert missing
        assert missing.status == 404
        assert page.locator("h1").inner_text() == "There is no station here"


def test_the_policy_would_stop_what_does_not_belong_there(
    tmp_path: Path, good: Publication
) -> None:
    attacks = {
        "script": "<script>document.title = 'lost'</script>",
        "picture": '<img src="http://127.0.0.1:9/a.png" alt="">',
        "frame": '<iframe src="http://127.0.0.1:9/"></iframe>',
    }
    (tmp_path / "404.html").write_text("")
    headers = good.build / "hosting/netlify/_headers"
    with hosted_with_headers(tmp_path, headers) as address, chromium() as browser:
        for name, attack in attacks.items():
            (tmp_path / f"{name}.html").write_text(f"<!DOCTYPE html><title>kept</title>{attack}")
            page = browser.new_context().new_page()
            said = watch(page)
            page.goto(f"{address}{name}.html")
            assert any("Content Security Policy" in one for one in said), name
            assert page.title() == "kept"


def test_assets_are_kept_for_good_and_pages_are_asked_for_again(good: Publication) -> None:
    headers = good.build / "hosting/netlify/_headers"
    with hosted_with_headers(good.site, headers) as address, chromium() as browser:
        seen: dict[str, str] = {}
        page = browser.new_page()
        page.on(
            "response",
            lambda answer: seen.update(
                {answer.url.removeprefix(address): answer.headers.get("cache-control", "")}
            ),
        )
        page.goto(f"{address}cities/alba/")
        assets = {name for name in seen if name.startswith("assets/")}
        assert len(assets) >= 4
        assert {seen[name] for name in assets} == {"public, max-age=31536000, immutable"}
        assert seen["cities/alba/"] == ""  # then hosts say that it is to be asked for again


@pytest.fixture(scope="module")
def files(good: Publication) -> dict[str, str]:
    """The files for hosts of a site below /book/, from which two pages have moved."""
    project = Project(good.folder)
    redirects = [
        Redirect("cities/old/index.html", "cities/alba/index.html", "Alba"),
        Redirect("a/index.html", "glossary/index.html#quay", "Quay"),
    ]
    made = make_host_files(project, load(project, keep=False)[0], redirects)
    return {name: data.decode() for name, data in made.items()}


def test_all_hosts_send_the_same_policy_and_keep_the_same_files(files: dict[str, str]) -> None:
    for name in ("netlify/_headers", "cloudflare/_headers", "apache/.htaccess"):
        assert POLICY in files[name], name
    assert f'add_header Content-Security-Policy "{POLICY}" always;' in files["nginx/citybook.conf"]
    for name in ("apache/.htaccess", "nginx/citybook.conf"):
        assert "/book/assets/" in files[name]
        assert "immutable" in files[name]
        assert "/book/404.html" in files[name]
        assert "application/manifest+json" in files[name]


def test_what_has_moved_is_told_in_each_hosts_own_words(files: dict[str, str]) -> None:
    assert "\n/cities/old/ /cities/alba/ 301!\n" in files["netlify/_redirects"]
    assert "\n/cities/old/ /cities/alba/ 301\n" in files["cloudflare/_redirects"]
    assert 'Redirect 301 "/book/cities/old/" "/book/cities/alba/"' in files["apache/.htaccess"]
    assert "\n/a/ /glossary/#quay 301!\n" in files["netlify/_redirects"]
    moved = 'location = "/book/cities/old/" { return 301 "/book/cities/alba/"; }'
    assert moved in files["nginx/citybook.conf"]


def test_the_workflow_is_one_that_builds_and_shows_the_site(files: dict[str, str]) -> None:
    workflow = yaml.safe_load(files["workflows/github-pages.yml"])
    job = workflow["jobs"]["site"]
    steps = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
    assert steps[-2:] == ["actions/upload-pages-artifact", "actions/deploy-pages"]
    assert job["steps"][-2]["with"] == {"path": "build/site"}
    assert "github-pages" in job["environment"]["name"]
    assert re.search(r"\$\{\{ steps\.pages\.outputs\.page_url \}\}", job["environment"]["url"])
    assert files["github/.nojekyll"] == ""
