"""What is kept of a person: to take away, or to be forgotten without a trace of name or address."""

import json

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from jopoi_workbench.project import worked_example
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import Member, Person, Role
from jopoi_workbench.shell.services.personal import LastAdministratorError, everything_about, forget_person
from tests.workbench.conftest import AT, PASSWORD, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
TEXTS = (models.CharField, models.TextField, models.JSONField)


def rows_that_hold(*words):
    """Every table and column in which one of the words stands."""
    found = []
    for model in apps.get_models():
        columns = [field.name for field in model._meta.fields if isinstance(field, TEXTS)]
        for row in model._default_manager.values(*columns) if columns else []:
            found += [
                f"{model._meta.label}.{name}: {value}"
                for name, value in row.items()
                if any(
                    word.lower() in json.dumps(value, default=str, ensure_ascii=False).lower()
                    for word in words
                )
            ]
    return found


def test_everything_is_in_the_file_and_no_secret(ana, analyst, challenge):
    answer = ana.get(reverse("take-my-data"))
    told = json.loads(answer.content)
    assert told["person"]["e-mail"] == analyst.person.email
    assert told["memberships"][0]["roles"] == [Role.ANALYST]
    assert {"kind": "challenge", "number": challenge.pk, "as": "created_by"} in told["part in"]
    assert [entry["what"] for entry in told["done"]] == ["challenge.opened"]
    assert analyst.person.password not in answer.content.decode()


def test_the_file_asks_little_and_names_every_part_in_the_order_of_its_table(django_assert_max_num_queries):
    members = [member.pk for member in worked_example.load(AT).lab.members.all()]
    fields = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is Member
        and not getattr(model, "personal", False)
        and model._meta.model_name != "auditentry"
    ]
    for member in Member.objects.filter(pk__in=members).select_related("person"):
        with django_assert_max_num_queries(16):
            told = everything_about(member.person)
        assert told["part in"] == [
            {"kind": model._meta.model_name, "number": row.pk, "as": field.name}
            for model, field in fields
            for row in model._default_manager.filter(**{field.name: member})
        ]


@pytest.mark.parametrize("name", sorted(set(worked_example.PEOPLE) - {"Adela Giménez"}))
def test_nobody_finds_a_forgotten_person_again(name):
    """Held against the whole worked example: every register there is, filled."""
    lab = worked_example.load(AT).lab
    email = worked_example.PEOPLE[name][0]
    forget_person(person=Person.objects.get(email=email), at=AT)
    assert rows_that_hold(name, email) == []
    assert list(broken_links(lab)) == []


def test_a_forgotten_person_is_signed_out_and_stays_out(client, analyst):
    ana = signed_in(analyst)
    answer = ana.post(reverse("my-data"), {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("sign-in")
    assert ana.get(reverse("home")).status_code == 302
    signing = {"username": analyst.person.email, "password": PASSWORD}
    assert client.post(reverse("sign-in"), signing).status_code == 200
    assert not fresh(analyst).active


def test_it_takes_the_password(ana, analyst):
    assert ana.post(reverse("my-data"), {"password": "guessed"}).status_code == 422
    assert fresh(analyst).active


def test_a_lab_is_not_left_without_an_administrator(lab):
    adela = member_in(lab, Role.ADMINISTRATOR, "Adela")
    with pytest.raises(LastAdministratorError):
        forget_person(person=adela.person, at=AT)
    page = signed_in(adela).post(reverse("my-data"), {"password": PASSWORD})
    assert page.status_code == 422
    assert "without an administrator" in page.content.decode()
    member_in(lab, Role.ADMINISTRATOR, "Another")
    forget_person(person=adela.person, at=AT)
    assert Member.objects.filter(lab=lab, active=True).count() == 1


def test_someone_without_a_lab_can_go_too(client):
    person = Person.objects.create_user("sola@example.org", PASSWORD, name="Sola")
    assert everything_about(person)["memberships"] == []
    forget_person(person=person, at=AT)
    assert rows_that_hold("sola@example.org") == []


def test_the_account_leads_to_what_comes_to_me_and_what_is_mine(ana, analyst):
    page = ana.get(reverse("me")).text
    for address in ("letters", "tokens", "my-data"):
        assert f'href="{reverse(address)}"' in page
        assert ana.get(reverse(address)).status_code == 200
    assert f'href="{reverse("letters")}#h-cal"' in page
    assert 'id="h-cal"' in ana.get(reverse("letters")).text
    Member.objects.update(active=False)
    alone = ana.get(reverse("me")).text  # in no lab there are no letters, days or tokens
    assert reverse("my-data") in alone
    assert reverse("letters") not in alone
