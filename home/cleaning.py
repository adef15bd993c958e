"""The one place where HTML that people hand in is cleaned (docs/decisions/0015)."""

import html
import re

import nh3

# What a learner's text may hold; everything else is dropped, scripts with their content.
TAGS = {"p", "br", "strong", "b", "em", "i", "u", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}
ATTRIBUTES = {"a": {"href"}, "*": set()}
SCHEMES = {"http", "https", "mailto"}


def clean_html(markup):
    """HTML safe to show unescaped; links lead to whole addresses only and do not tell where from."""
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def plain_text(markup):
    """The words without any markup."""
    return nh3.clean(markup, tags=set()).strip()


def plain_paragraphs(markup):
    """The words of cleaned HTML as they are read: an empty line after a paragraph, each item in a line of its own."""
    text = re.sub(r"</(p|ul|ol|h3|h4|blockquote)>", "\n\n", markup)
    text = re.sub(r"<br ?/?>\n?|</li>", "\n", text)
    text = html.unescape(nh3.clean(text, tags=set()))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
