"""What is wrong with a page as it stands in the browser: each judge answers with sentences, none when all is well."""

import re
from gettext import GNUTranslations
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

CATALOGUE = Path(__file__).parents[2] / "locale/th/LC_MESSAGES/django.mo"
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},  # axe leaves it out unless asked
}
# What stays in English on a Thai page: names, and the short form of a rank that people know in English.
NAMES = re.compile(r"TACIT Academy|\(Acting Sub Lt\.[^)]*\)+")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z’'-]+(?: [A-Za-z][A-Za-z’'-]+){2,}")
# Text that is shown or read out, outside everything marked as being in another language.
WORDS_IN_THAI = """() => {
  const thai = (node) => (node.closest("[lang]")?.lang ?? "") === "th";
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, template, noscript") && thai(parent)) found.push(walker.currentNode.data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "data-done", "data-missing", "data-complete"]) {
    for (const node of document.body.querySelectorAll(`[${name}]`)) if (thai(node)) found.push(node.getAttribute(name));
  }
  return found.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


def unfold(page):
    """Opens everything that is folded away, as a reader may."""
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true })")


def barriers(page):
    """Violations of WCAG 2.2 A and AA that can be seen by a machine."""
    for violation in Axe().run(page, options=AXE_OPTIONS).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"


def overflow(page):
    """Scrolling sideways, on a phone and on the 320 px to which WCAG 1.4.10 asks text to flow."""
    usual = page.viewport_size
    for room in (usual["width"], 320):
        page.set_viewport_size(usual | {"width": room})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > room:
            yield f"is {width} px wide on a screen of {room}"
    page.set_viewport_size(usual)


def english_on_a_thai_page(page, messages):
    """Words of the code that were never put into Thai. `messages`: see thai_messages."""
    if page.locator("html").get_attribute("lang") != "th":
        return
    for text in dict.fromkeys(page.evaluate(WORDS_IN_THAI)):
        if text in messages or ENGLISH.search(NAMES.sub("", text)):
            yield f"is not in Thai: {text[:120]}"


def thai_messages():
    """The messages of the code whose Thai differs from their English: none of these may stand on a Thai page."""
    with CATALOGUE.open("rb") as file:
        catalogue = GNUTranslations(file)._catalog
    return {key.split("\x04")[-1] for key, thai in catalogue.items() if isinstance(key, str) and key and key != thai}
