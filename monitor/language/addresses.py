"""Canonical addresses: one article, one key, however it was linked. Keys are for comparing; fetch the address as given.

What is folded here is only what never tells two articles apart; a rule that may be wrong for one outlet is left out.
"""

import re
from urllib.parse import parse_qsl, urlsplit

import idna


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_IN_PATH = frozenset(_PLAIN + "/:@!$&'()*+,;=%")
_IN_QUERY = frozenset(_PLAIN + "/:@!$&'()*+,;=?%")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ABSOLUTE = re.compile(r"(?i)https?://")
_USUAL = re.compile(
    r"(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::([1-5]?\d{1,4}))?((?:/(?!\.)[A-Za-z0-9_.~-]+)*)/?", re.ASCII
)
_AMPERSAND_LEFT = re.compile(r"^(?:amp;)+")
_HOST = re.compile(r"[a-z0-9_.-]+|\[[0-9a-f:.]+\]")

_MOST_WRAPPERS = 8
_Parts = tuple[str, str, int | None, str, str, str]  # scheme, host, port unless default, path, query, fragment
_DEFAULT_PORTS = {"http": 80, "https": 443}
_VARIANT_LABELS = frozenset({"www", "m", "mobile", "wap", "amp"})
_REGISTRIES = _words("ac biz co com desa edu go gov mil my net or org ponpes sch web")  # co.id, go.id, com.my
_TRACKING_PREFIXES = (
    "utm_",
    "utm-",
    "mtm_",
    "pk_",
    "hsa_",
    "at_medium",
    "at_campaign",
    "_hs",
    "itm_",
    "intc_",
    "mc_source",
    "mc_medium",
)
_TRACKING = _words(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ttclid twclid igshid igsh li_fat_id mc_cid mc_eid _ga _gl "
    "cmpid ref ref_src ref_url referrer referer tag_from wtm_source wtm_medium wtm_campaign xtor ncid ito spm "
    "source_ref smid share_id shared_from from_rss campaign medium houseads tagfrom "
    "refsource intcmp icid intcid"
)
_VIEWS = frozenset(
    {
        ("page", "all"),
        ("page", "1"),
        ("halaman", "1"),
        ("halaman", "all"),
        ("showpage", "all"),
        ("single", "1"),
        ("amp", ""),
        ("amp", "1"),
        ("amp", "true"),
        ("isamp", "1"),
        ("mode", "amp"),
        ("view", "amp"),
        ("outputtype", "amp"),
        ("type", "amp"),
        ("m", "0"),
        ("m", "1"),
        ("mobile", "1"),
        ("device", "mobile"),
        ("source", "rss"),
        ("source", "feed"),
        ("share", "facebook"),
        ("share", "twitter"),
        ("share", "whatsapp"),
        ("share", "telegram"),
        ("share", "email"),
    }
)
_WRAPPERS = {  # host and path of redirecting pages that carry the true address in a parameter
    ("google.com", "/url"): ("url", "q"),
    ("google.co.id", "/url"): ("url", "q"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
}
_SAME_HOST = {"newssetup.kontan.co.id": "kontan.co.id"}  # the desk's own host, which leaks into credit lines
_KOMPAS, _DETIK = re.compile(r"read/"), re.compile(r"(?:[a-z-]+/)?d-\d+/")
_CHANNEL_IN_PATH = {  # amp.kompas.com/nasional/read/.. is nasional.kompas.com/read/..; what stands behind the channel there
    "amp.kompas.com": _KOMPAS, "www.kompas.com": _KOMPAS, "kompas.com": _KOMPAS, "m.detik.com": _DETIK,
}  # fmt: skip


def canonical(url: str) -> str:
    """Give the key of an address: absolute http(s) addresses of one article come out equal.

    Idempotent; never raises: what is no http(s) address comes back with its white space folded.
    """
    given = folded = " ".join(url.split())
    usual = _USUAL.fullmatch(folded)
    if usual and "amp" not in folded.lower():
        scheme, host, port, path = usual.groups()
        host, path = _plain_host(host, path or "/")
        if port and int(port) != _DEFAULT_PORTS[scheme]:
            return f"{scheme}://{host}:{int(port)}{path}"
        return f"https://{host}{path}"
    for _ in range(_MOST_WRAPPERS):
        parts = _split(folded)
        if parts is None:
            return folded
        scheme, host, port, path, query, fragment = parts
        host, path = _plain_host(host, path)
        whole, query = _plain_segments(path), _plain_query(query)
        path = "/" + "/".join(_without_amp(whole))
        inner = _unwrapped(host, whole, path, query)
        if not inner:
            tail = f"#{_escaped(fragment, _IN_QUERY)}" if fragment.startswith("!") else ""
            scheme = "https" if port is None else scheme
            return f"{scheme}://{_with_port(scheme, host, port)}{path}{'?' + query if query else ''}{tail}"
        folded = inner
    return given


def untracked(url: str) -> str:
    """Give the address as people are shown it: as it is, less the parameters that only count visitors."""
    head, mark, query = url.partition("?")
    query, hash_, fragment = query.partition("#")
    if not mark:
        return url
    kept = "&".join(pair for pair in query.split("&") if not _is_tracking(pair.partition("=")[0].lower()))
    return f"{head}{'?' if kept else ''}{kept}{hash_}{fragment}"


def host_of(url: str) -> str:
    """Give whose turn a request to this address is: lower-case name, `:port` unless default; "" for junk."""
    parts = _split(" ".join(url.split()))
    if parts is None:
        return ""
    scheme, host, port, _, _, _ = parts
    return _with_port(scheme, host, port)


def _split(url: str) -> _Parts | None:
    """Take an address apart: scheme, host in ASCII, port unless default, path, query, fragment; None for junk."""
    if url.startswith("//"):
        url = "https:" + url
    if not _ABSOLUTE.match(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if not host:
        return None
    return (
        parts.scheme,
        host,
        None if port == _DEFAULT_PORTS[parts.scheme] else port,
        parts.path,
        parts.query,
        parts.fragment,
    )


def _ascii_host(host: str) -> str:
    if ":" in host:
        host = f"[{host}]"
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    return host if _HOST.fullmatch(host) else ""


def _with_port(scheme: str, host: str, port: int | None) -> str:
    return host if port is None or port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"


def _unwrapped(host: str, whole: list[str], path: str, query: str) -> str:
    """Give the address inside a redirecting page's or an AMP cache's address, all parts plain; "" where it is none.

    `whole` are the segments of the path with those that AMP adds.
    """
    for name in _WRAPPERS.get((host, path), ()):
        for key, value in parse_qsl(query):
            if key == name and _ABSOLUTE.match(value) and _split(value):
                return " ".join(value.split())
    if host.startswith("google.") and whole[:1] == ["amp"]:
        rest = whole[1:]
    elif host.endswith(".cdn.ampproject.org"):
        rest = path.split("/")[2:]
    else:
        return ""
    if rest[:1] == ["s"]:
        del rest[0]
    inner = f"https://{'/'.join(rest)}{'?' + query if query else ''}"
    return inner if rest and "." in rest[0] and _split(inner) else ""


def _plain_host(host: str, path: str) -> tuple[str, str]:
    if host in _CHANNEL_IN_PATH:
        channel, _, rest = path.lstrip("/").partition("/")
        if _CHANNEL_IN_PATH[host].match(rest) and channel.isascii() and channel.isalpha():
            host, path = f"{channel.lower()}.{host.partition('.')[2]}", f"/{rest}"
    while True:
        host = _SAME_HOST.get(host, host)
        label, _, rest = host.partition(".")
        if label not in _VARIANT_LABELS or "." not in rest:
            return host, path
        if rest.count(".") == 1 and rest.partition(".")[0] in _REGISTRIES:
            return host, path
        host = rest


def _plain_segments(path: str) -> list[str]:
    segments: list[str] = []
    for segment in _escaped(path, _IN_PATH).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    return segments


def _without_amp(whole: list[str]) -> list[str]:
    segments = list(whole)
    while segments:
        last = segments[-1].lower()
        if last == "amp" or last in ("index.amp", "amp.html"):
            segments.pop()
        elif last.endswith(".amp") and last.strip(".") != "amp":
            segments[-1] = segments[-1][:-4]
        elif last.endswith(".amp.html"):
            segments[-1] = segments[-1][:-9] + ".html"
        elif segments[0].lower() == "amp":
            del segments[0]
        else:
            break
    return segments


def _plain_query(query: str) -> str:
    if not query:
        return ""
    kept = []
    for written in _escaped(query, _IN_QUERY).split("&"):
        pair = _AMPERSAND_LEFT.sub("", written)  # careless markup: "?a=1&amp;b=2" taken literally
        name, _, value = pair.partition("=")
        low = name.lower()
        if not name or _is_tracking(low) or (low, value.lower()) in _VIEWS:
            continue
        kept.append(pair)
    return "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0]))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _escaped(text: str, allowed: frozenset[str]) -> str:
    """Write percent-encoding one way: unreserved letters bare, the rest of UTF-8 as %XX in capitals (RFC 3986 6.2)."""
    if "%" in text:
        text = _ESCAPE.sub(_one_escape, _BARE_PERCENT.sub("%25", text))
    if allowed.issuperset(text):
        return text
    return "".join(c if c in allowed else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in text)


def _one_escape(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16))
    return letter if letter in _PLAIN else escape[0].upper()
