"""The channels edge: hands a written message to people through email, Slack, a webhook, Apprise or the terminal."""

from collections.abc import Mapping

from monitor.channels.apprise_channel import APPRISE
from monitor.channels.base import FAILS_AS_A_WHOLE, NO_ANSWER, Channel, ChannelSpec, Key
from monitor.channels.console import CONSOLE, ConsoleChannel
from monitor.channels.email import EMAIL
from monitor.channels.slack import SLACK
from monitor.channels.webhook import WEBHOOK, WebhookChannel

CHANNELS: Mapping[str, ChannelSpec] = {
    "email": EMAIL,
    "slack": SLACK,
    "webhook": WEBHOOK,
    "apprise": APPRISE,
    "console": CONSOLE,
}

MACHINES = (WebhookChannel, ConsoleChannel)
"""Channels that lead to programs, or to a terminal that nobody may be looking at."""

__all__ = ["CHANNELS", "FAILS_AS_A_WHOLE", "MACHINES", "NO_ANSWER", "Channel", "ChannelSpec", "Key"]
