"""Editors preview, make and undo decisions about entities; other users may only look."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Decision, Entity, MergeSuggestion
from articles.tests.making import Newsroom
from articles.tests.working import work


@pytest.fixture
def borell(newsroom: Newsroom) -> Entity:
    newsroom.article("Borrell tới Hà Nội", people=["Borrell"])
    newsroom.article("Borell tới Huế", people=["Borell"])
    newsroom.article("Borell về Huế", people=["Borell"])
    return Entity.objects.get(name="Borell")


def page_of(entity: Entity, kind: str) -> str:
    return reverse("admin:articles_entity_decide", args=[entity.pk, kind])


def test_what_will_change_is_shown_before_it_does(editor: Client, borell: Entity) -> None:
    response = editor.post(page_of(borell, "merge"), {"target": "Borrell"})
    assert response.context["articles"] == 2
    assert "“Borell” sẽ trở thành một tên của “Borrell”." in response.text
    assert not Decision.objects.exists()


def test_confirmed_it_is_done_and_told_in_the_history(editor: Client, borell: Entity) -> None:
    response = editor.post(page_of(borell, "merge"), {"target": "Borrell", "confirmed": "1"}, follow=True)
    borell.refresh_from_db()
    assert borell.merged_into == Entity.objects.get(name="Borrell")
    assert "“Borell” là một tên của “Borrell”" in response.text
    assert Decision.objects.get().made_by == User.objects.get(username="lan")


def test_it_is_undone_from_there(editor: Client, borell: Entity) -> None:
    editor.post(page_of(borell, "merge"), {"target": "Borrell", "confirmed": "1"})
    address = reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk])
    assert editor.get(address).context["articles"] == 2
    page = editor.post(address, follow=True).text
    borell.refresh_from_db()
    assert borell.merged_into is None
    assert "lan hoàn tác" in page


@pytest.mark.parametrize("written", ["{pk}", "/entity/{pk}/borrell/", "borrell", "Bổrrell"])
def test_the_other_one_is_given_by_number_address_or_name(editor: Client, borell: Entity, written: str) -> None:
    other = Entity.objects.get(name="Borrell")
    response = editor.post(page_of(borell, "merge"), {"target": written.format(pk=other.pk)})
    assert response.context["form"].cleaned_data["target"] == other


def test_where_several_may_be_meant_they_are_told(editor: Client, borell: Entity) -> None:
    response = editor.post(page_of(borell, "merge"), {"target": "bor"})
    assert "Borrell (nhân vật, 1)" in response.text


@pytest.mark.parametrize("target", ["Không Ai", str(10**30), "Borell"])
def test_what_makes_no_sense_is_told(editor: Client, borell: Entity, target: str) -> None:
    response = editor.post(page_of(borell, "merge"), {"target": target, "confirmed": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("rename", {"name": "Josep Borrell"}),
        ("retype", {"to_kind": "organization"}),
        ("hide", {}),
        ("alias", {"name": "Pepe"}),
        ("split", {"name": "Borell (2)", "form": "Borell"}),
    ],
)
def test_every_decision_has_its_form(editor: Client, borell: Entity, kind: str, given: dict[str, str]) -> None:
    assert editor.get(page_of(borell, kind)).status_code == 200
    assert "articles" in editor.post(page_of(borell, kind), given).context
    editor.post(page_of(borell, kind), given | {"confirmed": "1"})
    assert Decision.objects.get().kind == kind
    assert editor.get(reverse("admin:articles_entity_change", args=[borell.pk])).status_code == 200


def test_articles_to_split_off_are_chosen_from_those_that_name_it(editor: Client, borell: Entity) -> None:
    page = editor.get(page_of(borell, "split") + "?q=về").text
    assert "Borell về Huế" in page
    assert "Borell tới Huế" not in page
    article = borell.mentions.all()[0].article
    editor.post(page_of(borell, "split"), {"name": "Borell (2)", "articles": [article.pk], "confirmed": "1"})
    assert Entity.objects.get(name="Borell (2)").article_count == 1


def test_several_are_merged_from_the_list(editor: Client, borell: Entity) -> None:
    chosen = {"action": "merge", "_selected_action": list(Entity.objects.values_list("pk", flat=True))}
    address = reverse("admin:articles_entity_changelist")
    assert "Giữ tên nào?" in editor.post(address, chosen).text
    editor.post(address, chosen | {"into": borell.pk})
    borell.refresh_from_db()
    assert borell.article_count == 3


def test_an_unknown_decision_is_a_404(editor: Client, borell: Entity) -> None:
    assert editor.get(page_of(borell, "eat")).status_code == 404


def test_who_may_only_look_decides_nothing(client: Client, borell: Entity, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create_user("khách", is_staff=True))
    assert client.get(page_of(borell, "hide")).status_code == 403
    assert client.post(page_of(borell, "hide"), {"confirmed": "1"}).status_code == 403
    assert client.get(reverse("admin:articles_entity_change", args=[borell.pk])).status_code == 403


def test_suggestions_are_merged_or_told_apart(editor: Client, borell: Entity) -> None:
    address = reverse("admin:articles_mergesuggestion_changelist")
    editor.post(reverse("admin:articles_mergesuggestion_again"))
    work()
    suggestion = MergeSuggestion.objects.get()
    assert f"{page_of(suggestion.one, 'merge')}?target={suggestion.other.pk}" in editor.get(address).text
    editor.post(reverse("admin:articles_mergesuggestion_apart", args=[suggestion.pk]))
    assert "Không có gợi ý nào." in editor.get(address).text
    assert Decision.objects.get().kind == "distinct"
