"""People, organisations and the audit trail in the editors' desk."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.choices import Role
from accounts.models import AuditEntry, Organisation, Province, User


@pytest.fixture
def desk(provinces, admin, as_user):
    return as_user(admin)


def person(**fields):
    return {
        "email": "New.Officer@Example.org",
        "prefix": "นาง",
        "first_name": "ตัวอย่าง",
        "last_name": "เจ้าหน้าที่",
        "password1": "ทุ่งข้าวหอม-2570",
        "password2": "ทุ่งข้าวหอม-2570",
    } | fields


def test_a_person_is_added_by_address_name_and_roles(desk):
    group = Group.objects.get(name=Role.OFFICER)
    page = desk.get("/cms/users/new/").content.decode()
    assert 'name="username"' not in page
    assert all(f'name="{name}"' in page for name in ("email", "prefix", "first_name", "last_name", "groups"))
    desk.post("/cms/users/new/", person(groups=[group.pk]))
    made = User.objects.get(email="new.officer@example.org")
    assert made.name_th == "นางตัวอย่าง เจ้าหน้าที่"
    assert made.roles == {Role.OFFICER}
    assert made.check_password("ทุ่งข้าวหอม-2570")
    entry = AuditEntry.objects.get(verb="roles.set")
    assert entry.after["roles"] == ["officer"]


def test_an_address_in_other_capitals_is_taken(desk, learner):
    response = desk.post("/cms/users/new/", person(email="LEARNER@example.org"))
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert User.objects.filter(email__iexact="learner@example.org").count() == 1


def test_roles_are_given_and_taken_and_the_trail_says_by_whom(desk, officer, admin):
    data = {"email": officer.email, "prefix": "นาย", "first_name": "ตัวอย่าง", "last_name": "หนึ่ง", "is_active": "on"}
    desk.post(f"/cms/users/edit/{officer.pk}/", data | {"groups": [Group.objects.get(name=Role.REGISTRAR).pk]})
    desk.post(f"/cms/users/edit/{officer.pk}/", data | {"groups": [Group.objects.get(name=Role.REGISTRAR).pk]})
    assert User.objects.get(pk=officer.pk).roles == {Role.REGISTRAR}
    entry = AuditEntry.objects.get(verb="roles.set")
    assert (entry.actor, entry.after["roles"]) == (admin, ["registrar"])


def test_people_are_listed_and_found(desk, learner):
    page = desk.get("/cms/users/?q=learner").content.decode()
    assert learner.email in page


def test_a_proposed_organisation_is_found_and_approved(desk, town):
    proposed = Organisation.objects.create(name_th="เทศบาลใหม่", kind="TOWN", province=town.province, state="proposed")
    page = desk.get("/cms/snippets/accounts/organisation/?state=proposed").content.decode()
    assert "เทศบาลใหม่" in page and town.name_th not in page
    data = {"state": "listed", "name_th": "เทศบาลใหม่", "kind": "TOWN", "province": "93"}
    desk.post(f"/cms/snippets/accounts/organisation/edit/{proposed.pk}/", data)
    proposed.refresh_from_db()
    assert proposed.state == "listed"


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_of_organisations_costs_no_more_queries(desk, town, rows, django_assert_max_num_queries):
    for number in range(rows):
        Organisation.objects.create(name_th=f"เทศบาล {number}", kind="TOWN", province=town.province)
    desk.get("/cms/snippets/accounts/organisation/")
    with django_assert_max_num_queries(30):
        desk.get("/cms/snippets/accounts/organisation/")


@pytest.mark.parametrize("model", ["province", "auditentry"])
def test_provinces_and_the_trail_are_read_only_even_for_admins(model, desk, learner):
    kept = AuditEntry.append(actor=None, verb="test.done", target=learner)
    pk = "10" if model == "province" else kept.pk
    start = f"/cms/snippets/accounts/{model}/"
    assert desk.get(start).status_code == 200
    assert desk.get(f"{start}inspect/{pk}/").status_code == 200
    for path in (f"{start}add/", f"{start}edit/{pk}/", f"{start}delete/{pk}/"):
        assert desk.get(path).status_code in (302, 403, 404)
        assert desk.post(path, {"name_th": "เปลี่ยน", "verb": "เปลี่ยน"}).status_code in (302, 403, 404)
    assert Province.objects.get(pk="10").name_th == "กรุงเทพมหานคร"
    assert AuditEntry.objects.get(pk=kept.pk).verb == "test.done"


def test_the_trail_is_not_for_editors(provinces, editor, as_user):
    response = as_user(editor).get("/cms/snippets/accounts/auditentry/")
    assert response.status_code in (302, 403)


def test_reference_data_may_be_loaded_again(provinces):
    call_command("load_reference")
    assert Province.objects.count() == 77
    assert set(Role.values) <= set(Group.objects.values_list("name", flat=True))
