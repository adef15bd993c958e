"""Places of revocation: nobody has them, they come in no order, and a filled list is followed by the next."""

import pytest

from certificates.actions import places
from certificates.actions.places import take_places
from certificates.models import Certificate, StatusList


@pytest.mark.django_db
def test_places_are_different_and_in_no_order():
    found = [place for _list, place in take_places(700)]

    assert len(set(found)) == 700
    assert found != sorted(found)
    assert StatusList.objects.get().used == 700


def test_a_place_that_somebody_has_is_not_given_again(certificate, monkeypatch):
    monkeypatch.setattr(places, "SIZE", 4)
    Certificate.objects.update(status_place=2)

    found = [place for _list, place in take_places(3)]

    assert sorted(found) == [0, 1, 3]


@pytest.mark.django_db
def test_a_filled_list_is_followed_by_the_next(monkeypatch):
    monkeypatch.setattr(places, "FILLED", 5)

    found = [status_list.number for status_list, _place in take_places(12)]

    assert found == [1] * 5 + [2] * 5 + [3] * 2
    assert list(StatusList.objects.values_list("number", "used").order_by("number")) == [(1, 5), (2, 5), (3, 2)]
