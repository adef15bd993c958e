"""The one place where HTML that people hand in is cleaned (docs/decisions/0015)."""

import nh3

# What a learner's text may hold; everything else is dropped, scripts with their content.
TAGS = {"p", "br", "strong", "b", "em", "i", "u", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}
ATTRIBUTES = {"a": {"href"}, "*": set()}
SCHEMES = {"http", "https", "mailto"}


def clean_html(html):
    """HTML safe to show unescaped; links lead to whole addresses only and do not tell where from."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def plain_text(html):
    """The words without any markup."""
    return nh3.clean(html, tags=set()).strip()
