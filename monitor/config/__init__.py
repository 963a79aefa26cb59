"""ronda.toml: found, read, checked as a whole, and frozen into one `Settings`."""

from monitor.config.loading import load_settings, read_settings
from monitor.config.settings import ChannelSettings, Secret, Settings, SourceSettings
from monitor.config.template import TEMPLATE, WATCHES_TEMPLATE

__all__ = [
    "TEMPLATE",
    "WATCHES_TEMPLATE",
    "ChannelSettings",
    "Secret",
    "Settings",
    "SourceSettings",
    "load_settings",
    "read_settings",
]
