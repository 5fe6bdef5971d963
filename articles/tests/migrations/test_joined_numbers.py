"""Saved searches keep the numbers of a facet in one parameter of their addresses."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from articles.models import SavedSearch

search_match_index = import_module("articles.migrations.0050_search_match_index")


def test_the_numbers_of_a_facet_are_joined_in_addresses_of_saved_searches(db: None) -> None:
    owner = User.objects.create_user("toà-soạn")
    olds = ["q=lũ+quét&place=2&author=Lê+Nam&place=-7&author=Vân", "place=1&place=3", "place=1.3", "q=lũ"]
    for number, address in enumerate(olds):
        SavedSearch.objects.create(owner=owner, name="lũ", address=address, feed_token=str(number))
    search_match_index.join_numbers(apps, connection.schema_editor())
    kept = list(SavedSearch.objects.order_by("pk").values_list("address", flat=True))
    assert kept == ["q=lũ+quét&place=2.-7&author=Lê+Nam&author=Vân", *olds[1:]]
