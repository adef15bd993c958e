"""The counts of the case bank: right against counting by hand, kept in memory, and never a word too old."""

from collections import Counter
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from casebank import facets
from casebank.actions.curating import retract
from casebank.facets import FACETS, Table, Value, ask
from casebank.models import CasePage, Term
from casebank.queries.bank import CaseRow
from config.demo import factories as make
from courses.models import LessonPage

VALUES = {"institute": "abcde", "theme": "klmnopq", "region": "uvwxyz", "year": "123"}


# --- arithmetic: no database ----------------------------------------------------------
def invented(random, size):
    """(a table, {place: {facet: values}}) of random cases; a case may have no value, or several."""
    have = [
        {name: {value for value in values if random.random() < 0.3} for name, values in VALUES.items()}
        for _case in range(size)
    ]
    rows = [CaseRow(100 + n, f"T{n}", "a", "u", "", 2020, random.randint(1, 5), ()) for n in range(size)]
    bits = {
        name: {
            value: Value(value.upper(), sum(1 << n for n, case in enumerate(have) if value in case[name]))
            for value in values
        }
        for name, values in VALUES.items()
    }
    return Table(rows, bits, None), have


@pytest.mark.parametrize("seed", range(25))
def test_counts_are_those_of_counting_by_hand(seed):
    random = Random(seed)
    table, have = invented(random, random.choice([0, 1, 7, 8, 9, 64, 200]))
    wanted = {name: random.sample(values, random.randint(0, 3)) for name, values in VALUES.items()}
    text = {n for n in range(len(have)) if random.random() < 0.6}
    within = sum(1 << n for n in text)

    def matches(n, but=""):
        case = have[n]
        return n in text and all(
            name == but or not values or case[name] & set(values) for name, values in wanted.items()
        )

    found = [n for n in range(len(have)) if matches(n)]
    assert table.ids(table.matching(wanted, within), table.newest) == [100 + n for n in found]
    for name, counts in table.counts(wanted, within).items():
        by_hand = Counter(value for n in range(len(have)) if matches(n, but=name) for value in have[n][name])
        assert {value: count for value, count in counts.items() if count} == dict(by_hand)
    bits = table.matching(wanted, within)
    assert table.without("theme", bits) == sum(not have[n]["theme"] for n in found)


def test_orders_hold_the_same_cases():
    table, _have = invented(Random(1), 50)
    by_evidence = table.ids(table.everything, table.by_evidence)
    levels = {row.pk: row.evidence for row in table.cases}
    assert [levels[pk] for pk in by_evidence] == sorted(levels.values(), reverse=True)
    assert sorted(table.ids(table.everything, table.by_title)) == [row.pk for row in table.cases]


# --- what the table knows -------------------------------------------------------------
@pytest.fixture
def thai(site):
    return Locale.objects.get(language_code="th")


@pytest.fixture
def kept_pages(settings):
    """As in production: what is kept holds while its edition does."""
    settings.PUBLIC_PAGE_SECONDS = 60


def counted(locale, facet):
    values = facets.table_of(locale).facets[facet]
    return {value.label: value.bits.bit_count() for value in values.values()}


def test_every_facet_is_read_from_the_cases(thai, django_assert_max_num_queries):
    random = Random(7)
    themes = [Term.objects.create(kind="theme", code=f"t{n}", name_th=f"เรื่อง {n}", name_en=f"T{n}") for n in range(4)]
    methods = [Term.objects.create(kind="method", code=f"m{n}", name_th=f"วิธี {n}", name_en=f"M{n}") for n in range(3)]
    provinces = [make.province(), make.province("50", iso="TH-50", name_th="เชียงใหม่", sort=14, region="north")]
    expected = {name: Counter() for name in FACETS}
    for number in range(30):
        case = make.case(
            f"C-{number:02d}",
            institute=random.choice(["cdi", "ledi"]),
            region=random.choice(["north", "south"]),
            authority_kind=random.choice(["", "SAO"]),
            year=random.choice([2019, 2021]),
            evidence_level=random.choice([1, 5]),
            sdgs=random.sample(range(1, 18), 2),
        )
        case.themes = random.sample(themes, random.randint(0, 4))
        case.methods = random.sample(methods, random.randint(0, 3))
        case.provinces = random.sample(provinces, random.randint(0, 2))
        case.save()
        expected["institute"][case.institute] += 1
        expected["region"][case.region] += 1
        expected["authority"].update(filter(None, [case.authority_kind]))
        expected["year"][str(case.year)] += 1
        expected["evidence"][str(case.evidence_level)] += 1
        expected["sdg"].update(map(str, case.sdgs))
        expected["theme"].update(term.code for term in case.themes.all())
        expected["method"].update(term.code for term in case.methods.all())
        expected["province"].update(province.pk for province in case.provinces.all())
    make.translate(case, title="Not counted")
    with django_assert_max_num_queries(25):
        table = facets.table_of(thai)
    counts = ask(table).counts
    assert counts == {name: dict(expected[name]) for name in FACETS}
    assert list(table.facets["year"]) == ["2021", "2019"]
    assert [value.label for value in table.facets["year"].values()] == ["2564", "2562"]


def test_the_programme_facet_comes_from_the_lessons(thai, programme):
    case, other = make.case("CASE-LEDI-01"), make.case("CASE-LEDI-02")
    lesson = LessonPage.objects.filter(locale=thai).first()
    lesson.body = [("case", {"case": case, "why": ""})]
    lesson.save()
    table = facets.table_of(thai)
    code = programme.code
    assert table.facets["programme"][code].label == programme.title
    assert ask(table, wanted={"programme": [code]}).ids == [case.pk]
    assert other.pk in ask(table).ids
    lesson.unpublish()
    assert not facets.table_of(thai).facets["programme"]


def test_a_text_keeps_the_order_of_relevance_within_the_filters(thai):
    weak = make.case("C-1", title="เรื่องอื่น", context="กล่าวถึงตลาดน้ำ", year=2024)
    strong = make.case("C-2", title="ตลาดน้ำตลาดน้ำ", summary="ตลาดน้ำ", year=2019)
    make.case("C-3", title="ตลาดน้ำ", institute="cdi")
    table = facets.table_of(thai)
    wanted = {"institute": ["lgcbi"]}
    assert ask(table, text="ตลาดน้ำ", wanted=wanted).ids == [strong.pk, weak.pk]
    assert ask(table, text="ตลาดน้ำ", wanted=wanted, sort="newest").ids == [weak.pk, strong.pk]
    assert ask(table, text="ตลาดน้ำ", wanted=wanted).counts["institute"] == {"lgcbi": 2, "cdi": 1}


# --- kept, and never too old -----------------------------------------------------------
@pytest.mark.django_db(transaction=True)
class TestEdition:
    def test_it_is_read_once_while_nothing_changes(self, thai, kept_pages):
        make.case("C-1")
        facets.table_of(thai)
        with CaptureQueriesContext(connection) as queries:
            facets.table_of(thai)
        assert len(queries) == 0

    def test_publishing_and_unpublishing_are_seen_at_once(self, thai, kept_pages):
        facets.table_of(thai)
        case = make.case("C-1")
        make.section("cases").save_revision().publish()
        assert list(facets.table_of(thai).facets["region"]) == ["south"]
        case.unpublish()
        assert not facets.table_of(thai).facets["region"]

    def test_a_retracted_case_is_gone_at_once(self, thai, kept_pages):
        case = make.case("C-1")
        assert facets.table_of(thai).places
        retract(page=case, by=make.person("editor@example.org", "editor"), reason="ข้อมูลไม่ถูกต้อง")
        assert not facets.table_of(thai).places

    def test_a_renamed_term_is_seen_at_once(self, thai, kept_pages):
        theme = Term.objects.create(kind="theme", code="t", name_th="ชื่อเดิม", name_en="Old")
        case = make.case("C-1")
        case.themes = [theme]
        case.save()
        assert counted(thai, "theme") == {"ชื่อเดิม": 1}
        theme.name_th = "ชื่อใหม่"
        theme.save()
        assert counted(thai, "theme") == {"ชื่อใหม่": 1}

    def test_each_language_has_its_own(self, thai, kept_pages):
        english = make.translate(make.case("C-1"), title="English")
        assert english.pk not in facets.table_of(thai).places
        assert english.pk in facets.table_of(english.locale).places


def test_the_number_of_queries_is_the_same_for_one_case_and_for_many(client, thai):
    term = Term.objects.create(kind="theme", code="t", name_th="เรื่อง", name_en="Theme")

    def add(numbers):
        for number in numbers:
            case = make.case(f"C-{number:03d}", summary="ตลาดน้ำ")
            case.themes = [term]
            case.save()

    def queries():
        found = []
        for path in ("", "?theme=t&region=south", "?q=ตลาด&evidence=5", "map/", "map/?by=region&q=ตลาด", "timeline/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/cases/{path}").status_code == 200
            found.append(len(asked))
        return found

    add([0])
    queries()
    one = queries()
    # So many that more are listed, shown and named than one page or year holds.
    add(range(1, 40))
    CasePage.objects.bulk_update(
        [CasePage(page_ptr_id=pk, year=1990 + n) for n, pk in enumerate(CasePage.objects.values_list("pk", flat=True))],
        ["year"],
    )
    assert queries() == one
    assert max(one) <= 32  # nothing is kept in tests: tables and public records are read anew for each answer
