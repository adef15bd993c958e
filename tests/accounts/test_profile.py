"""The profile: names as certificates print them, the post, and the organisation by province and type."""

import pytest

from accounts.models import AuditEntry, Organisation, Province

HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --", "นาย\x00ก", "\u202eกลับ<b>", "ก" * 5000]


def errors(response):
    return set(response.context["form"].errors)


def options(client, **query):
    return client.get("/me/organisations/", query).content.decode()


def test_what_is_typed_is_kept_in_one_spelling(as_user, newcomer, profile_data):
    as_user(newcomer).post(
        "/me/",
        profile_data | {"first_name": "  นํ้าผึ้ง\u200b ", "last_name": "เเก้ว   ใส", "first_name_en": " Namphueng  "},
    )
    newcomer.refresh_from_db()
    assert (newcomer.first_name, newcomer.last_name, newcomer.first_name_en) == ("น้ำผึ้ง", "แก้ว ใส", "Namphueng")
    assert newcomer.name_sort_key


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ({"prefix": "พันเอก"}, "พันเอก น้ำผึ้ง ณ ตัวอย่าง"),
        ({"prefix": "หม่อมหลวง"}, "หม่อมหลวงน้ำผึ้ง ณ ตัวอย่าง"),
        ({"prefix": "other", "prefix_other": "คุณหญิง"}, "คุณหญิงน้ำผึ้ง ณ ตัวอย่าง"),
        ({"prefix": "other", "prefix_other": "พลตำรวจเอก"}, "พลตำรวจเอก น้ำผึ้ง ณ ตัวอย่าง"),
        ({"prefix": "other", "prefix_other": "ผศ."}, "ผู้ช่วยศาสตราจารย์ น้ำผึ้ง ณ ตัวอย่าง"),
    ],
)
def test_the_title_is_printed_in_full_and_joined_by_the_rule(typed, printed, as_user, newcomer, profile_data):
    client = as_user(newcomer)
    assert printed in client.post("/me/name/", profile_data | typed).content.decode()
    client.post("/me/", profile_data | typed)
    newcomer.refresh_from_db()
    assert newcomer.name_th == printed
    assert printed in client.get("/me/").content.decode()


def test_the_english_title_follows_the_thai_one_unless_written(as_user, newcomer, profile_data):
    client = as_user(newcomer)
    client.post("/me/", profile_data)
    again = client.get("/me/").context["form"]
    assert again["prefix_en"].value() == ""
    client.post("/me/", profile_data | {"prefix": "รองศาสตราจารย์"})
    newcomer.refresh_from_db()
    assert newcomer.prefix_en == "Assoc. Prof."
    client.post("/me/", profile_data | {"prefix_en": "Ms."})
    newcomer.refresh_from_db()
    assert newcomer.name_en == "Ms. Namphueng Na Tuayang"


def test_a_name_in_latin_letters_that_a_registrar_accepted_stays_until_its_owner_changes_it(
    as_user, newcomer, profile_data
):
    client, latin = as_user(newcomer), {"first_name": "Ayrton", "last_name": "Example"}
    assert errors(client.post("/me/", profile_data | latin)) == {"first_name", "last_name"}
    newcomer.first_name, newcomer.last_name = latin.values()
    newcomer.save()
    client.post("/me/", profile_data | latin | {"position": "other", "position_text": "นักวางแผน"})
    newcomer.refresh_from_db()
    assert (newcomer.first_name, newcomer.position_text) == ("Ayrton", "นักวางแผน")
    assert errors(client.post("/me/", profile_data | latin | {"first_name": "Alain"})) == {"first_name"}


@pytest.mark.parametrize("title", ["ดร.", "ดร", "พล.ต.อ.", ""])
def test_an_abbreviated_title_is_refused_beside_its_field(title, as_user, newcomer, profile_data):
    response = as_user(newcomer).post("/me/", profile_data | {"prefix": "other", "prefix_other": title})
    assert errors(response) == {"prefix_other"}


def test_a_half_filled_form_already_shows_a_name(as_user, newcomer):
    page = as_user(newcomer).post("/me/name/", {"prefix": "นาย", "first_name": "ตัวอย่าง"}).content.decode()
    assert "นายตัวอย่าง" in page


@pytest.mark.parametrize("name", ["first_name", "last_name", "first_name_en", "position", "province", "kind"])
def test_what_a_certificate_needs_cannot_stay_empty(name, as_user, newcomer, profile_data):
    response = as_user(newcomer).post("/me/", profile_data | {name: ""})
    assert name in errors(response)
    newcomer.refresh_from_db()
    assert newcomer.first_name == ""


def test_latin_letters_are_no_thai_name_and_the_other_way_round(as_user, newcomer, profile_data):
    response = as_user(newcomer).post("/me/", profile_data | {"first_name": "Somchai", "last_name_en": "ตัวอย่าง"})
    assert errors(response) == {"first_name", "last_name_en"}
    page = response.content.decode()
    assert 'value="Somchai"' in page and 'value="Namphueng"' in page
    assert 'id="id_first_name_error"' in page


def test_another_position_must_be_said_in_words(as_user, newcomer, profile_data):
    response = as_user(newcomer).post("/me/", profile_data | {"position": "other", "position_text": ""})
    assert errors(response) == {"position_text"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "field", ["prefix_other", "first_name", "position_text", "organisation_new", "province", "kind"]
)
def test_hostile_input_is_refused_and_shown_escaped(field, text, as_user, newcomer, profile_data):
    client = as_user(newcomer)
    for path in ("/me/", "/me/name/"):
        response = client.post(path, profile_data | {"prefix": "other", field: text})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        assert "<b>" not in response.content.decode().replace("<b>รัชภูมิ", "").replace("<b>Ratchaphum", "")
    assert client.get("/me/organisations/", {"province": text, "kind": text}).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.first_name == ""


def test_the_list_follows_province_and_type(as_user, newcomer, town):
    client = as_user(newcomer)
    other = Organisation.objects.create(
        name_th="เทศบาลเมืองปิดแล้ว", kind="TOWN", province=town.province, valid_to="2020-01-01"
    )
    assert town.name_th in options(client, province="93", kind="TOWN")
    assert other.name_th not in options(client, province="93", kind="TOWN")
    assert '<option value="">' in options(client, province="10", kind="TOWN")
    assert town.name_th not in options(client, province="10", kind="TOWN")
    assert town.name_th not in options(client, province="93", kind="SAO")


def test_without_scripts_a_button_shows_the_list_and_nothing_typed_is_lost(as_user, newcomer, profile_data, town):
    data = profile_data | {"organisation": "", "list": "1", "last_name": "ยังไม่ครบ", "first_name": ""}
    response = as_user(newcomer).post("/me/", data)
    page = response.content.decode()
    assert town.name_th in page
    assert 'value="ยังไม่ครบ"' in page
    assert "field--bad" not in page
    newcomer.refresh_from_db()
    assert newcomer.last_name == ""


def test_an_organisation_of_another_province_is_refused(as_user, newcomer, profile_data):
    response = as_user(newcomer).post("/me/", profile_data | {"province": "10"})
    assert errors(response) == {"organisation"}


def test_one_that_is_not_in_the_list_is_proposed_and_can_be_used_at_once(as_user, newcomer, learner, profile_data):
    data = profile_data | {"organisation": "", "organisation_new": "เทศบาลตำบล  ใหม่"}
    for user in (newcomer, learner):
        as_user(user).post("/me/", data)
        user.refresh_from_db()
    proposed = Organisation.objects.get(name_th="เทศบาลตำบล ใหม่")
    assert proposed.state == "proposed"
    assert newcomer.organisation == learner.organisation == proposed
    assert proposed not in Organisation.objects.current()
    page = as_user(newcomer).get("/me/").content.decode()
    assert f'<option value="{proposed.pk}" selected>' in page


def test_a_name_that_stands_in_the_list_is_not_proposed_again(as_user, newcomer, profile_data, town):
    as_user(newcomer).post("/me/", profile_data | {"organisation": "", "organisation_new": town.name_th})
    newcomer.refresh_from_db()
    assert newcomer.organisation == town
    assert Organisation.objects.count() == 1


def test_the_trail_names_the_fields_and_copies_no_values(as_user, newcomer, profile_data):
    client = as_user(newcomer)
    client.post("/me/", profile_data)
    client.post("/me/", profile_data)
    client.post("/me/", profile_data | {"last_name": "เปลี่ยนแล้ว"})
    entries = AuditEntry.objects.filter(verb="profile.saved").order_by("pk")
    assert [entry.after["fields"] for entry in entries][1:] == [["last_name"]]
    assert entries[0].before == {}
    assert "น้ำผึ้ง" not in str(entries[0].after)


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_long_list_costs_no_more_queries(rows, as_user, newcomer, town, profile_data, django_assert_num_queries):
    for number in range(rows):
        Organisation.objects.create(
            name_th=f"เทศบาลเมือง {number}", kind="TOWN", province=Province.objects.get(code="93")
        )
    client = as_user(newcomer)
    client.post("/me/", profile_data)
    client.get("/me/")  # reads the message that the profile was saved
    with django_assert_num_queries(6):
        client.get("/me/")
