"""What the operator can most likely do about a source that is ill, in the languages in which he is told."""

from collections.abc import Callable, Mapping
from typing import Literal

from monitor.model import Source, SourceState

Language = Literal["id", "en"]


def remedy(source: Source, language: Language = "en") -> str:
    """In one sentence; "" for a source that shows no sign."""
    sign, detail = source.health.sign, source.health.detail
    if source.state is SourceState.GONE:
        sign = "gone"
    if not sign:
        return ""
    look = _LOOK[language].format(site=_site(source.url))
    known = (advice for recognise, advice in _REMEDIES if recognise(sign, detail.lower()))
    advice = next(known, _OTHERWISE)[language]
    return advice.format(look=look, id=source.id, url=source.url, to=source.moved_to or detail)


def _site(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/')[0]}/"


def _any(*words: str) -> Callable[[str, str], bool]:
    """Recognise an illness by its sign or by words of its detail."""
    return lambda sign, detail: sign in words or any(f" {word}" in f" {detail}" for word in words if " " in word)


_LOOK: Mapping[Language, str] = {
    "en": "`ronda sources discover {site}` looks for its successor",
    "id": "`ronda sources discover {site}` mencari penggantinya",
}
_OTHERWISE: Mapping[Language, str] = {
    "en": "`ronda sources try {url}` shows what it answers; {look}.",
    "id": "`ronda sources try {url}` menunjukkan jawabannya; {look}.",
}
_REMEDIES: tuple[tuple[Callable[[str, str], bool], Mapping[Language, str]], ...] = (
    (
        _any("gone"),
        {
            "en": "The publisher has taken it down (410) and it is polled no more: `ronda sources remove {id}`; {look}.",
            "id": "Penerbit sudah menghapusnya (410) dan Ronda tidak memeriksanya lagi: `ronda sources remove {id}`; {look}.",
        },
    ),
    (
        _any("moved"),
        {
            "en": "Write its new address {to} where the old one stands (ronda.toml or seeds/); Ronda follows it meanwhile.",
            "id": "Ganti alamat lamanya (ronda.toml atau seeds/) dengan {to}; sementara itu Ronda mengikutinya.",
        },
    ),
    (
        _any("http-401", "http-403", "http-451", "a challenge", "a captcha", "a refusal"),
        {
            "en": "The publisher turns programs away: set network.contact, poll it less often (interval), ask the publisher, or "
            "poll another of his sources; {look}.",
            "id": "Penerbit menolak program: isi network.contact, periksa lebih jarang (interval), minta izin penerbit, atau pakai "
            "sumber lain miliknya; {look}.",
        },
    ),
    (
        _any("a login"),
        {
            "en": "It wants a login: poll another source of this publisher; {look}.",
            "id": "Sumber ini meminta login: pakai sumber lain dari penerbit ini; {look}.",
        },
    ),
    (
        _any("robots", "robots-unreachable"),
        {
            "en": "Its robots.txt keeps Ronda out, or cannot be read: poll a feed of this publisher instead; {look}.",
            "id": "robots.txt-nya melarang Ronda, atau tidak terbaca: pakai feed penerbit ini sebagai gantinya; {look}.",
        },
    ),
    (
        _any("http-404", "a page that says it is not there"),
        {
            "en": "It is not there any more: {look}, then name that instead.",
            "id": "Sumber ini sudah tidak ada: {look}, lalu pakai yang ditemukan.",
        },
    ),
    (
        _any("http-429"),
        {
            "en": "It finds us too frequent: give it a longer interval in its [[source]] table.",
            "id": "Kita dianggap terlalu sering: beri interval yang lebih panjang di tabel [[source]]-nya.",
        },
    ),
    (
        _any("dns"),
        {
            "en": "Its name is not found: see whether the publisher has a new domain, or this machine no DNS; {look}.",
            "id": "Namanya tidak ditemukan: periksa apakah penerbit berganti domain, atau DNS mesin ini bermasalah; {look}.",
        },
    ),
    (
        _any("tls"),
        {
            "en": "Its certificate is not trusted: usually the publisher's to renew; see that this machine's clock is right.",
            "id": "Sertifikatnya tidak dipercaya: biasanya penerbit yang harus memperbaruinya; pastikan jam mesin ini benar.",
        },
    ),
    (
        _any("blocked-address", "bad-address", "downgrade"),
        {
            "en": "Its address may not be polled: correct it, or name its network under network.allow_addresses if it is yours.",
            "id": "Alamatnya tidak boleh diperiksa: betulkan, atau sebut jaringannya di network.allow_addresses kalau milik Anda.",
        },
    ),
    (
        _any("too-large"),
        {
            "en": "It is larger than network.max_body: raise that, or poll a smaller source of this publisher.",
            "id": "Ukurannya melebihi network.max_body: naikkan batas itu, atau pakai sumber yang lebih kecil dari penerbit ini.",
        },
    ),
    (
        _any("no-articles", "thin", "nothing"),
        {
            "en": "Its markup has probably changed: `ronda sources try {url}` shows what is found; then correct the selectors in "
            "seeds/, or poll another source; {look}.",
            "id": "Susunan halamannya mungkin berubah: `ronda sources try {url}` menunjukkan apa yang ditemukan; lalu betulkan "
            "selektor di seeds/, atau pakai sumber lain; {look}.",
        },
    ),
    (
        _any("frozen"),
        {
            "en": "It answers, but has stopped bringing news: see whether the publisher still publishes, and elsewhere; {look}.",
            "id": "Sumber ini menjawab, tetapi tanpa berita baru: periksa apakah penerbit masih terbit atau pindah; {look}.",
        },
    ),
    (
        lambda sign, _: sign in ("timeout", "connection", "cut-short", "bad-reply") or sign.startswith("http-5"),
        {
            "en": "The publisher's server is in trouble; if many sources show this, it is this machine's network. Ronda goes on "
            "trying.",
            "id": "Server penerbit bermasalah; kalau banyak sumber begini, jaringan mesin inilah sebabnya. Ronda terus mencoba.",
        },
    ),
    (
        _any("crashed", "ended-ronda"),
        {
            "en": "Ronda stumbled over what it answers: the log has the details (event=step-crashed); please report it.",
            "id": "Ronda tersandung jawabannya: rinciannya ada di log (event=step-crashed); mohon dilaporkan.",
        },
    ),
)
