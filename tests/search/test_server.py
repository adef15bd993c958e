"""The way up to a search server: one address composes the settings. No server is needed to see that."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.search import search_server


def test_an_address_names_backend_server_and_index():
    found = search_server("opensearch://user:secret@search.example.org:9200/academy")["default"]
    assert found["BACKEND"] == "wagtail.search.backends.opensearch3"
    assert found["URLS"] == ["https://user:secret@search.example.org:9200"] and found["INDEX_PREFIX"] == "academy_"
    plain = search_server("elasticsearch+http://127.0.0.1:9200")["default"]
    assert plain["URLS"] == ["http://127.0.0.1:9200"] and plain["INDEX_PREFIX"] == "academy_"


def test_both_analysers_read_thai_and_mend_its_spellings():
    analysis = search_server("opensearch://host")["default"]["INDEX_SETTINGS"]["settings"]["analysis"]
    for name in ("default", "edgengram_analyzer"):
        analyser = analysis["analyzer"][name]
        assert analyser["tokenizer"] == "thai" and "decimal_digit" in analyser["filter"]
        assert set(analyser["char_filter"]) <= set(analysis["char_filter"])
    assert analysis["analyzer"]["edgengram_analyzer"]["filter"][-1] in analysis["filter"]
    mended = dict(rule.split(" => ") for rule in analysis["char_filter"]["thai_spelling"]["mappings"])
    assert mended["\\u0E4D\\u0E32"] == "\\u0E33" and mended["\\u200B"] == ""


@pytest.mark.parametrize("address", ["", "search.example.org", "https://search.example.org", "opensearch://"])
def test_an_address_that_names_no_server_stops_the_start(address):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        search_server(address)
