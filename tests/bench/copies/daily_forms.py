"""Forms as the press fills them in day by day, the third collection: prices, notices, timetables, levels, counts, prayers.

Some are filled twice a day, some have one figure or one sentence that changes.
"""

import random
from datetime import datetime

from tests.bench.copies import lexicon as words
from tests.bench.copies.forms import Form, clock
from tests.bench.copies.prose import Text, dated, rupiah, weekday_of


def _date(day: datetime) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"


def _place(v: random.Random) -> str:
    return v.choice(words.STEMS) + v.choice(words.ENDS)


def _person(v: random.Random) -> str:
    return f"{v.choice(words.FIRST)} {v.choice(words.LAST)}"


def chillies(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    towns = random.Random(item).sample(words.CITIES, 7)
    rows = [f"{town}: {rupiah(v.randint(60, 180) * 500)} per kg" for town in towns]
    return Text(
        w.choice((f"Harga Cabai Rawit di {item} Hari Ini", f"Update Harga Cabai {item} {_date(day)}")),
        (
            f"Panel harga pangan mencatat harga cabai rawit merah di {item} per {weekday_of(day)}, {_date(day)}, sebagai berikut.",
            *rows,
            f"Rata-rata provinsi {rupiah(v.randint(60, 180) * 500)} per kilogram.",
            w.choice(("Data dikumpulkan enumerator dari pasar rakyat setiap pagi.", "Harga eceran di warung dapat berbeda dari data panel.")),
        ),
    )  # fmt: skip


def tax_rates(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{n}. Rp {v.randint(2_000, 21_000):,},00 untuk {name}".replace(",", ".", 1)
        for n, name in enumerate(
            ("dolar Amerika Serikat (USD)", "dolar Australia (AUD)", "dolar Kanada (CAD)", "krona Denmark (DKK)",
             "dolar Hong Kong (HKD)", "ringgit Malaysia (MYR)", "poundsterling Inggris (GBP)", "franc Swiss (CHF)"), 1)
    ]  # fmt: skip
    return Text(
        f"Kurs Pajak {item} Berlaku Mulai {_date(day)}",
        ("Menteri keuangan menetapkan kurs sebagai dasar pelunasan bea masuk, PPN, dan PPh.",
         f"Kurs {item.lower()} berlaku mulai {_date(day)} sampai dengan tujuh hari kemudian.", *rows),
    )  # fmt: skip


_SKIES = ("cerah", "cerah berawan", "berawan", "berawan tebal", "hujan ringan", "hujan sedang", "hujan lebat", "kabut")


def town_skies(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{town}: pagi {v.choice(_SKIES)}, siang {v.choice(_SKIES)}, malam {v.choice(_SKIES)}."
        for town in random.Random(item).sample(words.CITIES, 6)
    ]
    return Text(
        w.choice((f"Cuaca {item} Besok: Ini Rincian per Kota", f"Prakiraan Cuaca {item} {weekday_of(day)} {_date(day)}")),
        (f"Stasiun meteorologi {item} merilis prakiraan cuaca yang berlaku pada {dated(day)}.", *rows,
         w.choice(("Waspadai angin kencang sesaat yang menyertai hujan petir.", "Pantau perkembangan lewat kanal resmi."))),
    )  # fmt: skip


_FIXTURES = tuple(f"{a}/{b}" for a, b in zip(words.CLUBS, (*words.CLUBS[5:], *words.CLUBS[:5]), strict=True))


def head_to_head(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    home, away = item.split("/")

    def last(team: str) -> str:
        played = (f"{v.choice(words.CLUBS)} {v.randint(0, 4)}-{v.randint(0, 4)}" for _ in range(5))
        return f"Lima laga terakhir {team}: {', '.join(played)}."

    return Text(
        w.choice((f"Prediksi {home} vs {away}: Head to Head dan Skor", f"Jelang {home} vs {away}, Simak Rekor Pertemuan")),
        (
            f"Duel {home} kontra {away} tersaji di stadion {_place(v)} pada {dated(day)} pukul {clock(v, 19)} WIB.",
            w.choice(("Kedua tim sama-sama mengincar kemenangan untuk memperbaiki posisi di papan klasemen.", "Laga ini diperkirakan berjalan ketat sejak menit pertama.")),
            last(home), last(away),
            f"Pelatih {home}, {_person(v)}, memastikan {v.choice(words.LAST)} bisa dimainkan, sementara {v.choice(words.LAST)} masih menepi.",
            f"Prediksi skor: {home} {v.randint(0, 3)}-{v.randint(0, 3)} {away}.",
        ),
    )  # fmt: skip


def aid_list(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{n}. {_person(v)}, kelurahan {_place(v)}" for n in range(1, 11)]
    return Text(
        f"Daftar Nama Pemenang Undian Pajak {item}",
        (f"Pemerintah {item} mengundi hadiah bagi wajib pajak kendaraan yang taat.", *rows,
         w.choice(("Pemenang diminta membawa kartu identitas asli saat mengambil hadiah.", "Hadiah tidak dipungut biaya apa pun."))),
    )  # fmt: skip


_FILMS = (
    "Rumah di Tepi Senja", "Pulang Malam", "Bayang Sembilan", "Layar Terakhir", "Langkah Sunyi", "Kota Tanpa Peta", "Janji Ombak",
    "Sang Penjaga Bukit", "Dua Jendela", "Hujan Kedua", "Malam Terbalik", "Surat dari Utara",
)  # fmt: skip


def cinemas(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{film}: {', '.join(clock(v, hour) for hour in sorted(v.sample(range(11, 22), 4)))}"
        for film in v.sample(_FILMS, 5)
    ]
    return Text(
        w.choice((f"Jadwal Bioskop {item} Hari Ini", f"Jadwal Film Bioskop di {item}, {weekday_of(day)} {_date(day)}")),
        (f"Berikut jadwal tayang film di bioskop {item} yang bisa jadi pilihan.", *rows,
         w.choice(("Harga tiket mulai Rp 35.000 pada hari kerja.", "Jadwal dapat berubah, pastikan lewat aplikasi bioskop."))),
    )  # fmt: skip


def tax_bus(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{part}: halaman {v.choice(('kantor camat', 'pasar', 'masjid raya', 'terminal', 'mal'))} {_place(v)}"
            for part in ("Wilayah barat", "Wilayah timur", "Wilayah utara", "Wilayah selatan")]  # fmt: skip
    return Text(
        w.choice((f"Lokasi Samsat Keliling {item} Hari Ini", f"Samsat Keliling {item} {weekday_of(day)} Ada di Sini")),
        (
            f"Polisi menyediakan layanan samsat keliling di {item}, {weekday_of(day)}, untuk memudahkan wajib pajak kendaraan bermotor.",
            *rows,
            "Layanan dibuka pukul 08.00 hingga 14.00 WIB.",
            "Syaratnya membawa KTP, BPKB, dan STNK asli beserta salinannya.",
            w.choice(("Layanan ini hanya melayani pembayaran pajak tahunan.", "Penggantian pelat tetap dilakukan di kantor samsat induk.")),
        ),
    )  # fmt: skip


def crude(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    up = v.choice(("naik", "turun", "menguat", "terkoreksi"))
    part = f"{v.randint(0, 4)},{v.randint(10, 99)} persen"
    return Text(
        w.choice((f"Harga {item} {up.capitalize()} {part}", f"Harga {item} Hari Ini: {up.capitalize()}, Ini Pemicunya")),
        (
            f"Harga {item} {up} {part} ke level US$ {v.randint(60, 140)},{v.randint(10, 99)} pada perdagangan {dated(day)}.",
            f"Kontrak pengiriman {v.choice(words.MONTHS)} {v.choice(('bertambah', 'berkurang'))} {v.randint(10, 99)} sen dari penutupan sebelumnya.",
            f'"Pasar {v.choice(("mencermati", "menunggu", "merespons"))} {v.choice(words.NOUNS)} {v.choice(words.QUALITIES)}," kata analis {_person(v)}.',
            w.choice(("Pelaku pasar juga memperhatikan data persediaan yang dirilis tiap pekan.", "Permintaan dari Asia menjadi penopang harga sejak awal tahun.")),
        ),
    )  # fmt: skip


def aftershocks(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    size = f"{v.randint(2, 6)},{v.randint(0, 9)}"
    return Text(
        f"Gempa Magnitudo {size} Guncang {item}" if w.random() < 0.5 else f"Gempa Terkini Guncang {item}, Tak Berpotensi Tsunami",
        (
            f"Gempa bumi dengan magnitudo {size} mengguncang {item}, {dated(day)}, pukul {clock(v, day.hour)} WIB.",
            f"Gempa berada di koordinat {v.randint(0, 9)}.{v.randint(10, 99)} LS dan {v.randint(95, 139)}.{v.randint(10, 99)} BT.",
            f"Pusat gempa di {v.choice(('darat', 'laut'))} {v.randint(3, 140)} km {v.choice(('barat daya', 'timur laut', 'tenggara', 'barat laut'))} {item} dengan kedalaman {v.randint(3, 90)} km.",
            w.choice(("Masyarakat diimbau tidak terpengaruh isu yang tidak dapat dipertanggungjawabkan kebenarannya.", "Hindari bangunan yang retak atau rusak akibat guncangan.")),
        ),
    )  # fmt: skip


_POSTS = (
    "staf administrasi", "sopir", "kasir", "teknisi mesin", "perawat", "operator gudang", "tenaga pemasaran", "analis data",
    "satpam", "juru masak", "akuntan", "pengawas produksi", "resepsionis", "kurir",
)  # fmt: skip


def jobs(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{n}. {post.capitalize()}, pendidikan minimal {v.choice(('SMA', 'D3', 'S1'))}, usia maksimal {v.randint(25, 40)} tahun"
            for n, post in enumerate(v.sample(_POSTS, 5), 1)]  # fmt: skip
    return Text(
        w.choice((f"Lowongan Kerja {item}, Cek Posisi dan Syaratnya", f"{item} Buka Lowongan Kerja {words.MONTHS[day.month - 1]} {day.year}")),
        (f"{item} membuka lowongan kerja bagi lulusan berbagai jenjang. Berikut posisi yang tersedia.", *rows,
         f"Lamaran ditunggu hingga {v.randint(1, 28)} {v.choice(words.MONTHS)} {day.year}.",
         w.choice(("Seluruh proses seleksi tidak dipungut biaya.", "Hanya pelamar yang memenuhi syarat yang akan dipanggil."))),
    )  # fmt: skip


def dividends(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    code = "".join(v.choice("ABCDEFGHIJKLMNOPRST") for _ in range(4))
    dates = sorted(v.sample(range(1, 28), 3))
    month = words.MONTHS[day.month % 12]
    return Text(
        f"Jadwal Dividen {item} ({code}), Segini Besarannya",
        (
            f"PT {item} Tbk ({code}) menetapkan pembagian dividen tunai dari laba bersih tahun buku lalu.",
            f"Pemegang saham akan menerima Rp {v.randint(5, 400)} per saham atau total Rp {v.randint(20, 900)} miliar.",
            f"Cum dividen di pasar reguler: {dates[0]} {month}", f"Ex dividen di pasar reguler: {dates[1]} {month}",
            f"Pembayaran dividen: {dates[2]} {month}",
            w.choice(("Rasio pembayaran ini disetujui dalam rapat umum pemegang saham tahunan.", "Sisa laba akan dibukukan sebagai laba ditahan.")),
        ),
    )  # fmt: skip


def votes(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    share = [v.randint(15, 45), v.randint(15, 45)]
    return Text(
        w.choice((f"Real Count Pilkada {item}: Data Masuk {v.randint(5, 99)},{v.randint(10, 99)} Persen", f"Perolehan Suara Sementara di Kecamatan {item}")),
        (
            f"Komisi pemilihan umum memperbarui perolehan suara di {item} pada {dated(day)} pukul {clock(v, day.hour)}.",
            f"Pasangan calon 1: {v.randint(3_000, 60_000):,} suara ({share[0]},{v.randint(10, 99)} persen)".replace(",", ".", 1),
            f"Pasangan calon 2: {v.randint(3_000, 60_000):,} suara ({share[1]},{v.randint(10, 99)} persen)".replace(",", ".", 1),
            f"Pasangan calon 3: {v.randint(3_000, 60_000):,} suara ({100 - sum(share)},{v.randint(10, 99)} persen)".replace(",", ".", 1),
            w.choice(("Angka ini masih akan berubah sampai rekapitulasi berjenjang selesai.", "Publik dapat memantau formulir hasil di laman resmi komisi.")),
        ),
    )  # fmt: skip


def openings(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{post.capitalize()}: {v.randint(1, 40)} formasi" for post in v.sample(_POSTS, 7)]
    return Text(
        f"Rincian Formasi CPNS Pemerintah Kabupaten {item}",
        (f"Pemerintah Kabupaten {item} mengumumkan kebutuhan pegawai tahun ini.", *rows,
         w.choice(("Pendaftaran dilakukan lewat laman resmi badan kepegawaian.", "Pelamar hanya boleh memilih satu formasi."))),
    )  # fmt: skip


def river_level(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        w.choice((f"Tinggi Muka Air {item} Terkini", f"Update {item}: Siaga {v.randint(1, 4)}")),
        (
            f"Tinggi muka air di {item} pada {dated(day)} pukul {clock(v, day.hour)} tercatat {v.randint(20, 260)} sentimeter.",
            f"Cuaca di sekitar pintu air {v.choice(_SKIES)} dengan status siaga {v.randint(1, 4)}.",
            w.choice(("Warga di bantaran sungai diminta memantau pengumuman petugas dan menyiapkan tas siaga.", "Petugas piket mencatat ketinggian air setiap jam dan melaporkannya ke posko.")),
        ),
    )  # fmt: skip


def hotspots(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"Kabupaten {town}: {v.randint(1, 60)} titik" for town in random.Random(item).sample(words.CITIES, 5)]
    return Text(
        f"Sebaran Titik Panas di {item} Hari Ini",
        (f"Satelit mendeteksi {v.randint(40, 300)} titik panas di {item} pada {weekday_of(day)} pagi.", *rows,
         w.choice(("Tingkat kepercayaan titik panas dibagi menjadi rendah, sedang, dan tinggi.", "Tim darat dikerahkan untuk memeriksa titik dengan tingkat kepercayaan tinggi."))),
    )  # fmt: skip


def ships(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{v.choice(words.CITIES)} - {v.choice(words.CITIES)}: berangkat {v.randint(1, 28)} {words.MONTHS[day.month % 12]} pukul {clock(v, hour)}"
        for hour in (2, 7, 11, 15, 19, 22)
    ]
    return Text(
        f"Jadwal Kapal {item} Bulan {words.MONTHS[day.month % 12]} {day.year}",
        (f"{item} melayani rute antarpulau sepanjang bulan depan. Calon penumpang dapat memesan tiket di loket.", *rows,
         w.choice(("Anak di bawah dua tahun tidak dikenai tarif penuh.", "Penumpang wajib tiba dua jam sebelum kapal bertolak."))),
    )  # fmt: skip


def table(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{n}. {club} {v.randint(10, 30)} main, {v.randint(10, 60)} poin"
        for n, club in enumerate(v.sample(words.CLUBS, 8), 1)
    ]
    return Text(
        w.choice((f"Klasemen {item} Terbaru", f"Klasemen {item}: {v.choice(words.CLUBS)} di Puncak")),
        (f"Berikut klasemen sementara {item} setelah laga {weekday_of(day)} malam.", *rows,
         w.choice(("Dua tim terbawah turun kasta pada akhir musim.", "Posisi masih dapat berubah karena ada laga tunda."))),
    )  # fmt: skip


def phones(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{item} {model}: {rupiah(v.randint(12, 200) * 100_000 - 1_000)}"
        for model in ("A1", "A3 Pro", "M5", "S7", "S9 Ultra", "Z2 Flip")
    ]
    return Text(
        w.choice((f"Daftar Harga HP {item} {words.MONTHS[day.month - 1]} {day.year}", f"Harga Terbaru {item}, Ada yang Turun")),
        (f"{item} menyesuaikan harga ponselnya di toko resmi per {_date(day)}.", *rows,
         w.choice(("Harga belum termasuk potongan dari toko daring.", "Garansi resmi berlaku selama satu tahun."))),
    )  # fmt: skip


_ASKED = (
    "kuatkanlah", "bimbinglah", "ampunilah", "lembutkanlah", "lindungilah", "sucikanlah", "teguhkanlah", "lapangkanlah",
    "tenangkanlah", "karuniakanlah kebaikan bagi", "jauhkanlah keburukan dari", "bukakanlah pintu rahmat untuk",
)  # fmt: skip
_FOR_WHOM = (
    "hati yang lalai ini", "kedua orang tua kami", "anak-anak yatim di sekitar kami", "langkah kami menuju rumah-Mu",
    "lidah kami dari dusta", "rezeki yang Engkau titipkan", "saudara kami yang sakit", "malam-malam kami di bulan ini",
    "para pemimpin negeri ini", "niat yang belum lurus", "mereka yang kehilangan", "sisa umur kami",
)  # fmt: skip


def daily_prayer(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    number = 1 + day.toordinal() % 30
    return Text(
        w.choice((f"Doa {item} Hari Ini, Lengkap dengan Artinya", f"Bacaan Doa {item} Hari Ke-{number}")),
        (
            f"Umat Islam dianjurkan memperbanyak doa {item.lower()}. Berikut bacaan yang dapat diamalkan hari ini.",
            f"Artinya: Ya Allah, {', '.join(f'{v.choice(_ASKED)} {v.choice(_FOR_WHOM)}' for _ in range(4))}.",
            w.choice(("Doa dapat dibaca selepas salat fardu atau menjelang berbuka.", "Membaca doa dengan khusyuk menambah ketenangan.")),
        ),
    )  # fmt: skip


def docket(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"Perkara {v.randint(10, 400)}/Pid.B/{day.year}, terdakwa {_person(v)}, agenda {v.choice(('dakwaan', 'saksi', 'tuntutan', 'pembelaan', 'putusan'))}"
            for _ in range(5)]  # fmt: skip
    return Text(
        f"Agenda Sidang Pengadilan Negeri {item} Hari Ini",
        (f"Pengadilan Negeri {item} menggelar sejumlah sidang pada {weekday_of(day)}.", *rows,
         w.choice(("Jadwal sidang dapat berubah sesuai kesiapan para pihak.", "Sidang terbuka untuk umum kecuali perkara anak."))),
    )  # fmt: skip


def mutation(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        f"Bupati {item} Lantik {v.choice(('Kepala Dinas', 'Sekretaris Daerah', 'Camat', 'Direktur RSUD'))} Baru",
        (
            f"Bupati {item} melantik {_person(v)} sebagai pejabat baru di lingkungan pemerintah kabupaten, {dated(day)}.",
            "Pelantikan berlangsung di pendopo kabupaten dan dihadiri unsur pimpinan daerah.",
            w.choice(("Bupati berpesan agar pejabat yang dilantik segera menyesuaikan diri dan melayani masyarakat dengan sepenuh hati.", "Jabatan adalah amanah yang harus dipertanggungjawabkan kepada masyarakat dan Tuhan Yang Maha Esa.")),
            f"{v.choice(words.FIRST)} sebelumnya menjabat {v.choice(words.ROLES)} di {v.choice(words.CITIES)}.",
        ),
    )  # fmt: skip


_SHIPS = ("KM Lembayung", "KM Sirimau Jaya", "KM Tatamailau Indah", "KM Kelud Raya")
_COMPANIES = ("Samudra Pangan", "Lereng Energi", "Cakra Logistik", "Muara Tekstil", "Nusa Farma")
DAILY = (
    Form("chillies", chillies, words.PROVINCES),
    Form("tax rates", tax_rates, ("Mingguan", "Kementerian")),
    Form("town skies", town_skies, words.PROVINCES),
    Form("head to head", head_to_head, _FIXTURES, daily=False),
    Form("prize draw", aid_list, words.PROVINCES),
    Form("cinemas", cinemas, words.CITIES),
    Form("tax bus", tax_bus, words.CITIES),
    Form("crude", crude, ("Minyak Brent", "CPO", "Batu Bara", "Nikel")),
    Form("aftershocks", aftershocks, words.CITIES),
    Form("jobs", jobs, tuple(f"PT {name}" for name in _COMPANIES), daily=False),
    Form("dividends", dividends, _COMPANIES, daily=False),
    Form("votes", votes, tuple(a + b for a, b in zip(words.STEMS, words.ENDS[5:], strict=False))),
    Form("openings", openings, words.CITIES, daily=False),
    Form("river level", river_level, ("Bendung Katularang", "Pos Pantau Depokan", "Pintu Air Manggala")),
    Form("hotspots", hotspots, words.PROVINCES),
    Form("ships", ships, _SHIPS, daily=False),
    Form("table", table, ("Liga Utama", "Liga Dua", "Liga Putri")),
    Form("phones", phones, ("Nusafon", "Kancil", "Garudatel", "Mandala")),
    Form("daily prayer", daily_prayer, ("Ramadan", "Pagi")),
    Form("docket", docket, words.CITIES),
    Form("mutation", mutation, words.CITIES, daily=False),
)
TWICE = tuple(
    form
    for form in DAILY
    if form.name in ("aftershocks", "votes", "river level", "crude", "cinemas", "docket", "table")
)
"""Those of which an outlet prints several fillings for one place and day."""
