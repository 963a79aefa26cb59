"""Credit lines in the shapes that the press writes them, true ones and those that only look it."""

import random
from dataclasses import dataclass, replace

from tests.bench.copies.prose import Text


@dataclass(frozen=True)
class Outlet:
    name: str  # as the stream names it
    host: str
    spellings: tuple[str, ...] = ()  # as credits name it


def _outlets(text: str) -> tuple[Outlet, ...]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return tuple(
        Outlet(name.strip(), host.strip(), tuple(s.strip() for s in spellings.split("/")))
        for name, host, spellings in rows
    )


CREDITED = _outlets("""
Kontan|nasional.kontan.co.id|Kontan/KONTAN/Kontan.co.id/KONTAN.CO.ID/Harian KONTAN
Kompas.com|nasional.kompas.com|Kompas.com/KOMPAS.com/Kompas
Tribunnews|www.tribunnews.com|Tribunnews.com/TRIBUNNEWS.COM/Tribunnews
Tribun Jogja|jogja.tribunnews.com|TribunJogja.com/Tribun Jogja/tribunjogja.com
Tribun Jabar|jabar.tribunnews.com|TribunJabar.id/Tribun Jabar
Sosok.ID|sosok.grid.id|Sosok.ID/Sosok.id/Sosok
GridHot.ID|hot.grid.id|GridHot.ID/Gridhot.ID
Pikiran Rakyat|www.pikiran-rakyat.com|Pikiran-Rakyat.com/Pikiran Rakyat/PIKIRAN RAKYAT
AyoBandung|www.ayobandung.com|AyoBandung.com/Ayobandung.com/Ayo Bandung
detikcom|news.detik.com|detikcom/Detik.com/detik.com
CNN Indonesia|www.cnnindonesia.com|CNN Indonesia/CNNIndonesia.com/CNN INDONESIA
Liputan6|www.liputan6.com|Liputan6.com/Liputan6/Liputan 6
Tempo|nasional.tempo.co|Tempo.co/TEMPO.CO/Tempo
Antara|www.antaranews.com|ANTARA/Antara/Antaranews.com/ANTARA News
Republika|news.republika.co.id|Republika.co.id/Republika/REPUBLIKA.CO.ID
JPNN|www.jpnn.com|JPNN.com/JPNN/jpnn.com
Suara.com|www.suara.com|Suara.com/SUARA.com
Okezone|nasional.okezone.com|Okezone.com/Okezone/okezone
Warta Kota|wartakota.tribunnews.com|WartaKotalive.com/Warta Kota/Wartakotalive.com
Serambinews|aceh.tribunnews.com|Serambinews.com/SerambiNews.com
Bangka Pos|bangka.tribunnews.com|BangkaPos.com/Bangka Pos/bangkapos.com
Solopos|www.solopos.com|Solopos.com/SOLOPOS.COM/Solopos
Kabar Pesisir|kabarpesisir.id|Kabar Pesisir/kabarpesisir.id/KabarPesisir.id
Lintas Lereng|www.lintaslereng.com|LintasLereng.com/Lintas Lereng
""")
OTHERS = _outlets("""
Fajar|fajar.co.id|Fajar
Merdeka|www.merdeka.com|Merdeka
Jawa Pos|www.jawapos.com|Jawa Pos
RMOL|rmol.id|RMOL
Bisnis|www.bisnis.com|Bisnis
Viva|www.viva.co.id|VIVA
Poskota|poskota.co.id|Poskota
Harian Jogja|www.harianjogja.com|Harian Jogja
Grid.ID|www.grid.id|Grid.ID
Tribun Bali|bali.tribunnews.com|Tribun-Bali.com
Tribun Timur|makassar.tribunnews.com|Tribun-Timur.com
Medcom|www.medcom.id|Medcom
Warta Muara|wartamuara.id|Warta Muara
Suara Lereng|suaralereng.com|Suara Lereng
Cakra Nusantara|www.cakranusantara.co.id|Cakra Nusantara
""")

FEET: dict[str, tuple[str, ...]] = {
    "plain": ('Artikel ini telah tayang di {p} dengan judul "{t}"',),
    "no quotation marks": ("Artikel ini telah tayang di {p} dengan judul {t}",),
    "curly": ("Artikel ini pernah tayang di {p} dengan judul “{t}”.",),
    "single": ("Berita ini sudah tayang di {p} dengan judul '{t}'",),
    "link after": ('Artikel ini telah tayang di {p} dengan judul "{t}", Klik untuk baca: {u}',),
    "link on its own line": ('Artikel ini telah tayang di {p} dengan judul "{t}",', "Klik untuk baca: {u}."),
    "editor after": ('Artikel ini telah tayang di {p} dengan judul "{t}"', "Editor: Ratih Baskoro"),
    "author glued on": ('Artikel ini telah tayang di {p} dengan judul "{t}". Penulis: Bagas Lubis | Editor: Ratih Baskoro',),
    "not the last line": ('Artikel ini telah tayang di {p} dengan judul "{t}"', "Baca Juga: Kabar Lain dari Daerah", "Ikuti saluran kami.", "(*)"),
    "headline on the next line": ("Artikel ini telah tayang di {p} dengan judul", '"{t}"'),
    "labels": ("Artikel ini telah tayang di {p}", "Judul: {t}", "Link: {u}"),
    "brackets": ("(Artikel ini telah dipublikasikan di {p}, dengan judul “{t}”)",),
    "stars": ("*) Artikel ini sudah terbit di {p} berjudul '{t}' dan dimuat ulang atas izin redaksi.",),
    "first aired": ("Artikel ini pertama kali tayang di {p} dengan judul: {t}",),
    "with its day": ('Berita ini pernah terbit di {p} pada Rabu (4/3/2026) dengan judul "{t}"',),
    "day after": ('Berita ini pernah terbit di {p} dengan judul "{t}" pada 4/3/2026',),
    "page of": ('Tulisan ini telah dimuat di laman {p} dengan tajuk "{t}"',),
    "signed": ('Artikel ini telah tayang di {p} dengan judul "{t}" (rat/bag)',),
    "before": ('Artikel ini sebelumnya telah ditayangkan di {p} dengan judul "{t}".',),
    "part": ('Sebagian artikel ini telah tayang di {p} dengan judul "{t}"',),
    "promotion after": ('Artikel ini telah tayang di {p} dengan judul "{t}". Download aplikasi kami untuk akses lebih cepat: https://unduh.example/app',),
    "taken from": ('Artikel ini disadur dari {p} dengan judul "{t}"',),
    "english": ('This article was first published in {p} with the title "{t}"',),
    "quoted from": ('Dikutip dari artikel {p} berjudul "{t}"',),
    "source and headline": ("Sumber: {p} dengan judul “{t}”",),
}  # fmt: skip
ONLY_A_LINK: dict[str, tuple[str, ...]] = {
    "click to read": ("Artikel ini telah tayang di {p}. Klik untuk baca: {u}",),
    "original at": ("Baca artikel asli di {p}: {u}",),
}


def headline_as_credited(title: str, outlet: Outlet, how: str) -> str:
    """A headline as copies write it down."""
    cut = title.rsplit(" ", 2)[0]
    ways = {
        "as it is": title,
        "capitals": title.upper(),
        "lower": title.lower(),
        "outlet behind": f"{title} - {outlet.spellings[0]}",
        "bar behind": f"{title} | {outlet.spellings[-1]}",
        "page all": f"{title} Halaman all",
        "dots": f"{cut}...",
        "ellipsis": f"{cut} …",
        "full stop": f"{title}.",
        "no comma": title.replace(",", ""),
    }
    return ways[how]


HEADLINES = (
    "as it is",
    "capitals",
    "lower",
    "outlet behind",
    "bar behind",
    "page all",
    "dots",
    "ellipsis",
    "full stop",
    "no comma",
)


def footed(text: Text, form: tuple[str, ...], publisher: str, title: str, url: str) -> Text:
    return replace(text, paragraphs=(*text.paragraphs, *(line.format(p=publisher, t=title, u=url) for line in form)))


def lying(text: Text, how: str, publisher: str, title: str, url: str, others: tuple[tuple[str, str], ...]) -> Text:
    """A text that mentions an article without being its copy. `others`: (publisher, headline) of two more articles."""
    half = len(text.paragraphs) // 2
    prose = {
        "a quotation of such a line": f'Pengunggah menulis, "Artikel ini telah tayang di {publisher} dengan judul {title}," tetapi redaksi membantahnya dan meminta unggahan itu dihapus.',
        "in passing": f"Kabar itu pernah dimuat di {publisher} dengan judul {title} dan menuai banyak tanggapan dari pembaca sepanjang pekan.",
        "dispute": f'Dalam sidang, saksi menunjukkan cetakan bertulis "Artikel ini telah tayang di {publisher} dengan judul {title}" kepada majelis hakim.',
    }
    feet = {
        "a photo credit": (f"Foto: {publisher}/{title}",),
        "source of the photo": (f"Sumber foto: {publisher} ({url})",),
        "read also": (f"Baca juga: {title}", url),
        "another headline": (f'Artikel ini telah tayang di {publisher} dengan judul "{others[0][1]} dan Sesudahnya"',),
        "several": tuple(
            f'Artikel ini telah tayang di {p} dengan judul "{t}"' for p, t in ((publisher, title), *others)
        ),
        "left over from another text": (f'Artikel ini telah tayang di {publisher} dengan judul "{title}"',),
        "where the facts are from": (f"Sumber: {url}",),
        "a film": (f'Film ini pernah tayang di {publisher} dengan judul "{title}" tahun lalu.',),
    }
    if how in prose:
        return replace(text, paragraphs=(*text.paragraphs[:half], prose[how], *text.paragraphs[half:]))
    return replace(text, paragraphs=(*text.paragraphs, *feet[how]))


LIES = (
    "a quotation of such a line", "in passing", "dispute", "a photo credit", "source of the photo", "read also",
    "another headline", "several", "left over from another text", "a film", "where the facts are from",
)  # fmt: skip


def any_outlet(chance: random.Random, apart_from: Outlet | None = None) -> Outlet:
    while True:
        outlet = chance.choice((*CREDITED, *OTHERS))
        if outlet != apart_from:
            return outlet
