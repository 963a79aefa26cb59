"""Forms that outlets fill in again and again, by day and by place: the first half of the families, lists of figures.

A form is a function of the values' chance `v`, the outlet's wording `w` (the same every day), the day and the item.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.bench.copies import lexicon as words
from tests.bench.copies.prose import Text, dated, rupiah, weekday_of

Fill = Callable[[random.Random, random.Random, datetime, str], Text]


@dataclass(frozen=True)
class Form:
    name: str
    fill: Fill
    items: Sequence[str]
    daily: bool = True  # one item has a new filling each day


def clock(v: random.Random, hour: int) -> str:
    return f"{hour:02d}.{v.randint(0, 59):02d}"


def gold(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    price = v.randint(1_850, 2_050) * 1000
    rows = [
        f"Emas {item} {size} gram: {rupiah(int(price * float(size) * 0.99))}"
        for size in ("0.5", "1", "2", "3", "5", "10", "25", "50", "100")
    ]
    return Text(
        w.choice((f"Harga Emas {item} Hari Ini, Cek Rinciannya", f"Harga Emas {item} {weekday_of(day)} {day.day} {words.MONTHS[day.month - 1]}")),
        (
            f"Harga emas {item} pada perdagangan {dated(day)} berada di posisi {rupiah(price)} per gram.",
            w.choice(("Harga beli kembali berada di bawah harga jual dan dapat berubah sewaktu-waktu.", "Pembelian memakai nomor pokok wajib pajak dikenai potongan yang lebih rendah.")),
            f"Harga beli kembali ditetapkan {rupiah(price - v.randint(90, 160) * 1000)} per gram.",
            "Berikut daftar harga menurut pecahan:",
            *rows,
        ),
    )  # fmt: skip


def prayer(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    times = [
        f"{name}: {clock(v, hour)} WIB"
        for name, hour in (
            ("Imsak", 4),
            ("Subuh", 4),
            ("Terbit", 5),
            ("Zuhur", 11),
            ("Asar", 15),
            ("Magrib", 17),
            ("Isya", 19),
        )
    ]
    return Text(
        w.choice((f"Jadwal Salat {item} Hari Ini", f"Waktu Salat untuk {item} dan Sekitarnya, {dated(day)}")),
        (
            f"Umat Islam di {item} dan sekitarnya dapat berpedoman pada jadwal salat berikut untuk {dated(day)}.",
            w.choice(("Jadwal ini bersumber dari perhitungan kantor kementerian setempat.", "Waktu di daerah lain bisa berbeda beberapa menit.")),
            *times,
            "Jangan lupa berdoa sebelum dan sesudah menunaikan ibadah.",
        ),
    )  # fmt: skip


_SKIES = (
    "cerah",
    "cerah berawan",
    "berawan",
    "berawan tebal",
    "hujan ringan",
    "hujan sedang",
    "hujan petir",
    "udara kabur",
)


def weather(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    parts = [f"{when}: {v.choice(_SKIES)}" for when in ("Pagi", "Siang", "Sore", "Malam", "Dini hari")]
    low = v.randint(20, 25)
    return Text(
        w.choice((f"Prakiraan Cuaca {item} Hari Ini", f"Cuaca {item} {weekday_of(day)}: Waspada Perubahan")),
        (
            f"Badan meteorologi merilis prakiraan cuaca untuk wilayah {item} pada {dated(day)}.",
            w.choice(("Warga diminta menyiapkan payung atau jas hujan sebelum bepergian ke luar rumah.", "Masyarakat diimbau memantau informasi resmi secara berkala lewat laman badan tersebut.")),
            *parts,
            f"Suhu udara berkisar {low} hingga {low + v.randint(6, 10)} derajat Celsius dengan kelembapan {v.randint(55, 70)} sampai {v.randint(80, 98)} persen.",
            f"Angin bertiup dari {v.choice(('barat', 'timur', 'selatan', 'utara', 'tenggara', 'barat daya'))} dengan kecepatan {v.randint(3, 30)} kilometer per jam.",
        ),
    )  # fmt: skip


def rates(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    base = {
        "dolar Amerika": 16_200,
        "euro": 18_300,
        "yen": 108,
        "dolar Singapura": 12_500,
        "ringgit": 3_800,
        "riyal": 4_300,
        "yuan": 2_250,
    }
    rows = [
        f"{name.capitalize()}: beli {rupiah(value + v.randint(-90, 90))}, jual {rupiah(value + v.randint(100, 300))}"
        for name, value in base.items()
    ]
    return Text(
        w.choice((f"Kurs Rupiah di {item} Hari Ini", f"Kurs {item} Hari Ini {day.day} {words.MONTHS[day.month - 1]} {day.year}")),
        (
            f"{item} menetapkan kurs jual dan kurs beli mata uang asing pada {dated(day)}.",
            "Kurs dapat berubah sewaktu-waktu mengikuti pasar dan kebijakan bank.",
            *rows,
            w.choice(("Nasabah disarankan menghubungi cabang terdekat sebelum menukar dalam jumlah besar.", "Kurs di konter dan kurs elektronik bisa berbeda.")),
        ),
    )  # fmt: skip


def fuel(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    step = v.choice((0, 200, 300, 450))
    rows = [
        f"{name}: {rupiah(price + (step if price > 11_000 else 0))} per liter"
        for name, price in (
            ("Pertalite", 10_000),
            ("Solar subsidi", 6_800),
            ("Pertamax", 12_400),
            ("Pertamax Turbo", 13_300),
            ("Dexlite", 12_900),
            ("Pertamina Dex", 13_200),
        )
    ]
    return Text(
        f"Daftar Harga BBM di {item} per {day.day} {words.MONTHS[day.month - 1]} {day.year}",
        (
            f"Harga bahan bakar minyak di {item} per {dated(day)} tercantum di bawah ini.",
            w.choice(("Harga jual di setiap provinsi mengikuti pajak bahan bakar daerah masing-masing.", "Penyesuaian dilakukan setiap awal bulan menurut formula pemerintah.")),
            *rows,
            "Pengendara dapat memeriksa harga terbaru lewat aplikasi resmi sebelum mengisi tangki.",
        ),
    )  # fmt: skip


def trains(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"Keberangkatan pukul {clock(v, hour)} WIB, tiba pukul {clock(v, hour + 1)} WIB" for hour in range(4, 22, 2)
    ]
    return Text(
        w.choice((f"Jadwal KRL {item} Hari Ini, dari Pagi sampai Malam", f"Jadwal Kereta {item} {weekday_of(day)}")),
        (
            f"Berikut jadwal perjalanan kereta relasi {item} untuk {dated(day)}.",
            w.choice(("Penumpang diminta tiba di peron sepuluh menit sebelum kereta berangkat.", "Tarif tetap dihitung menurut jarak dan dibayar dengan kartu elektronik.")),
            *rows,
            "Jadwal dapat bergeser bila ada gangguan persinyalan.",
        ),
    )  # fmt: skip


def flights(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{v.choice(('JT', 'GA', 'QG', 'ID', 'IU'))}{v.randint(100, 999)} menuju {v.choice(words.CITIES)} pukul {clock(v, hour)}"
        for hour in range(6, 21, 2)
    ]
    return Text(
        f"Jadwal Penerbangan dari Bandara {item} Hari Ini",
        (
            f"Sebanyak {v.randint(20, 90)} penerbangan dijadwalkan berangkat dari bandara {item} pada {dated(day)}.",
            *rows,
            w.choice(("Calon penumpang diminta memeriksa kembali status penerbangan di loket maskapai.", "Lapor diri ditutup 45 menit sebelum jam terbang.")),
        ),
    )  # fmt: skip


def groceries(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    goods = (
        ("Beras medium", 13),
        ("Cabai rawit merah", 60),
        ("Bawang merah", 35),
        ("Bawang putih", 38),
        ("Telur ayam", 28),
        ("Daging sapi", 130),
        ("Minyak goreng curah", 17),
        ("Gula pasir", 17),
        ("Daging ayam", 36),
    )
    rows = [f"{name}: {rupiah(1000 * price + v.randint(-9, 9) * 250)} per kilogram" for name, price in goods]
    return Text(
        w.choice((f"Harga Sembako di {item} Hari Ini", f"Harga Pangan {item} {weekday_of(day)}: Ada yang Naik")),
        (
            f"Harga sejumlah bahan pokok di pasar-pasar {item} pada {dated(day)} terpantau bergerak.",
            w.choice(("Pedagang menyebut pasokan dari petani masih lancar.", "Petugas memantau harga saban pagi di tiga pasar besar.")),
            *rows,
        ),
    )  # fmt: skip


def covid(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        w.choice((f"Update Kasus Demam Berdarah di {item} Hari Ini", f"Tambah {v.randint(10, 400)} Kasus, Ini Sebaran Demam Berdarah di {item}")),
        (
            f"Dinas kesehatan {item} melaporkan tambahan {v.randint(10, 400)} kasus demam berdarah pada {dated(day)}.",
            f"Dengan tambahan itu, jumlah kasus sejak awal tahun menjadi {v.randint(1_000, 9_000)} orang.",
            f"Sebanyak {v.randint(10, 400)} orang dinyatakan sembuh sehingga jumlah pasien sembuh mencapai {v.randint(500, 6_000)} orang.",
            f"Pasien meninggal bertambah {v.randint(0, 9)} orang, sedangkan yang masih dirawat {v.randint(50, 900)} orang.",
            w.choice(("Warga diminta menguras bak mandi dan menutup tempat penampungan air.", "Pengasapan dilakukan di kelurahan dengan kasus terbanyak.")),
        ),
    )  # fmt: skip


def tally(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    first, second = v.randint(30, 60), v.randint(0, 99)
    return Text(
        w.choice((f"Hitung Cepat Pilkada {item}: Data Masuk {v.randint(20, 99)} Persen", f"Hasil Sementara Pemilihan Bupati {item}")),
        (
            f"Penghitungan suara pemilihan kepala daerah {item} hingga {dated(day)} pukul {clock(v, 18)} WIB terus berjalan.",
            f"Pasangan nomor urut satu meraih {first},{second:02d} persen suara, sedangkan pasangan nomor urut dua {100 - first - 1},{100 - second:02d} persen.",
            f"Data yang masuk berasal dari {v.randint(200, 900)} tempat pemungutan suara dari seluruhnya {v.randint(900, 1_900)}.",
            w.choice(("Hasil ini bukan hasil resmi dan masih dapat berubah.", "Hasil resmi menunggu rapat pleno terbuka komisi pemilihan umum daerah.")),
        ),
    )  # fmt: skip


def index(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    level, move = v.randint(6_700, 7_600), v.randint(3, 99)
    up = v.choice(("menguat", "melemah"))
    return Text(
        w.choice((f"IHSG {item} {up.capitalize()}, Simak Pergerakannya", f"{item} Perdagangan, IHSG Berada di Level {level}")),
        (
            f"Indeks harga saham gabungan {up} {move} poin pada {item.lower()} perdagangan {dated(day)}.",
            f"Indeks bertengger di level {level},{v.randint(10, 99)} dengan nilai transaksi Rp {v.randint(4, 15)},{v.randint(1, 9)} triliun.",
            f"Sebanyak {v.randint(150, 350)} saham menguat, {v.randint(150, 350)} saham melemah, dan {v.randint(100, 250)} saham jalan di tempat.",
            w.choice(("Investor mencermati arah suku bunga dan harga komoditas.", "Pelaku pasar menunggu data inflasi yang dirilis pekan ini.")),
            f"Nilai tukar rupiah berada di {rupiah(v.randint(15_800, 16_700))} per dolar Amerika Serikat.",
        ),
    )  # fmt: skip


def lottery(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"Hadiah {name}: {v.randint(0, 9_999):04d}"
        for name in ("pertama", "kedua", "ketiga", "keempat", "kelima", "hiburan")
    ]
    return Text(
        f"Hasil Undian Tabungan {item} Hari Ini",
        (f"Pengundian tabungan berhadiah {item} digelar pada {dated(day)} di hadapan notaris dan pejabat dinas sosial.", *rows,
         w.choice(("Pemenang dihubungi langsung dan tidak dipungut biaya apa pun.", "Pajak hadiah ditanggung penyelenggara."))),
    )  # fmt: skip


def waves(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        f"Peringatan Dini Gelombang Tinggi di Perairan {item}",
        (
            f"Badan meteorologi mengeluarkan peringatan dini gelombang tinggi di perairan {item} yang berlaku mulai {dated(day)}.",
            f"Gelombang setinggi {v.randint(1, 3)},{v.randint(1, 9)} hingga {v.randint(4, 6)},0 meter berpeluang terjadi di {v.choice(words.STEMS)}{v.choice(words.ENDS)} dan {v.choice(words.STEMS)}{v.choice(words.ENDS)}.",
            f"Pola angin di wilayah utara bergerak dengan kecepatan {v.randint(5, 15)} hingga {v.randint(16, 30)} knot.",
            w.choice(("Perahu nelayan, kapal tongkang, dan feri diminta waspada terhadap risiko keselamatan pelayaran.", "Nelayan dengan perahu kecil diminta menunda keberangkatan sampai gelombang reda.")),
            "Masyarakat yang tinggal di pesisir diminta tetap waspada dan menjauhi bibir pantai.",
        ),
    )  # fmt: skip


def quakes(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    size = f"{v.randint(3, 5)},{v.randint(0, 9)}"
    return Text(
        w.choice((f"Gempa M {size} Guncang {item}", f"Gempa Bumi Terkini di {item}, Tidak Berpotensi Tsunami")),
        (
            f"Gempa bumi bermagnitudo {size} mengguncang {item} pada {dated(day)} pukul {clock(v, v.randint(0, 23))} WIB.",
            f"Pusat gempa berada di laut pada {v.randint(10, 140)} kilometer {v.choice(('barat daya', 'timur laut', 'tenggara', 'barat laut'))} {item} dengan kedalaman {v.randint(5, 90)} kilometer.",
            f"Titik koordinat gempa {v.randint(0, 9)},{v.randint(10, 99)} lintang selatan dan {v.randint(95, 139)},{v.randint(10, 99)} bujur timur.",
            w.choice(("Informasi ini mengutamakan kecepatan sehingga hasil olahan data belum stabil dan dapat berubah.", "Gempa tidak berpotensi tsunami menurut badan meteorologi.")),
            "Hingga berita ini ditulis belum ada laporan kerusakan maupun korban.",
        ),
    )  # fmt: skip


def used_prices(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{item} tahun {year}: mulai Rp {v.randint(60, 240)} juta" for year in range(2014, 2024)]
    return Text(
        w.choice((f"Harga {item} Bekas per {words.MONTHS[day.month - 1]} {day.year}", f"Segini Harga Bekas {item}, Makin Terjangkau")),
        (f"Harga {item} bekas di sejumlah ruang pamer pada {dated(day)} cukup beragam menurut tahun dan kondisi.",
         w.choice(("Calon pembeli disarankan memeriksa mesin dan surat-surat sebelum membayar.", "Warna dan jarak tempuh ikut memengaruhi harga jual kembali.")), *rows),
    )  # fmt: skip


def air(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        f"Kualitas Udara {item} Pagi Ini {v.choice(('Sedang', 'Tidak Sehat', 'Baik'))}",
        (
            f"Indeks kualitas udara di {item} pada {dated(day)} pukul {clock(v, 6)} tercatat {v.randint(40, 190)}.",
            f"Konsentrasi partikel halus mencapai {v.randint(10, 90)} mikrogram per meter kubik.",
            w.choice(("Warga yang peka disarankan mengenakan masker ketika beraktivitas di luar.", "Jendela sebaiknya ditutup agar udara kotor tidak masuk ke dalam rumah.")),
            f"Kota dengan udara terburuk adalah {v.choice(words.CITIES)}, disusul {v.choice(words.CITIES)} dan {v.choice(words.CITIES)}.",
        ),
    )  # fmt: skip


LISTS = (
    Form("gold", gold, ("Antam", "Galeri Nusa", "Pusaka", "Mulia Jaya")),
    Form("prayer", prayer, words.CITIES),
    Form("weather", weather, words.CITIES),
    Form("rates", rates, ("Bank Samudra", "Bank Lereng", "Bank Muara", "Bank Cakra")),
    Form("fuel", fuel, words.PROVINCES),
    Form("trains", trains, ("Bogor-Kota", "Solo-Yogyakarta", "Rangkas-Serpong", "Cikarang-Kampung Bandan")),
    Form("flights", flights, words.CITIES),
    Form("groceries", groceries, words.CITIES),
    Form("daily cases", covid, words.PROVINCES),
    Form("tally", tally, words.CITIES),
    Form("index", index, ("Pembukaan", "Penutupan")),
    Form("lottery", lottery, ("Simpati", "Berkah", "Panen", "Maju")),
    Form("waves", waves, words.PROVINCES),
    Form("quakes", quakes, words.CITIES),
    Form("used prices", used_prices, ("Avanza", "Xenia", "Brio", "Jazz")),
    Form("air", air, words.CITIES),
)  # fmt: skip
