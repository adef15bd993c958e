"""The way up for search: Elasticsearch or OpenSearch with its own Thai analyser, named by one address.

The screens ask Wagtail's search API and stay as they are. docs/deployment.md says when it is worth it.
"""

from django.core.exceptions import ImproperlyConfigured

# scheme of the address → backend of Wagtail, and how its client is reached.
BACKENDS = {
    "elasticsearch": ("wagtail.search.backends.elasticsearch9", "https"),
    "elasticsearch+http": ("wagtail.search.backends.elasticsearch9", "http"),
    "opensearch": ("wagtail.search.backends.opensearch3", "https"),
    "opensearch+http": ("wagtail.search.backends.opensearch3", "http"),
}
# What home/thai/text.py mends before our own index sees it: ํา for ำ (a tone mark before or between), เเ for แ, and
# characters that nobody sees.
SPELLINGS = [
    "\\u0E4D\\u0E32 => \\u0E33",
    *(f"\\u0E4D{tone}\\u0E32 => {tone}\\u0E33" for tone in ("\\u0E48", "\\u0E49", "\\u0E4A", "\\u0E4B")),
    *(f"{tone}\\u0E4D\\u0E32 => {tone}\\u0E33" for tone in ("\\u0E48", "\\u0E49", "\\u0E4A", "\\u0E4B")),
    "\\u0E40\\u0E40 => \\u0E41",
    *(f"{unseen} => " for unseen in ("\\u200B", "\\u200C", "\\u200D", "\\u2060", "\\uFEFF", "\\u00AD")),
]
FILTERS = ["lowercase", "decimal_digit", "asciifolding"]
ANALYSIS = {
    "char_filter": {"thai_spelling": {"type": "mapping", "mappings": SPELLINGS}},
    "filter": {"beginnings": {"type": "edge_ngram", "min_gram": 2, "max_gram": 15}},
    "analyzer": {
        "default": {"type": "custom", "tokenizer": "thai", "char_filter": ["thai_spelling"], "filter": FILTERS},
        "edgengram_analyzer": {
            "type": "custom",
            "tokenizer": "thai",
            "char_filter": ["thai_spelling"],
            "filter": [*FILTERS, "beginnings"],
        },
    },
}


def search_server(address):
    """WAGTAILSEARCH_BACKENDS for an address such as opensearch://user:password@search.example.org:9200/academy.

    The path names the index; what it is called matters only where several sites share a server.
    """
    scheme, found, rest = address.partition("://")
    if not found or scheme not in BACKENDS or not rest.partition("/")[0]:
        raise ImproperlyConfigured(f"SEARCH_URL must begin with one of {', '.join(f'{name}://' for name in BACKENDS)}.")
    backend, protocol = BACKENDS[scheme]
    host, _slash, name = rest.partition("/")
    return {
        "default": {
            "BACKEND": backend,
            "URLS": [f"{protocol}://{host}"],
            "INDEX_PREFIX": f"{name.strip('/') or 'academy'}_",
            "TIMEOUT": 5,
            "ATOMIC_REBUILD": True,
            "INDEX_SETTINGS": {"settings": {"analysis": ANALYSIS}},
        }
    }
