"""Screens that exist only in the demonstration."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .mailbox import mails


@never_cache
@require_safe
def mailbox(request):
    """Every mail that the demonstration would have sent, so that a newcomer can follow the links in them."""
    return render(request, "demo/mailbox.html", {"mails": mails()})
