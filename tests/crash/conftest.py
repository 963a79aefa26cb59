"""What crashes share: a world to walk in."""

from tests.journeys.conftest import walk
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url", "walk"]
