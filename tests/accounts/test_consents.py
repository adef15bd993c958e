"""Consent per purpose: appended, withdrawable, with its history; and a copy of one's own data."""

import json

from accounts.models import AuditEntry, Consent


def test_consents_are_appended_with_version_and_time_and_can_be_withdrawn(as_user, learner):
    client = as_user(learner)
    client.post("/me/privacy/", {"news": "on", "alumni": "on"})
    client.post("/me/privacy/", {"news": "on", "alumni": "on"})
    client.post("/me/privacy/", {"alumni": "on"})
    told = list(Consent.objects.filter(user=learner, purpose="news").order_by("pk").values_list("granted", flat=True))
    assert told == [True, False]
    assert Consent.objects.filter(user=learner).count() == 5
    assert set(Consent.objects.values_list("notice_version", flat=True)) == {"2569-11"}
    assert AuditEntry.objects.filter(verb="consents.recorded").count() == 2
    page = client.get("/me/privacy/")
    assert len(page.context["history"]) == 5
    assert not page.context["form"]["news"].initial
    assert page.context["form"]["alumni"].initial


def test_nothing_is_ticked_in_advance(as_user, learner):
    assert "checked" not in as_user(learner).get("/me/privacy/").content.decode()


def test_the_history_costs_no_more_queries_as_it_grows(as_user, learner, django_assert_num_queries):
    client = as_user(learner)
    for rows in (1, 3, 30):
        for number in range(rows):
            Consent.objects.create(user=learner, purpose="news", granted=bool(number % 2), notice_version="2569-11")
        with django_assert_num_queries(5):
            client.get("/me/privacy/")


def test_the_file_holds_one_s_own_data_only(as_user, learner, other_learner):
    client = as_user(learner)
    client.post("/me/privacy/", {"photos": "on"})
    response = client.get("/me/privacy/data/")
    assert response["Content-Type"] == "application/json"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)
    assert data["account"]["email"] == learner.email
    assert data["profile"]["first_name_th"] == learner.first_name
    assert data["profile"]["organisation"]["name_th"] == learner.organisation.name_th
    assert {c["purpose"] for c in data["consents"] if c["granted"]} == {"photos"}
    assert "password" not in response.content.decode()
    assert other_learner.email not in response.content.decode()
