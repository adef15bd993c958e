"""How a mail about work at the academy is written: three templates under templates/email/, always in Thai."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def send(name, to, *, address=(), **context):
    """Send templates/email/<name>_{subject.txt,message.txt,message.html} to a User, whoever set it off.

    `address` is what `reverse` takes, (view name, *args): the page the mail leads to, as `url` in the templates.
    """
    with translation.override("th"):
        if address:
            context["url"] = at_home(reverse(address[0], args=address[1:]))
        context |= {"name": to.name}
        start = f"email/{name}"
        subject = " ".join(render_to_string(f"{start}_subject.txt", context).split())
        mail = EmailMultiAlternatives(subject, render_to_string(f"{start}_message.txt", context), to=[to.email])
        mail.attach_alternative(render_to_string(f"{start}_message.html", context), "text/html")
        mail.send()


def at_home(path):
    """The full address of a path of this site, for those who read it elsewhere."""
    return settings.WAGTAILADMIN_BASE_URL + path
