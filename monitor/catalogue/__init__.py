"""Reads and checks seeds/: which publishers there are, how their pages are read, and where their news is announced.

Polling, storing and the operator's own sources are for others. The format is explained in seeds/README.md.
"""

from monitor.catalogue.book import Catalogue, CatalogueSource, slug
from monitor.catalogue.checks import validate
from monitor.catalogue.files import load_catalogue
from monitor.catalogue.folder import seeds_folder
from monitor.catalogue.places import PROVINCES, ZONES

__all__ = [
    "PROVINCES",
    "ZONES",
    "Catalogue",
    "CatalogueSource",
    "load_catalogue",
    "seeds_folder",
    "slug",
    "validate",
]
