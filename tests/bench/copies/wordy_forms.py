"""The other half of the families: forms that are filled in with words and names more than with figures."""

import random
from datetime import datetime

from tests.bench.copies import lexicon as words
from tests.bench.copies.forms import Form, clock
from tests.bench.copies.prose import Text, dated, rupiah, weekday_of

_SIGNS = ("Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra", "Scorpio")
_SHIO = ("Tikus", "Kerbau", "Macan", "Kelinci", "Naga", "Ular", "Kuda", "Kambing")
_ADVICE = {
    "Asmara": (
        "Bicarakan rencana akhir pekan dengan pasangan sebelum keburu sibuk.", "Seseorang dari masa lalu muncul lagi, tetaplah tenang.",
        "Jangan memancing pertengkaran karena hal sepele.", "Yang masih sendiri akan bertemu kawan baru di perjalanan.",
        "Kejujuran kecil membuat hubungan terasa lebih ringan.", "Beri ruang bagi pasangan untuk menyendiri.",
        "Kejutan sederhana membuat suasana hangat kembali.", "Tahan rasa cemburu yang belum tentu beralasan.",
    ),
    "Karier": (
        "Atasan memperhatikan ketelitian Anda, pertahankan.", "Tawaran pindah bagian datang lebih cepat dari dugaan.",
        "Selesaikan pekerjaan lama sebelum menerima tugas tambahan.", "Rekan sekantor membutuhkan bantuan, ulurkan tangan.",
        "Rapat berjalan alot, siapkan data yang kuat.", "Gagasan Anda akhirnya mendapat persetujuan.",
        "Hindari perdebatan di grup percakapan kantor.", "Waktu yang baik untuk memperbarui riwayat hidup.",
    ),
    "Keuangan": (
        "Tunda belanja barang yang hanya menarik mata.", "Ada rezeki kecil dari pekerjaan sampingan.",
        "Periksa lagi tagihan yang jatuh tempo pekan ini.", "Tolak ajakan menanam modal yang terdengar terlalu manis.",
        "Sisihkan sebagian pemasukan untuk keadaan darurat.", "Utang lama sebaiknya mulai dicicil.",
        "Catat pengeluaran harian supaya tidak bocor.", "Seorang kerabat mengembalikan pinjaman.",
    ),
    "Kesehatan": (
        "Perbanyak minum air putih dan kurangi kopi.", "Leher terasa kaku karena terlalu lama menatap layar.",
        "Tidur lebih awal membuat badan segar.", "Jalan kaki sebentar selepas makan siang sangat membantu.",
        "Perhatikan makanan pedas agar lambung tidak rewel.", "Sempatkan meregangkan badan setiap dua jam.",
        "Flu ringan mengintai, kenakan jaket.", "Periksakan gigi sebelum sakitnya menjadi.",
    ),
}  # fmt: skip


def _stars(v: random.Random, day: datetime, item: str, what: str, *, with_date: bool) -> Text:
    rows = [f"{part}: {' '.join(v.sample(lines, 2))}" for part, lines in _ADVICE.items()]
    when = f" pada {dated(day)}" if with_date else " hari ini"
    return Text(
        f"Ramalan {what} {item} Hari Ini: Asmara, Karier, Keuangan, dan Kesehatan",
        (f"Bagaimana peruntungan {what.lower()} {item}{when}? Simak ramalan lengkapnya di bawah ini.", *rows,
         "Ramalan hanya hiburan, keputusan tetap berada di tangan Anda."),
    )  # fmt: skip


def horoscope(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return _stars(v, day, item, "Zodiak", with_date=w.random() < 0.5)


def shio(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return _stars(v, day, item, "Shio", with_date=w.random() < 0.5)


def _eleven(v: random.Random) -> str:
    return ", ".join(v.choice(words.LAST) for _ in range(11))


def line_ups(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    home, away = item.split("/")
    return Text(
        f"Susunan Pemain {home} vs {away}",
        (
            f"Laga {home} kontra {away} digelar {dated(day)} pukul {v.choice((15, 16, 19, 20))}.{v.choice(('00', '30'))} WIB.",
            w.choice(("Kedua pelatih menurunkan kekuatan terbaik dalam pertandingan ini.", "Kedua tim datang dengan ambisi meraih angka penuh.")),
            f"{home}: {_eleven(v)}.", f"Pelatih: {v.choice(words.FIRST)} {v.choice(words.LAST)}.",
            f"{away}: {_eleven(v)}.", f"Pelatih: {v.choice(words.FIRST)} {v.choice(words.LAST)}.",
        ),
    )  # fmt: skip


def results(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    home, away = item.split("/")
    ours, theirs = v.randint(0, 4), v.randint(0, 4)
    return Text(
        f"Hasil {home} vs {away}: Skor Akhir {ours}-{theirs}",
        (
            f"{home} menjamu {away} pada lanjutan kompetisi kasta tertinggi, {dated(day)}, dan pertandingan berakhir {ours}-{theirs}.",
            w.choice(("Tempo permainan berjalan cepat sejak peluit pertama dibunyikan.", "Kedua tim bermain terbuka dan saling jual beli serangan.")),
            f"Peluang pertama lahir pada menit ke-{v.randint(2, 15)} lewat tendangan {v.choice(words.LAST)} yang melambung tipis.",
            f"{v.choice(words.LAST)} menerima kartu kuning pada menit ke-{v.randint(20, 44)} karena melanggar {v.choice(words.LAST)}.",
            f"Pada babak kedua, {v.choice(words.LAST)} menggantikan {v.choice(words.LAST)} untuk menambah daya gedor.",
            "Hasil ini mengubah susunan klasemen sementara menjelang pekan berikutnya.",
        ),
    )  # fmt: skip


def previews(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    home, away = item.split("/")
    return Text(
        w.choice((f"Prediksi {home} vs {away}: Rekor Pertemuan dan Perkiraan Pemain", f"Jelang {home} vs {away}, Tuan Rumah Diunggulkan")),
        (
            f"{home} akan menghadapi {away} dalam lanjutan kompetisi kasta tertinggi.",
            f"Tuan rumah meraih {v.randint(1, 4)} kemenangan dari lima laga terakhir.",
            f"Dalam pertemuan terakhir, {home if v.random() < 0.5 else away} menang tipis berkat gol {v.choice(words.LAST)}.",
            w.choice(("Kedua tim sama-sama membutuhkan angka untuk menjauhi papan bawah.", "Laga ini diperkirakan berjalan ketat dan terbuka.")),
            f"Pelatih {home} tidak dapat menurunkan {v.choice(words.LAST)} yang masih cedera, tetapi {v.choice(words.LAST)} sudah bisa bermain.",
            f"Di kubu lawan, {away} mengandalkan ketajaman {v.choice(words.LAST)} di lini depan.",
        ),
    )  # fmt: skip


def livestream(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    home, away = item.split("/")
    return Text(
        f"Link Live Streaming {home} vs {away}",
        (
            f"Berikut tautan siaran langsung pertandingan {home} vs {away} yang digelar {w.choice(('malam ini', 'sore ini', 'hari ini'))}.",
            f"Pertandingan {home} vs {away} dapat disaksikan lewat layanan siaran berlangganan mulai pukul {v.choice((15, 18, 19, 20))}.{v.choice(('00', '30', '45'))} WIB.",
            "Pastikan kuota dan jaringan internet cukup agar tayangan tidak tersendat.",
            w.choice(("Hak siar dilindungi undang-undang sehingga penonton diminta tidak memakai tautan liar.", "Nonton bareng di tempat umum wajib mengantongi izin pemegang hak siar.")),
            f"Tautan {home} vs {away}: klik di sini.",
        ),
    )  # fmt: skip


_SHOWS = tuple(
    f"{a} {b}"
    for a in ("Kabar", "Sinema", "Dunia", "Kisah", "Panggung", "Jejak", "Lensa")
    for b in ("Pagi", "Keluarga", "Petualang", "Rakyat", "Malam", "Nusantara")
)


def television(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{hour:02d}.{v.choice(('00', '30'))} {v.choice(_SHOWS)}" for hour in range(4, 24, 2)]
    return Text(
        w.choice((f"Jadwal Acara {item} Hari Ini", f"Jadwal TV {item} {weekday_of(day)}, Ada Sinema Unggulan")),
        (f"Simak jadwal acara {item} untuk {w.choice((dated(day), 'hari ini'))} selengkapnya.", *rows,
         "Jadwal dapat berubah tanpa pemberitahuan dari stasiun televisi."),
    )  # fmt: skip


def stocks(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    codes = ["".join(v.choices("ABCDEGIKLMNPRSTU", k=4)) for _ in range(8)]
    return Text(
        f"Daftar Saham {item} Hari Ini, {codes[0]} Memimpin",
        (
            f"Bursa menutup perdagangan dengan deretan saham {item.lower()} yang dipimpin {codes[0]}.",
            *(f"{code}: {v.randint(1, 24)},{v.randint(10, 99)} persen ke {rupiah(v.randint(50, 9_000))}" for code in codes),
            w.choice(("Keputusan membeli atau menjual saham berada di tangan investor.", "Tulisan ini bukan ajakan membeli atau menjual saham tertentu.")),
        ),
    )  # fmt: skip


def odd_even(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    kind = "ganjil" if day.day % 2 else "genap"
    streets = ", ".join(f"Jalan {v.choice(words.LAST)}" for _ in range(6))
    return Text(
        w.choice((f"Ganjil Genap {item} Hari Ini", f"Ganjil Genap {item} {weekday_of(day)}, Giliran Pelat {kind.capitalize()}")),
        (
            f"Aturan ganjil genap di {item} berlaku pada {dated(day)} untuk kendaraan berpelat {kind}.",
            "Pembatasan berlangsung pukul 06.00 sampai 10.00 WIB dan pukul 16.00 sampai 21.00 WIB.",
            f"Ruas yang terkena aturan: {streets}.",
            w.choice(("Pelanggar dikenai denda paling banyak Rp 500.000 sesuai undang-undang lalu lintas.", "Kendaraan listrik dan angkutan umum dikecualikan dari aturan ini.")),
        ),
    )  # fmt: skip


def licence(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"Lokasi {n}: {v.choice(('halaman pasar', 'kantor camat', 'pusat belanja', 'alun-alun', 'parkir stadion'))} {v.choice(words.STEMS)}{v.choice(words.ENDS)}"
        for n in range(1, 5)
    ]
    return Text(
        w.choice((f"Lokasi SIM Keliling {item} Hari Ini", f"SIM Keliling {item} {weekday_of(day)} {day.day}/{day.month}")),
        (f"Kepolisian membuka layanan SIM keliling di {item} pada {dated(day)} pukul 08.00 sampai 14.00 WIB.", *rows,
         "Pemohon membawa KTP asli beserta fotokopi dan SIM lama yang masih berlaku.",
         w.choice(("Biaya perpanjangan SIM A Rp 80.000 dan SIM C Rp 75.000.", "Layanan ini hanya untuk perpanjangan SIM A dan SIM C."))),
    )  # fmt: skip


def exams(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{name}: {v.randint(1, 28)} {v.choice(words.MONTHS)} {day.year}"
        for name in ("Pendaftaran akun", "Pembayaran", "Ujian tulis", "Pengumuman", "Daftar ulang")
    ]
    return Text(
        f"Jadwal Lengkap Ujian Mandiri {item} {day.year}",
        (f"{item} membuka jalur mandiri bagi lulusan sekolah menengah atas dan sederajat.", *rows,
         w.choice(("Peserta wajib mencetak kartu ujian sebelum hari pelaksanaan.", "Biaya pendaftaran yang telah dibayar tidak dapat ditarik kembali.")),
         "Informasi selengkapnya dapat dilihat di laman penerimaan mahasiswa baru."),
    )  # fmt: skip


_FOODS = (
    "tahu",
    "tempe",
    "ayam",
    "ikan nila",
    "udang",
    "terong",
    "jamur",
    "telur puyuh",
    "kentang",
    "labu siam",
    "kacang panjang",
    "daging cincang",
)
_WAYS = ("Tumis", "Sambal Goreng", "Gulai", "Pepes", "Sup", "Bakwan", "Semur", "Oseng")


def recipes(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    first, second, third = v.sample(_FOODS, 3)
    return Text(
        f"Resep {item} {first.title()} {second.title()}, Cocok untuk Makan Malam",
        (
            f"{item} {first} {second} bisa menjadi pilihan lauk yang gampang dibuat di rumah.",
            f"Bahan: {v.randint(2, 9) * 50} gram {first}, {v.randint(2, 9) * 50} gram {second}, {v.randint(1, 5)} buah {third}, {v.randint(2, 8)} siung bawang merah, {v.randint(2, 6)} siung bawang putih, garam secukupnya.",
            f"Cuci {first} lalu potong sesuai selera, kemudian sisihkan.",
            "Panaskan minyak, tumis bumbu halus sampai harum, lalu tuang sedikit air.",
            f"Masukkan {second} dan {third}, aduk rata, masak {v.randint(5, 40)} menit dengan api kecil.",
            w.choice(("Koreksi rasa, angkat, lalu sajikan selagi hangat.", "Taburi bawang goreng sebelum dihidangkan.")),
        ),
    )  # fmt: skip


def blotter(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    initials = v.choice("ABDEFHIKMNRS") + v.choice("ABDEFHIKMNRS")
    goods = v.choice(
        (
            "sepeda motor",
            "telepon genggam",
            "perhiasan",
            "mesin pompa air",
            "uang kotak amal",
            "kabel tembaga",
            "ternak kambing",
        )
    )
    return Text(
        f"Polisi Tangkap Pencuri {goods.title()} di {item}",
        (
            f"Kepolisian sektor {item} menangkap seorang pria berinisial {initials} ({v.randint(18, 55)}) yang diduga mencuri {goods} milik warga.",
            f"Kapolsek {item} {v.choice(words.FIRST)} {v.choice(words.LAST)} mengatakan pelaku ditangkap di rumahnya tanpa perlawanan.",
            w.choice(("Pelaku beserta barang bukti dibawa ke kantor polisi untuk pemeriksaan lebih lanjut.", "Dari tangan pelaku, petugas menyita barang bukti hasil kejahatan.")),
            f"Korban menderita kerugian sekitar {rupiah(v.randint(2, 60) * 500_000)}.",
            "Atas perbuatannya, pelaku dijerat pasal 363 kitab undang-undang hukum pidana dengan ancaman penjara paling lama tujuh tahun.",
        ),
    )  # fmt: skip


def obituary(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        f"Kabar Duka: {item} Meninggal Dunia",
        (
            f"Kabar duka datang dari dunia {v.choice(('seni', 'olahraga', 'pendidikan', 'politik', 'musik'))} tanah air. {item} meninggal dunia dalam usia {v.randint(45, 92)} tahun.",
            f"Almarhum mengembuskan napas terakhir di rumah sakit {v.choice(words.CITIES)} setelah dirawat karena {v.choice(('sakit jantung', 'gagal ginjal', 'stroke', 'kanker', 'sakit paru'))}.",
            w.choice(("Jenazah disemayamkan di rumah duka sebelum dimakamkan keesokan harinya.", "Keluarga memohon doa dan maaf atas segala kesalahan almarhum semasa hidup.")),
            f"Semasa hidup, {item.rsplit(maxsplit=1)[-1]} dikenal sebagai {v.choice(('pelatih', 'pelukis', 'guru besar', 'anggota dewan', 'pencipta lagu', 'penyiar'))} yang rendah hati.",
            "Ucapan belasungkawa mengalir di media sosial dari para sahabat dan kerabat.",
        ),
    )  # fmt: skip


def holidays(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{name}: {v.randint(1, 28)} {v.choice(words.MONTHS)} {day.year}"
        for name in (
            "Hari pertama masuk sekolah",
            "Libur tengah semester",
            "Penilaian akhir semester",
            "Pembagian rapor",
            "Libur semester",
        )
    ]
    return Text(
        f"Kalender Pendidikan {item}: Kapan Libur Sekolah?",
        (f"Dinas pendidikan {item} menerbitkan kalender pendidikan yang menjadi acuan semua jenjang sekolah.", *rows,
         w.choice(("Sekolah dapat menyesuaikan kegiatan dengan keadaan setempat.", "Jumlah hari belajar efektif tidak boleh dikurangi."))),
    )  # fmt: skip


_WARES = (
    "minyak goreng 2 liter",
    "sabun cuci cair",
    "popok bayi",
    "susu kotak",
    "beras 5 kilogram",
    "mi instan",
    "kopi saset",
    "tisu wajah",
    "sampo",
    "biskuit kaleng",
    "pewangi pakaian",
    "teh celup",
)


def promo(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{ware.capitalize()}: {rupiah(v.randint(10, 160) * 500)}" for ware in v.sample(_WARES, 8)]
    return Text(
        w.choice((f"Katalog Promo {item} Hari Ini", f"Promo {item} {weekday_of(day)} {day.day} {words.MONTHS[day.month - 1]}, Banyak Diskon")),
        (f"Gerai {item} kembali menawarkan potongan harga untuk kebutuhan rumah tangga.", *rows,
         w.choice(("Promo berlaku selama persediaan masih ada.", "Harga dapat berbeda di luar Pulau Jawa."))),
    )  # fmt: skip


_WISHES = (
    "Semoga {0} membawa damai bagi keluarga kita.", "Selamat merayakan {0}, sehat selalu dan banyak rezeki.", "Di hari {0}, mari saling memaafkan dengan tulus.",
    "{0} mengajarkan kita untuk tetap rendah hati.", "Tiada hadiah yang lebih indah di {0} selain berkumpul bersama.", "Mari menyambut {0} dengan hati yang bersih.",
    "Jarak tidak menghalangi ucapan {0} dariku.", "Terima kasih telah menjadi bagian dari {0} tahun ini.", "Rayakan {0} dengan syukur, bukan dengan berlebihan.",
    "Untuk sahabatku, {0} ini terasa lengkap karena doamu.", "Senyummu membuat {0} kami semakin hangat.", "Kiranya {0} menguatkan langkah kita.",
    "Setiap {0} selalu mengingatkanku pada masakan ibu.", "Satu doa untukmu di {0}: bahagia.", "Jangan lewatkan {0} tanpa menyapa orang tua.",
)  # fmt: skip


def wishes(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{n}. {line.format(item)}" for n, line in enumerate(v.sample(_WISHES, 12), 1)]
    return Text(
        f"{v.choice((20, 30, 40, 50))} Ucapan {item} untuk Keluarga dan Sahabat",
        (w.choice(("Kata-kata berikut bisa dikirim lewat pesan singkat atau dipasang sebagai keterangan foto.", "Berikut kumpulan ucapan yang menyentuh hati dan mudah disalin.")), *rows),
    )  # fmt: skip


def answers(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [f"{n}. {v.choice('ABCD')}. {v.choice(words.NOUNS)} {v.choice(words.QUALITIES)}" for n in range(1, 11)]
    page = v.randint(12, 220)
    return Text(
        f"Kunci Jawaban {item} Halaman {page} Kurikulum Merdeka",
        (f"Berikut kunci jawaban {item} halaman {page} yang dapat dijadikan bahan belajar di rumah.", *rows,
         w.choice(("Orang tua sebaiknya membiarkan anak mengerjakan soal lebih dulu.", "Kunci jawaban ini hanya panduan dan guru dapat memberi penilaian lain."))),
    )  # fmt: skip


def outages(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    rows = [
        f"{clock(v, hour)}-{clock(v, hour + 3)}: {', '.join(v.choice(words.STEMS) + v.choice(words.ENDS) for _ in range(4))}"
        for hour in (8, 11, 14)
    ]
    return Text(
        w.choice((f"Jadwal Pemadaman Listrik {item} Hari Ini", f"Listrik Padam di {item} {weekday_of(day)} Ini, Cek Wilayahnya")),
        (f"Perusahaan listrik memelihara jaringan di {item} sehingga aliran dipadamkan sementara pada {w.choice((dated(day), 'hari ini'))}.", *rows,
         "Pelanggan diminta mencabut peralatan elektronik selama pemadaman berlangsung."),
    )  # fmt: skip


def volcano(v: random.Random, w: random.Random, day: datetime, item: str) -> Text:
    return Text(
        f"Gunung {item} Erupsi Lagi, Kolom Abu {v.randint(3, 40) * 100} Meter",
        (
            f"Gunung {item} kembali erupsi pada pukul {clock(v, v.randint(0, 23))} dengan tinggi kolom abu teramati sekitar {v.randint(3, 40) * 100} meter di atas puncak.",
            f"Kolom abu berwarna {v.choice(('kelabu', 'putih', 'hitam'))} dengan intensitas {v.choice(('tipis', 'sedang', 'tebal'))} condong ke arah {v.choice(('barat', 'timur', 'selatan', 'utara'))}.",
            f"Erupsi terekam dengan amplitudo maksimum {v.randint(10, 30)} milimeter dan durasi {v.randint(30, 300)} detik.",
            w.choice(("Warga dan pendaki dilarang beraktivitas di dalam radius yang ditetapkan.", "Masyarakat di sekitar lembah sungai diminta mewaspadai aliran lahar.")),
        ),
    )  # fmt: skip


_MATCHES = tuple(f"{words.CLUBS[n]}/{words.CLUBS[-1 - n]}" for n in range(7))
_PEOPLE = tuple(f"{first} {last}" for first, last in zip(words.FIRST, words.LAST, strict=False))

WORDY = (
    Form("horoscope", horoscope, _SIGNS),
    Form("shio", shio, _SHIO),
    Form("line-ups", line_ups, _MATCHES, daily=False),
    Form("results", results, _MATCHES, daily=False),
    Form("previews", previews, _MATCHES, daily=False),
    Form("livestream", livestream, _MATCHES, daily=False),
    Form("television", television, ("Kanal Satu", "TV Nusa", "Lensa TV", "Cakrawala")),
    Form("stocks", stocks, ("Paling Cuan", "Paling Boncos")),
    Form("odd-even", odd_even, ("Jakarta", "Bogor", "Bandung")),
    Form("licence", licence, words.CITIES),
    Form("exams", exams, tuple(f"Universitas {city}" for city in words.CITIES), daily=False),
    Form("recipes", recipes, _WAYS),
    Form("blotter", blotter, tuple(a + b for a, b in zip(words.STEMS, words.ENDS, strict=False))),
    Form("obituary", obituary, _PEOPLE, daily=False),
    Form("holidays", holidays, words.PROVINCES, daily=False),
    Form("promo", promo, ("Toko Makmur", "Toko Sejahtera", "Toko Abadi")),
    Form("wishes", wishes, ("Idulfitri", "Natal", "Hari Ibu", "Waisak", "Nyepi", "Imlek")),
    Form("answers", answers, tuple(f"{name} Kelas {n}" for name in ("IPA", "IPS", "Matematika") for n in (4, 5, 6))),
    Form("outages", outages, words.CITIES),
    Form("volcano", volcano, ("Semeru", "Ibu", "Dukono", "Merapi", "Marapi", "Raung")),
)  # fmt: skip
