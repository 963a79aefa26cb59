"""The demo: a newsroom on loopback, a mail sink, a Slack stand-in, and the script that runs the daemon against them."""
