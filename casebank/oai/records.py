"""Which works harvesters may have, and how each is written: a header, and Dublin Core in all its languages."""

from collections import defaultdict
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.translation import override
from lxml import etree

from home.choices import Institute

from .. import facts
from ..choices import KnowledgeKind
from ..models import CasePage, HarvestRecord, KnowledgePage
from ..queries.works import published, works
from .arguments import PREFIX, Refusal

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = {OAI: f"{OAI}OAI-PMH.xsd", OAI_DC: f"{OAI}oai_dc.xsd"}

# How many records one answer holds.
PART = 100


# --- names ---------------------------------------------------------------------------
def repository():
    """The host in every identifier: that of the public address, whatever address the harvester used."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname


def identifier_of(record):
    return f"oai:{repository()}:{record.name}"


def record_named(identifier):
    start = f"oai:{repository()}:"
    name = identifier.removeprefix(start) if identifier.startswith(start) else ""
    record = HarvestRecord.objects.filter(name=name).first() if name else None
    if record is None:
        raise Refusal("idDoesNotExist", "There is no record of this identifier.")
    return record


# --- sets ----------------------------------------------------------------------------
def sets():
    """{setSpec: (name, filter)}: the institutes, and the kinds of works."""
    found = {f"institute-{code.value}": (code, Q(institute=code)) for code in Institute}
    found["kind-case"] = (CasePage._meta.verbose_name, Q(kind="case"))
    kinds = [kind for kind in KnowledgeKind if kind != KnowledgeKind.PARTNER]
    return found | {f"kind-{kind.value}": (kind, Q(kind=kind)) for kind in kinds}


def set_name(label):
    """In Thai and in English."""
    names = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            names.append(str(getattr(label, "label", label)))
    return " · ".join(dict.fromkeys(names))


def sets_of(record):
    return [f"kind-{record.kind}", *([f"institute-{record.institute}"] if record.institute else [])]


# --- lists ---------------------------------------------------------------------------
def part_of(selection):
    """(the next records, how many there are in the whole list, whether more follow); two queries."""
    rows = HarvestRecord.objects.order_by("changed_at", "pk")
    if selection.since:
        rows = rows.filter(changed_at__gte=selection.since)
    if selection.until:
        rows = rows.filter(changed_at__lte=selection.until)
    if selection.set:
        _label, chosen = sets().get(selection.set, (None, Q(pk=None)))
        rows = rows.filter(chosen)
    size = rows.count()
    if selection.after:
        moment, pk = selection.after
        rows = rows.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=pk))
    found = list(rows[: PART + 1])
    return found[:PART], size, len(found) > PART


def editions_of(records):
    """{record: its published editions, Thai first}; a fixed number of queries. What is not public has none."""
    keys = {record.translation_key: record.pk for record in records if not record.deleted}
    pages = []
    for model in (CasePage, KnowledgePage) if keys else ():
        found = published(model).filter(translation_key__in=keys).select_related("locale")
        pages += found.defer_streamfields().order_by("-locale__language_code")
    editions = defaultdict(list)
    for work in works(pages):
        editions[keys[work.page.translation_key]].append(work)
    return editions


# --- XML -----------------------------------------------------------------------------
def add(parent, name, text=None, **attributes):
    """A child element in the namespace of the protocol."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}", **attributes)
    if text is not None:
        child.text = str(text)
    return child


def stamp(moment):
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def add_header(parent, record, editions):
    header = add(parent, "header")
    if not editions:
        header.set("status", "deleted")
    add(header, "identifier", identifier_of(record))
    add(header, "datestamp", stamp(record.changed_at))
    for spec in sets_of(record):
        add(header, "setSpec", spec)


def add_record(parent, record, editions, address):
    element = add(parent, "record")
    add_header(element, record, editions)
    if editions:
        add_dublin_core(add(element, "metadata"), editions, address)


def add_dublin_core(parent, editions, address):
    """All editions in one description: each word in its language, and nothing twice."""
    root = etree.SubElement(parent, f"{{{OAI_DC}}}dc", nsmap={PREFIX: OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {SCHEMA[OAI_DC]}")
    rows = [row for work in editions for row in facts.dublin_core(work, address(work.page))]
    if len(editions) == 1:
        rows += facts.english_abstract(editions[0])
    for name, value, language in dict.fromkeys(rows):
        element = etree.SubElement(root, f"{{{DC}}}{name}")
        element.text = value
        if language:
            element.set(LANG, language)
