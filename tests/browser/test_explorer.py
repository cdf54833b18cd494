"""The explorer in a browser, against the real server: it loads offline, runs, shows what the server says."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]

BANDUNG = '{ region(code: "32.73") { name kind parent { name } } }'
SCHEMA = re.compile("/graphql[?]query=.*__schema")
MISSPELT = '{ region(code: "32.73") { nama } }'


def _asking(query: str, language: str = "en") -> str:
    return "/explorer?" + urlencode({"query": query, "lang": language})


def _answer(page: Page) -> Locator:
    """The pane of the response. Monaco writes no-break spaces, which Playwright takes for spaces."""
    return page.locator(".result-window")


@pytest.mark.parametrize(("language", "province"), [("id", "Jawa Barat"), ("en", "West Java")])
def test_a_query_in_the_address_is_answered_in_the_pages_language(
    open_page: OpenPage, language: str, province: str
) -> None:
    page = open_page(_asking(BANDUNG, language))
    for text in ('"name": "Kota Bandung"', '"kind": "KOTA"', f'"name": "{province}"'):
        expect(_answer(page)).to_contain_text(text)


def test_the_key_ctrl_enter_runs_the_query_again(open_page: OpenPage) -> None:
    page = open_page(_asking(BANDUNG))
    expect(_answer(page)).to_contain_text("Kota Bandung")
    page.locator(".graphiql-query-editor .monaco-editor").first.click()
    with page.expect_request("**/graphql") as sent:
        page.keyboard.press("Control+Enter")
    assert BANDUNG in str(sent.value.post_data_json["query"])


def test_a_misspelt_field_shows_the_error_and_its_remedy(open_page: OpenPage) -> None:
    page = open_page(_asking(MISSPELT), tolerated="a status of 400")
    expect(_answer(page)).to_contain_text("GRAPHQL_VALIDATION_FAILED")
    expect(_answer(page)).to_contain_text("nama")


def test_a_link_never_runs_a_mutation(open_page: OpenPage) -> None:
    page = open_page(_asking("mutation { destroy }"))
    expect(page.locator(".graphiql-query-editor")).to_contain_text("mutation")
    expect(page.get_by_role("button", name="Show Documentation Explorer")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(_answer(page)).not_to_contain_text("destroy")


def test_the_examples_pane_lists_every_example_of_the_plugins(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en")
    expect(page.get_by_role("button", name="Hide Examples")).to_be_visible()
    pane = page.get_by_role("region", name="Examples", exact=True)
    expect(pane.get_by_role("heading", name="Environment")).to_be_visible()
    titles = pane.get_by_role("link").all_inner_texts()
    assert len(titles) >= 3
    pane.get_by_role("link", name=titles[-1]).click()
    expect(_answer(page)).to_contain_text('"data"')


def test_a_pane_covers_a_narrow_screen_until_an_example_is_chosen(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en", viewport={"width": 390, "height": 844})
    editor = page.locator(".graphiql-query-editor")
    expect(editor).to_be_visible()
    page.get_by_role("button", name="Show Examples").click()
    expect(editor).to_be_hidden()
    pane = page.locator(".graphiql-plugin")
    assert pane.evaluate("pane => pane.getBoundingClientRect().width") > 300
    pane.get_by_role("link").first.click()
    expect(_answer(page)).to_contain_text('"data"')
    expect(editor).to_be_visible()


def test_an_answer_does_not_wait_for_the_schema(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en")
    page.route(SCHEMA, lambda _: None)
    page.goto(page.url.split("/explorer")[0] + _asking(BANDUNG))
    expect(_answer(page)).to_contain_text("Kota Bandung")


def test_a_browser_that_has_the_schema_is_not_sent_it_again(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en")
    documentation = page.get_by_role("button", name="Show Documentation Explorer")
    sizes = []
    for _ in range(2):
        with page.expect_request_finished(lambda request: bool(SCHEMA.search(request.url))) as asked:
            page.reload()
        sizes.append(asked.value.sizes()["responseBodySize"])
        expect(documentation).to_be_visible()
    assert sizes[-1] < 1_000


def test_the_documentation_shows_the_schema_with_its_descriptions(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en")
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).first.click()
    expect(page.locator(".graphiql-doc-explorer")).to_contain_text("regions")


def test_the_query_builder_offers_the_fields_of_the_schema(open_page: OpenPage) -> None:
    # The builder complains about list arguments, such as `groupBy`, and shows the rest.
    page = open_page("/explorer?lang=en", tolerated="arg mismatch between arg and selection")
    page.get_by_role("button", name="Show GraphiQL Explorer").click()
    expect(page.locator(".graphiql-explorer-root")).to_contain_text("environment")


def test_the_first_visit_offers_a_query_that_runs(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en")
    expect(page.locator(".graphiql-query-editor")).to_contain_text("Ctrl-Enter: run")
    page.get_by_role("button", name="Execute query").click()
    expect(_answer(page)).to_contain_text('"data"')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_explorer_follows_the_systems_colours(open_page: OpenPage, scheme: str) -> None:
    page = open_page("/explorer", color_scheme=scheme)
    container = page.locator(".graphiql-container")
    expect(container).to_be_visible()
    red = container.evaluate("box => parseInt(getComputedStyle(box).backgroundColor.slice(4))")
    assert (red < 64) == (scheme == "dark")


def test_a_reader_without_javascript_is_shown_the_way_out(open_page: OpenPage) -> None:
    page = open_page("/explorer?lang=en", java_script_enabled=False)
    page.get_by_role("link", name="Home page").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
