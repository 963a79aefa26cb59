"""The commented file that `ronda init` makes. Every key of the configuration stands here."""

TEMPLATE = """\
# Ronda. Every key has a default; a line that begins with "#" shows it, or an example.
# `ronda check` reads this file and says what is wrong with it; `ronda config show` says what is in force.
# Relative paths start from the folder of this file. Durations: "90s", "15m", "6h", "7d". Sizes: "15MB".

data_dir = "./ronda-data"            # SQLite lives here, unless:
# database = { env = "RONDA_DATABASE" }   # postgresql://user:password@host/name
language = "id"                      # of alerts and notices: id | en
timezone = "Asia/Jakarta"            # of alerts, digests and quiet hours
catalogue = []                       # publishers or groups to watch, e.g. ["kontan", "grid"]; "all"; [] for none
                                     # (`ronda sources list --catalogue` shows what there is)
watches = ["watches.toml"]           # files with [[watch]] and [entities.NAME] tables; they may stand in this file too
# words = ["words.toml"]             # your own titles, abbreviations, spellings of names, beside those of seeds/words/:
                                     # titles = "waketumnas", heads = "balairung", families = ["wibowo wiboewo"], ...

[polling]
# interval = "15m"                   # where a source's rhythm is not yet known
# min_interval = "5m"                # below 5m only for hosts of your own
# max_interval = "60m"
# host_gap = "1s"                    # between two requests to one host
# first_look = "0h"                  # first poll of a source: entries published within this are read and can alert;
                                     # older and undated ones are only recorded as known
# workers = 16

[network]
# contact = "https://example.org/ronda"   # goes into the User-Agent: who runs this Ronda
# timeout = "30s"                    # for a whole exchange, body included
# max_body = "15MB"                  # after decompression
# allow_addresses = []               # private networks that may be polled all the same, e.g. ["10.1.0.0/16"]
# proxy = ""                         # http(s)://host:port; used only when set here

[stories]
# window = "21d"                     # how far back a copy is recognised

[alerts]                             # for every watch that does not say otherwise
# quiet = ""                         # "22:00-06:00": messages wait until the morning; matching goes on
# breaks_quiet = "high"              # the severity that is told all the same: low | normal | high | never
# max_per_hour = 0                   # messages of one watch to one recipient; what is over follows as a digest; 0: no limit
# flood = 100                        # more stories than this waiting at once for one recipient leave as a digest
# templates = ""                     # a folder with your own alert.txt.j2, alert.html.j2, digest.txt.j2, ...

[log]
# level = "info"                     # debug | info | warning | error
# format = "auto"                    # auto | text | json | journal
# file = ""                          # JSON lines beside what is printed

# A source that the catalogue does not know, or that you want polled in another rhythm:
# [[source]]
# url = "https://rss.kontan.co.id/news/nasional"
# publisher = "kontan"               # optional: else from the catalogue by domain, else the host
# kind = "feed"                      # feed | sitemap | listing; found out when absent
# interval = "10m"                   # optional

# Where alerts go. A secret is never written into this file:
# { env = "NAME" }, { file = "path" } (chmod 600) or { credential = "name" } (systemd LoadCredential=).
[channels.terminal]
type = "console"                     # prints alerts beside the log: good for a first look

# [channels.redaksi]
# type = "slack"
# token = { env = "SLACK_TOKEN" }    # or webhook = { env = "SLACK_WEBHOOK" } for an incoming webhook (no threads)
# channel = "#redaksi"
# api_url = "https://slack.com/api/"

# [channels.pimpinan]
# type = "email"
# host = "smtp.example.org"
# port = 587
# security = "starttls"              # starttls | tls | none (none is for loopback only)
# username = "ronda"
# password = { credential = "smtp_password" }
# from = "Ronda <ronda@example.org>"
# to = ["pimpinan@example.org"]      # one mail each
# return_path = "pantul@example.org" # optional: where bounces go; else the address in from
# ca_file = "ca.pem"                 # optional: certificates to trust beside the system's (webhook, too)
# timeout = "30s"                    # optional, on every channel: of one answer, 60s at most

# [channels.telegram]
# type = "apprise"
# url = { env = "TELEGRAM_URL" }
# follow_ups = true                  # false: copies found later are not told here

# [channels.hook]
# type = "webhook"
# url = "https://example.org/hook"   # receives JSON, documented in webhook.schema.json
# secret = { env = "HOOK_SECRET" }   # optional: signs every message

# [operator]
# channels = ["pimpinan"]            # where Ronda speaks about itself: a silent source, a dead channel
"""

WATCHES_TEMPLATE = """\
# What Ronda listens for. `ronda watch check` reads this file; `ronda watch test` plays it over texts.
#
#   beras   "harga beras"            a word, a phrase; clitics allowed: berasnya, beras pun
#   a AND b   a OR b   a NOT b       AND binds tighter; brackets; capitals
#   a NEAR/5 b   a ONEAR/5 b         at most 5 words between, either order or this one
#   ATLEAST/3(a OR b)                so many mentions
#   title: body: publisher: section: before a word or a bracket
#   {AS}   =rumah                    these capitals; this form, without clitic
#   korup*   stem:bakar              beginnings; all that is built from a root
#   "Sandiaga Uno"~1                 one typing error
#   name:"Muhammad Nuh"              Mohammad, Moh., M. Nuh
#   /pasal [0-9]+/   @putin          an expression; an entity, as below

[entities.putin]
name = "Vladimir Putin"
aliases = ["Putin", "Presiden Rusia"]      # as good as the name
weak = ["Vladimir"]                        # counts only where a strong form stands in the same article
kind = "person"                            # person | organisation | place | other

[entities.opec]
name = "OPEC Plus"
aliases = ["OPEC", "OPEC+"]
kind = "organisation"

[[watch]]
name = "Putin-OPEC"
query = '@putin AND @opec AND NOT section:olahraga'
# channels = ["redaksi"]                   # absent: every channel; []: matches are kept, nobody is told
# severity = "normal"                      # low | normal | high: high breaks quiet hours
# copies = "thread"                        # thread | silent | alert: what becomes of copies found later
# every = "30m"                            # alerts are collected and leave together; or digest = "07:00", once a day
# max_per_hour = 10                        # what is over follows as a digest
# quiet = "22:00-06:00"                    # messages wait until the morning; breaks_quiet = "never" lets none through
# expires = 2026-12-31                     # the last day on which it tells anything new

[[watch]]
name = "Harga emas"
query = '"harga emas" AND (Antam OR Pegadaian)'
"""
