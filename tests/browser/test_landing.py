"""The landing page in a browser: it needs no script, its links lead on, and it fits every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_the_page_is_whole_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/?lang=en", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("row", name="Environment")).to_contain_text("Healthy")


def test_an_example_answers_in_json_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/?lang=en", java_script_enabled=False)
    page.get_by_role("link", name="JSON:").first.click()
    expect(page.locator("body")).to_contain_text('{"data":')


def test_a_click_on_an_example_shows_its_answer_in_the_explorer(open_page: OpenPage) -> None:
    page = open_page("/?lang=en")
    page.locator(".examples a").first.click()
    expect(page.locator(".result-window")).to_contain_text('"data"')


def test_the_language_changes_and_stays_in_the_explorer(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", name="Plugin terpasang")).to_be_visible()
    page.get_by_role("link", name="Buka penjelajah").first.click()
    expect(page).to_have_title("Penjelajah Pilar")


def test_the_schema_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page("/?lang=en", java_script_enabled=False)
    href = page.get_by_role("link", name="GraphQL schema").first.get_attribute("href")
    answer = page.request.get(page.url.partition("/?")[0] + str(href))
    assert "type Query" in answer.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_systems_colours(open_page: OpenPage, scheme: str) -> None:
    page = open_page("/", color_scheme=scheme)
    red = page.locator("body").evaluate("body => parseInt(getComputedStyle(body).backgroundColor.slice(4))")
    assert (red < 64) == (scheme == "dark")


@pytest.mark.parametrize("width", [320, 380, 768, 1440])
def test_the_page_never_scrolls_sideways(open_page: OpenPage, width: int) -> None:
    page = open_page("/", viewport={"width": width, "height": 800})
    assert page.locator("html").evaluate("html => html.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(open_page: OpenPage, scheme: str) -> None:
    page = open_page("/", color_scheme=scheme)
    assert page.locator("body").evaluate(TOO_FAINT) == []


# https://www.w3.org/TR/WCAG21/#contrast-minimum: 4.5:1 between a text and the nearest ground behind it.
TOO_FAINT = """body => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = element => {
    const text = luminance(channels(getComputedStyle(element).color)), behind = luminance(ground(element));
    return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
  };
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...body.querySelectorAll("*")]
    .filter(element => hasText(element) && ratio(element) < 4.5)
    .map(element => `${element.outerHTML.slice(0, 80)}: ${ratio(element).toFixed(2)}`);
}"""
