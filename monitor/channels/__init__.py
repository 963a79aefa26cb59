"""The channels edge: hands a written message to people through email, Slack, a webhook, Apprise or the terminal."""

from collections.abc import Mapping

from monitor.channels.apprise_channel import APPRISE
from monitor.channels.base import FAILS_AS_A_WHOLE, NO_ANSWER, Channel, ChannelSpec, Key
from monitor.channels.console import CONSOLE
from monitor.channels.email import EMAIL
from monitor.channels.slack import SLACK
from monitor.channels.webhook import WEBHOOK

CHANNELS: Mapping[str, ChannelSpec] = {
    "email": EMAIL,
    "slack": SLACK,
    "webhook": WEBHOOK,
    "apprise": APPRISE,
    "console": CONSOLE,
}

__all__ = ["CHANNELS", "FAILS_AS_A_WHOLE", "NO_ANSWER", "Channel", "ChannelSpec", "Key"]
