"""Where articles come from: the newspaper, and the section of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.named_model import NamedModel


class Source(NamedModel):
    """A newspaper or agency that articles were taken from."""

    class Meta(NamedModel.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def get_absolute_url(self) -> str:
        """Return the address of its articles."""
        return reverse("source", args=[self.slug])


class Section(NamedModel):
    """A section of a newspaper, such as sport."""

    class Meta(NamedModel.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_absolute_url(self) -> str:
        """Return the address of its articles."""
        return reverse("section", args=[self.slug])
