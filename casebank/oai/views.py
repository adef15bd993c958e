"""The one address of the protocol: reads the question, answers it or says why not."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from ..models import HarvestRecord
from . import arguments, records
from .arguments import Refusal
from .records import OAI, OAI_DC, SCHEMA, XSI, add

OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


@csrf_exempt  # harvesters may ask by POST; nothing is written
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    params = request.POST if request.method == "POST" else request.GET
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA[OAI]}")
    add(root, "responseDate", records.stamp(timezone.now()))
    asked = add(root, "request", request.build_absolute_uri(reverse("oai")))
    try:
        question = arguments.read(params)
        for name, value in {"verb": question.verb, **question.arguments}.items():
            asked.set(name, value)
        root.append(ANSWERS[question.verb](request, question))
    except Refusal as refusal:
        if refusal.code == "badArgument":
            asked.attrib.clear()  # the protocol repeats no arguments that it could not read
        add(root, "error", refusal, code=refusal.code)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(xml, content_type="text/xml; charset=utf-8")


def _element(name):
    return etree.Element(f"{{{OAI}}}{name}")


def identify(request, question):
    answer = _element("Identify")
    add(answer, "repositoryName", f"{settings.WAGTAIL_SITE_NAME} · TACIT")
    add(answer, "baseURL", request.build_absolute_uri(reverse("oai")))
    add(answer, "protocolVersion", "2.0")
    add(answer, "adminEmail", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    first = HarvestRecord.objects.order_by("changed_at").values_list("changed_at", flat=True).first()
    add(answer, "earliestDatestamp", records.stamp(first or timezone.now()))
    add(answer, "deletedRecord", "persistent")
    add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    if "." in records.repository():
        _describe_identifiers(add(answer, "description"))
    return answer


def _describe_identifiers(parent):
    """How identifiers are made; the scheme knows only real domain names."""
    root = etree.SubElement(parent, f"{{{OAI_IDENTIFIER}}}oai-identifier", nsmap={None: OAI_IDENTIFIER})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_IDENTIFIER} {OAI_IDENTIFIER}.xsd")
    host = records.repository()
    facts = {"scheme": "oai", "repositoryIdentifier": host, "delimiter": ":", "sampleIdentifier": f"oai:{host}:CASE-1"}
    for name, value in facts.items():
        etree.SubElement(root, f"{{{OAI_IDENTIFIER}}}{name}").text = value


def list_formats(request, question):
    if "identifier" in question.arguments:
        records.record_named(question.arguments["identifier"])
    answer = _element("ListMetadataFormats")
    one = add(answer, "metadataFormat")
    add(one, "metadataPrefix", arguments.PREFIX)
    add(one, "schema", SCHEMA[OAI_DC])
    add(one, "metadataNamespace", OAI_DC)
    return answer


def list_sets(request, question):
    if question.arguments:
        raise Refusal("badResumptionToken", "The list of sets comes in one part.")
    answer = _element("ListSets")
    for spec, (label, _chosen) in records.sets().items():
        one = add(answer, "set")
        add(one, "setSpec", spec)
        add(one, "setName", records.set_name(label))
    return answer


def get_record(request, question):
    record = records.record_named(question.arguments["identifier"])
    arguments.check_prefix(question.arguments["metadataPrefix"])
    answer = _element("GetRecord")
    records.add_record(answer, record, records.editions_of([record])[record.pk], _address(request))
    return answer


def list_records(request, question):
    answer = _element("ListRecords")
    address = _address(request)
    _list(answer, question, lambda record, editions: records.add_record(answer, record, editions, address))
    return answer


def list_identifiers(request, question):
    answer = _element("ListIdentifiers")
    _list(answer, question, lambda record, editions: records.add_header(answer, record, editions))
    return answer


def _list(answer, question, write):
    selection = arguments.selection(question)
    part, size, more = records.part_of(selection)
    if not part:
        raise Refusal("noRecordsMatch", "Nothing answers all of this.")
    editions = records.editions_of(part)
    for record in part:
        write(record, editions[record.pk])
    if more or selection.after:
        token = selection.token(part[-1], selection.cursor + len(part)) if more else None
        add(answer, "resumptionToken", token, completeListSize=str(size), cursor=str(selection.cursor))


def _address(request):
    return lambda page: request.build_absolute_uri(page.get_url(request))


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
