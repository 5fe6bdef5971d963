"""Haystack indexes of models that every Django project has, and a few rows of them."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import Group, User
from haystack import connections, indexes
from haystack.utils.loading import UnifiedIndex


class UserIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="first_name")
    title = indexes.CharField(model_attr="last_name")
    name = indexes.CharField(model_attr="username", faceted=True)
    joined = indexes.DateTimeField(model_attr="date_joined")
    day = indexes.DateField()
    level = indexes.IntegerField(null=True)
    is_staff = indexes.BooleanField(model_attr="is_staff")
    groups = indexes.MultiValueField(faceted=True)
    address = indexes.CharField(model_attr="email", indexed=False)

    def get_model(self) -> type[User]:
        return User

    def prepare_day(self, user: User) -> date:
        return user.date_joined.date()

    def prepare_level(self, user: User) -> int | None:
        return len(user.username) if user.is_staff else None

    def prepare_groups(self, user: User) -> list[str]:
        return [group.name for group in user.groups.all()]


class GroupIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="name")
    groups = indexes.MultiValueField(faceted=True)

    def get_model(self) -> type[Group]:
        return Group

    def prepare_groups(self, group: Group) -> list[str]:
        return [group.name]


def use_indexes(*used: Any) -> None:
    """Have the connection of this thread use these Haystack indexes, and no others."""
    unified = UnifiedIndex()
    unified.build(indexes=list(used))
    connections["default"]._index = unified


def create_people() -> None:
    """Create three users and two groups. Groups that a project's migrations make are deleted before."""
    Group.objects.all().delete()
    editors, poets = (Group.objects.create(name=name) for name in ("Biên tập, trưởng", "Nhà thơ"))
    for name, title, text, joined, groups in (
        ("an", "Tàu hỏa", "Đường sắt mới qua cầu cũ bên sông.", datetime(2024, 6, 14, tzinfo=UTC), [poets]),
        (
            "binh",
            "Tàu thủy",
            "Cảng mới bên sông mùa đông, đường dài.",
            datetime(2024, 6, 15, tzinfo=UTC),
            [editors, poets],
        ),
        ("chi", "Xe buýt", "Đường phố ngoại thành.", datetime(2023, 1, 1, tzinfo=UTC), []),
    ):
        user = User.objects.create(
            username=name,
            last_name=title,
            first_name=text,
            email=f"{name}@bao.vn",
            is_staff=name == "an",
            date_joined=joined,
        )
        user.groups.set(groups)
