"""The network of partners: who works with whom, drawn and as a table."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from ..choices import PartnerKind
from ..network import draw
from ..queries.knowledge import partners_and_links


@require_safe
def network(request):
    """`?at=<slug>` brings one partner forward. Three queries, however many there are."""
    partners, links = partners_and_links(Locale.get_active())
    order = {kind: place for place, kind in enumerate(PartnerKind.values)}
    partners.sort(key=lambda partner: order.get(partner.partner_kind, len(order)))  # stable: Thai order stays
    inner = [partner for partner in partners if partner.partner_kind == PartnerKind.INSTITUTE]
    outer = [partner for partner in partners if partner.partner_kind != PartnerKind.INSTITUTE]
    chosen = next((partner for partner in partners if partner.slug == request.GET.get("at")), None)
    drawing = draw(inner, outer, links, chosen.pk if chosen else None)
    rows = _rows(drawing, links)
    context = {
        "drawing": drawing,
        "rows": rows,
        "links": len(links),
        "chosen": next((row for row in rows if row["node"].chosen), None),
        "kept_query": ("at",),
    }
    return render(request, "casebank/network.html", context)


def _rows(drawing, links):
    """[{node, with: the nodes that work with it, in the order of the list}, …]"""
    beside = {node.partner.pk: set() for node in drawing.nodes}
    for one, other in links:
        beside[one].add(other)
        beside[other].add(one)
    return [
        {"node": node, "with": [other for other in drawing.nodes if other.partner.pk in beside[node.partner.pk]]}
        for node in drawing.nodes
    ]
