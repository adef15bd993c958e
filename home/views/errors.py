"""What people read when something is not there, not theirs, or broken."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader


def csrf_failure(request, reason=""):
    """The 403 of a form that was open too long: says that nothing was changed and how to send it again."""
    return render(request, "403_csrf.html", status=403)


def forbidden(request, exception=None):
    """The 403 of an act that belongs to another role."""
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    """The 404: also what people get who may not know that a thing exists."""
    return render(request, "404.html", status=404)


def server_error(request):
    """The 500: rendered without request or context, so that it stands when the database does not."""
    return HttpResponseServerError(loader.get_template("500.html").render())
