"""Every address as every kind of person (the table stands in table.py), and no address without a row."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from .table import DOCUMENTS, PAGES, ROLES, UNUSED, rows

# Groups of addresses with tests of their own: the editors' desk (test_desk.py) and its documents.
ELSEWHERE = ("cms/", "documents/")
WRITES = ("INSERT", "UPDATE", "DELETE")
# Django's sessions and the moment of the last sign-in are the only things that reading may touch.
MAY_BE_WRITTEN = ("django_session",)


def names(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if not isinstance(entry, URLResolver):
            yield f"{namespace}{entry.name}"
        elif str(entry.pattern) not in ELSEWHERE:
            yield from names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def test_every_address_has_a_row():
    known = {name for _method, name, _argument, _codes in rows()} | UNUSED | PAGES | DOCUMENTS
    assert set(names(get_resolver())) == known


@pytest.fixture
def browsers(stage, request, as_user):
    """{role: a browser in which such a person is signed in}."""
    return {role: Client() if role == "anonymous" else as_user(request.getfixturevalue(role)) for role in ROLES}


def address(name, argument, stage):
    """The address of a name; an argument is a name of the stage, or a plain value; several stand between commas."""
    if argument is None:
        return reverse(name)
    return reverse(name, args=[stage.get(part, part) for part in argument.split(",")])


def test_reading_answers_each_role_as_promised_and_writes_nothing(stage, browsers):
    wrong, written = [], []

    def watch(execute, sql, params, many, context):
        if sql.startswith(WRITES) and not any(table in sql for table in MAY_BE_WRITTEN):
            written.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for method, name, argument, codes in rows():
            for role in ROLES if method == "GET" else ():
                status = browsers[role].get(address(name, argument, stage)).status_code
                if status != codes[role]:
                    wrong.append(f"{name} as {role}: {status}, not {codes[role]}")
    assert not wrong
    assert not written


def test_acting_answers_each_role_as_promised(stage, browsers):
    wrong = []
    for method, name, argument, codes in rows():
        for role in ROLES if method == "POST" else ():
            with transaction.atomic():
                status = browsers[role].post(address(name, argument, stage)).status_code
                transaction.set_rollback(True)
            if status != codes[role]:
                wrong.append(f"{name} as {role}: {status}, not {codes[role]}")
    assert not wrong
