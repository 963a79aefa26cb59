"""Articles in our own words for the tests of the stories room and of replay."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zlib import crc32

from monitor.model import Article, ArticleId, Credit, Publisher, PublisherId, StoryId
from monitor.stories import Earlier, prepare

NOON = datetime(2026, 3, 4, 5, tzinfo=UTC)

BRIDGE = (
    (
        "Jembatan gantung antara Desa Sukamulya dan Desa Karanganyar di Kabupaten Pandeglang akhirnya kembali "
        "dibuka untuk warga pada Rabu (4/3/2026) setelah 14 bulan ditutup karena lantai kayunya lapuk."
    ),
    (
        "Kepala Dinas Pekerjaan Umum Pandeglang, Hendra Wiguna, mengatakan perbaikan menelan biaya Rp 2,75 miliar dan "
        "memakai 318 lembar pelat baja ringan yang didatangkan dari Cilegon."
    ),
    (
        '"Kami mengganti seluruh lantai dan 24 kabel penyangga. Sekarang sepeda motor boleh lewat lagi, tetapi paling '
        'banyak 6 unit sekaligus," kata Hendra di lokasi.'
    ),
    (
        "Selama jembatan ditutup, sekitar 1.140 siswa harus memutar sejauh 11 kilometer melalui jalan kebun yang licin "
        "ketika hujan turun pada sore hari."
    ),
    (
        "Nurlaela, guru sekolah dasar di Karanganyar, bercerita separuh muridnya terlambat masuk kelas nyaris tiap "
        "hari selama musim penghujan."
    ),
    (
        "Pemerintah kabupaten berjanji memeriksa kabel penyangga setiap tiga bulan dan menaruh dua penjaga di kedua "
        "ujung jembatan agar batas beban dipatuhi."
    ),
    (
        "Warga menyambut pembukaan itu dengan makan bersama di tepi sungai, lalu anak-anak berlari menyeberang sambil "
        "membawa bendera kecil yang dibuat sendiri."
    ),
)
MARKET = (
    (
        "Pedagang Pasar Wage menolak dipindahkan ke gedung baru yang jaraknya 900 meter dari terminal karena khawatir "
        "pembeli langganan tidak lagi datang."
    ),
    (
        "Ketua paguyuban pedagang, Sumarni, menyerahkan surat keberatan dengan 412 tanda tangan "
        "kepada Wali Kota Surya Atmaja."
    ),
    (
        "Wali kota meminta waktu 30 hari untuk meninjau ulang rencana relokasi dan menjanjikan "
        "angkutan gratis dari terminal."
    ),
    "Gedung baru itu mempunyai 560 kios, dua lantai parkir, serta ruang pendingin ikan yang belum dipunyai pasar lama.",
    "Sebagian pedagang ikan justru ingin segera pindah sebab lapak mereka kerap tergenang air saat saluran meluap.",
)
HARVEST = (
    (
        "Kelompok tani di lereng Gunung Sindoro memanen 86 ton kentang, lebih banyak daripada musim "
        "lalu yang hanya 61 ton."
    ),
    "Menurut penyuluh pertanian Wahyu Prasetyo, benih tahan busuk daun dan irigasi tetes menjadi penentu keberhasilan.",
    (
        "Harga di tingkat petani bertahan pada Rp 13.400 per kilogram meskipun kiriman dari Dieng "
        "mulai masuk ke pasar induk."
    ),
    "Koperasi setempat berencana membeli gudang dingin berkapasitas 40 ton supaya petani tidak menjual tergesa-gesa.",
)
OUTLETS = ("Kabar Pesisir", "Lintas Banten", "Suara Lereng", "Warta Muara", "Cakra Nusantara")


def article(
    paragraphs: Sequence[str],
    title: str = "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan",
    publisher: str = "Kabar Pesisir",
    *,
    url: str = "",
    credit: Credit | None = None,
    published: datetime | None = NOON,
) -> Article:
    address = url or f"https://{publisher.lower().replace(' ', '')}.example/{crc32(repr((paragraphs, title)).encode())}"
    return Article(
        address,
        address,
        title,
        PublisherId(publisher),
        tuple(paragraphs),
        credit=credit,
        published=published,
    )


def earlier(number: int, item: Article, story: int = 0, publisher: Publisher | None = None) -> Earlier:
    return Earlier(ArticleId(number), StoryId(story or number), prepare(item, publisher))


def by(item: Article, publisher: str, title: str = "") -> Article:
    """The same text under another outlet's name."""
    address = f"https://{publisher.lower().replace(' ', '')}.example/salinan"
    return replace(
        item, publisher=PublisherId(publisher), title=title or item.title, url=address, canonical_url=address
    )


def gold_price(day: int, price: int, publisher: str, *, dated_title: bool = True) -> Article:
    weekday = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")[day % 7]
    sizes = (0.5, 1, 2, 5, 10, 25, 50, 100)
    table = [f"Emas {size} gram: Rp {int(price * size):,}".replace(",", ".") for size in sizes]
    return article(
        (
            f"Harga emas batangan di gerai resmi pada {weekday} ({day}/3/2026) tercatat Rp {price:,} per gram.".replace(
                ",", "."
            ),
            "Daftar ini berlaku untuk pembelian di gerai pusat dan dapat berbeda dengan gerai lain di luar kota.",
            *table,
            "Pembeli dengan nomor pokok wajib pajak dikenai potongan pajak yang lebih kecil pada setiap transaksi.",
        ),
        f"Harga Emas {weekday} {day} Maret 2026" if dated_title else "Harga Emas Batangan Hari Ini, Simak Daftarnya",
        publisher,
        published=NOON + timedelta(days=day),
    )


def prayer_times(day: int, publisher: str) -> Article:
    weekday = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")[day % 7]
    towns = ("Serang", "Bogor", "Cirebon", "Tegal", "Magelang", "Blitar")
    rows = [
        f"{town}: Subuh 04.{20 + (day * 7 + n) % 30}, Zuhur 11.{30 + (day * 5 + n) % 25}, "
        f"Asar 15.{10 + (day * 3 + n) % 20}, Magrib 17.{40 + (day + n) % 15}, Isya 18.{50 + (day + n) % 9}"
        for n, town in enumerate(towns)
    ]
    return article(
        (
            f"Berikut waktu salat untuk sejumlah kota di Pulau Jawa pada {weekday} ({day}/3/2026).",
            "Jadwal dihitung menurut letak setiap kota sehingga dapat berselisih satu atau dua menit di lapangan.",
            *rows,
            "Umat Islam dianjurkan menunggu azan dari masjid terdekat sebelum memulai ibadah.",
        ),
        "Jadwal Salat Hari Ini untuk Kota-Kota di Jawa",
        publisher,
        published=NOON + timedelta(days=day),
    )


def match_preview(home: str, away: str, publisher: str) -> Article:
    return article(
        (
            f"Laga {home} melawan {away} tersaji malam ini pukul 19.00 WIB dan dapat disaksikan lewat siaran langsung.",
            (
                f"Pelatih {home} menuntut para pemainnya disiplin sejak peluit pertama karena tiga "
                "angka sangat dibutuhkan."
            ),
            (
                f"Di kubu seberang, {away} datang dengan kepercayaan diri tinggi meskipun bermain di "
                "depan pendukung lawan."
            ),
            "Kedua kesebelasan sama-sama kehilangan satu bek akibat akumulasi kartu pada pekan sebelumnya.",
            f"Tautan siaran langsung {home} melawan {away} dapat dibuka melalui laman resmi pemegang hak siar.",
        ),
        f"Link Siaran Langsung {home} vs {away} Malam Ini",
        publisher,
    )
