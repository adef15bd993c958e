"""Thai dictionary order in the database under one name on both: order_by(Collate("title", COLLATION).asc()).

PostgreSQL has th-x-icu in every build with ICU; SQLite is given the same order on each new connection. The order
itself, and why it is so, stands in home.thai.sorting.
"""

from django.db.backends.signals import connection_created

from home.thai.sorting import COLLATION, register_collation

__all__ = ["COLLATION", "connect"]


def connect():
    """Called once, from HomeConfig.ready()."""
    connection_created.connect(register_collation, dispatch_uid="home.search.collation")
