"""Web pages in a browser: accessibility by axe-core, width, requests, the page's own policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from tests.tools.browser import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tools.browser import Browser, Page

WIDTHS = (320, 768, 1024, 1440)
_OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
# What is out of sight has no place yet, and axe-core would find it on what follows it.
_LAID_OUT = """
const sheet = document.styleSheets[0];
sheet.insertRule('main > section { content-visibility: visible !important }', sheet.cssRules.length)
"""
_HELD = """
document.querySelectorAll('.off').forEach(each => each.classList.remove('off'));
const bar = [...document.querySelectorAll('.plot rect[data-k]')]
  .find(each => each.getBoundingClientRect().width);
if (bar) bar.dispatchEvent(new MouseEvent('click', {bubbles: true}));
const heading = document.querySelector('main th button');
if (heading) heading.click();
document.querySelectorAll('#list .choose').forEach((each, n) => n < 2 && each.click());
const words = document.querySelector('#words');
if (words) { words.value = 'au'; words.dispatchEvent(new Event('input')) }
const measure = document.querySelector('#measures label:last-of-type input');
if (measure) measure.click();
"""
_AXE = """
axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(found =>
  found.violations.map(each =>
    each.id + ' (' + each.impact + '): ' + each.help + ': ' +
    each.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')))
"""
_TOO_WIDE = """
document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  ['wider than the window: ' + document.documentElement.scrollWidth]
"""


_SEARCH = """
(words => {
  const box = document.getElementById('words');
  box.value = words;
  box.dispatchEvent(new Event('input'));
  const links = document.querySelectorAll('#found li > a:first-child');
  return [...links].map(link => link.textContent);
})
"""
# What is typed, and which fiche is to come first; nothing for what there is not.
SEARCHES = {
    "59": "Nord", "nor": "Nord", "lozere": "Lozère", "2a": "Corse", "DUNKERQUE": "Nord",
    "hauts de f": "Hauts-de-France", "mende": "Lozère", "xyz": None, "": None,
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """A window in which a page is looked at."""

    width: int
    ground: Ground

    def __str__(self) -> str:
        return f"{self.width} px, {self.ground}"


VIEWS = tuple(View(width, ground) for width in WIDTHS for ground in get_args(Ground))


def faults(browser: Browser, path: Path, axe: str) -> Iterator[str]:
    """Yield what is wrong with a page in any of the windows.

    Args:
        browser: opens it.
        path: of the page.
        axe: the source of axe-core.
    """
    for view in VIEWS:
        page = browser.open(path, width=view.width, ground=view.ground)
        for fault in (*_outside(page, path), *_refused(page), *_inside(page, axe)):
            yield f"{path.name}, {view}: {fault}"
        page.close()


def search_faults(browser: Browser, path: Path) -> Iterator[str]:
    """Yield what the search of an index does not find."""
    page = browser.open(path, width=WIDTHS[-1])
    for words, first in SEARCHES.items():
        found = page.evaluate(f"({_SEARCH})({words!r})")
        if (found[0] if found else None) != first:
            yield f"{path.name}: {words!r} finds {found}, not {first} first"
    page.close()


def _inside(page: Page, axe: str) -> list[str]:
    """Look at the page as it opens, then with all tables and tabs open and a mark held."""
    found = list(page.evaluate(_TOO_WIDE))
    page.evaluate(_LAID_OUT)
    page.evaluate(axe)
    found += page.evaluate(_AXE)
    page.evaluate(_OPEN)
    page.evaluate(_HELD)
    found += page.evaluate(_TOO_WIDE)
    found += [f"in use: {fault}" for fault in page.evaluate(_AXE)]
    return found


def _outside(page: Page, path: Path) -> Iterator[str]:
    """Yield every request but that of the page itself and of what stands in it."""
    for event in page.events("Network.requestWillBeSent"):
        address = event["request"]["url"]
        if address != path.resolve().as_uri() and not address.startswith("data:"):
            yield f"asks for {address}"


def _refused(page: Page) -> Iterator[str]:
    """Yield what the browser complained of, refusals by the page's policy included."""
    for event in page.events("Log.entryAdded"):
        entry: dict[str, Any] = event["entry"]
        yield f"{entry['level']}: {entry['text']}"
