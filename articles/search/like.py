"""SQL's LIKE as a lookup of Django, which has none: `name__like="%h_ n_i%"`."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@CharField.register_lookup
class Like(Lookup[str]):
    """Matches texts of a pattern ("%" any letters, "_" one), in capitals or not as far as ASCII goes."""

    lookup_name = "like"
    operator = "LIKE"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """Write the comparison."""
        left, left_parameters = self.process_lhs(compiler, connection)
        right, right_parameters = self.process_rhs(compiler, connection)
        return f"{left} {self.operator} {right}", (*left_parameters, *right_parameters)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """Write it with ILIKE, since PostgreSQL's LIKE tells capitals from small letters."""
        self.operator = "ILIKE"
        return self.as_sql(compiler, connection)
