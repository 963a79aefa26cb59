"""What the run modes share: a world to walk in."""

from tests.journeys.conftest import walk

__all__ = ["walk"]
