"""Words that the made-up press writes with. Nobody and nothing here exists; places are real only where a form needs them."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split("|"))


NOUNS = _list(
    """
jembatan|pasar|sekolah|waduk|pelabuhan|kebun|pabrik|terminal|rumah sakit|gudang|sungai|koperasi|tambak|hutan|museum|stadion
|perpustakaan|jalur kereta|saluran irigasi|kapal penyeberangan|lumbung|bendungan|balai desa|posko|menara pemancar|rumah susun
|pembangkit|peternakan|bengkel|asrama|apotek|kantor pos|laboratorium|galeri|tempat penampungan|pusat kebugaran|dermaga|kolam
|trotoar|halte|tanggul|mercusuar|taman bermain|lapangan|pemakaman|rel|kilang|tambang|ladang|sawah|anggaran|pajak|subsidi|izin
|kontrak|sengketa|utang|tabungan|premi|iuran|tarif|ongkos|upah|bantuan|beasiswa|dana hibah|retribusi|warisan|gugatan|putusan
|vonis|dakwaan|penyelidikan|laporan|berkas|kesaksian|barang bukti|surat edaran|peraturan|naskah|kurikulum|ujian|penelitian
|vaksin|obat|wabah|penyakit kulit|gizi|benih|pupuk|panen|ternak|ikan asin|kopi|teh|rempah|garam|gula aren|beras ketan|kelapa
|tenun|batik tulis|gerabah|ukiran|perahu|mesin jahit|traktor|truk tangki|sepeda listrik|becak|angkutan kota|bus sekolah
|gerbong|helikopter|pesawat tanpa awak|satelit|jaringan serat|aplikasi|kata sandi|gim|film pendek|panggung|orkestra|naskah drama
|lagu daerah|pameran|festival|lomba|turnamen|medali|pelatih|atlet|wasit|penonton|relawan|penyuluh|bidan|nelayan|petani|buruh
|pedagang|pengrajin|guru honorer|mahasiswa|santri|pensiunan|perantau|pengungsi|penyintas|saksi|tersangka|jaksa|hakim|penyidik
|warga|pemilik lahan|investor|nasabah|pelanggan|penumpang|sopir|masinis|nakhoda|juru masak|peneliti|arsitek|seniman|penyair
|sutradara|penata rias|komunitas|yayasan|serikat|panitia|dewan adat|paguyuban|kelompok tani|regu penyelamat|tim medis
|awan panas|banjir|longsor|kekeringan|kabut asap|gelombang pasang|gempa susulan|kebakaran|listrik padam|air bersih|sampah
|limbah|polusi|terumbu karang|mangrove|burung migran|harimau|penyu|gajah liar|orang utan|kunang-kunang|madu|anggrek|bambu
""".replace("\n", "")
)
VERBS = _list(
    """
memperbaiki|menutup|membuka|memeriksa|menolak|menyetujui|menghentikan|memperluas|memindahkan|mengawasi|menghitung|membagikan
|menjual|membeli|menyita|menemukan|menyelamatkan|merawat|memulihkan|merancang|membangun|membongkar|mengangkut|menyimpan
|mengolah|menanam|memanen|melatih|menguji|meneliti|menerbitkan|mencabut|menunda|mempercepat|menambah|mengurangi|memangkas
|membiayai|meminjamkan|menggugat|melaporkan|membantah|menjelaskan|menyoroti|memprotes|mendukung|mengusulkan|menyusun
|mengesahkan|merevisi|memantau|mencatat|mengumpulkan|menyalurkan|mengirim|menerima|mengembalikan|mengganti|menyewa|mengelola
|menata|membersihkan|mengeringkan|memadamkan|mengevakuasi|menjaga|melindungi|melepas|menangkap|menahan|memanggil|mendampingi
|mengajari|mendidik|menghibur|memamerkan|mementaskan|merekam|menyiarkan|mengunggah|menghapus|memblokir|mengunci|mencetak
|merakit|menyambung|memasang|memotong|menggali|menimbun|mengaspal|melebarkan|mengecat|menyegel|melelang|mewariskan|membagi
""".replace("\n", "")
)
QUALITIES = _list(
    """
lama|baru|rusak|terbengkalai|bersejarah|milik swasta|milik desa|tanpa izin|bernilai tinggi|yang bocor|yang retak|di tepi jalan
|dekat sungai|di lereng bukit|di pesisir|berlantai dua|ukuran kecil|untuk anak|bagi lansia|khusus perempuan|berbahan bambu
|buatan lokal|dari luar negeri|yang hilang|yang tersisa|sementara|darurat|tahan gempa|hemat energi|berbiaya rendah|musiman
|bermutu ekspor|yang disengketakan|warisan leluhur|kelas dua|tingkat provinsi|antarpulau|berbasis masyarakat|serba guna
|peninggalan Belanda|setengah jadi|siap pakai|yang tertunda|terluas|terpencil|paling ramai|bergerak|terapung|digital|manual
|tanpa bahan kimia|beraroma tajam|yang viral|berwarna terang|tertua|berisiko|langka|bekas|percontohan|bersubsidi|gratis
""".replace("\n", "")
)
REASONS = _list(
    """
karena hujan turun tanpa henti|sebab dana pusat belum cair|lantaran alat berat terlambat tiba|akibat salah hitung di lapangan
|setelah keluhan menumpuk berbulan-bulan|sesudah rapat berlangsung hingga tengah malam|menyusul temuan pemeriksa keuangan
|berkat sumbangan para perantau|sekalipun jumlah petugas masih kurang|meski sebagian tetangga keberatan
|supaya kejadian serupa tidak terulang|agar antrean tidak mengular sampai jalan raya|demi menekan biaya perawatan
|seraya menunggu hasil uji laboratorium|sambil menghitung ulang kerugian|tanpa menunggu perintah atasan
|begitu cuaca membaik|sebelum musim tanam tiba|selagi harga masih rendah|kendati peralatannya sudah tua
|berbekal peta buatan sendiri|dengan pengawalan ketat aparat|lewat musyawarah yang alot|melalui lelang terbuka
|atas permintaan keluarga korban|di tengah penolakan pemilik kios|di sela kunjungan kerja|menjelang akhir tahun anggaran
|seiring bertambahnya pendatang|sejalan dengan rencana tata ruang|tatkala pasokan menipis|ketika jalan utama terputus
|usai masa tanggap darurat dicabut|pada malam yang sama|di hadapan ratusan undangan|bersama dua negara tetangga
""".replace("\n", "")
)
SAYINGS = _list(
    """
kata|ujar|tutur|ucap|jelas|ungkap|terang|papar|sebut|imbuh
""".replace("\n", "")
)
ROLES = _list(
    """
kepala dinas pertanian|ketua paguyuban|juru bicara perusahaan|peneliti madya|camat|lurah|sekretaris daerah|kapolsek
|kepala sekolah|direktur utama|manajer lapangan|dokter jaga|ketua rukun warga|pengacara keluarga|anggota dewan
|komandan regu|pendamping desa|guru besar hidrologi|kurator|bendahara koperasi|penyelenggara acara|kepala puskesmas
|pelatih kepala|mandor proyek|petugas syahbandar|jaksa penuntut|panitera|pegiat lingkungan|kepala stasiun|sejarawan
""".replace("\n", "")
)
UNITS = _list(
    """
orang|keluarga|unit|hektare|ton|kilometer|meter persegi|liter|ekor|lembar|rumah|kios|perahu|karung|bidang|titik|batang|kamar
|siswa|pasien
""".replace("\n", "")
)
FIRST = _list(
    """
Bagas|Sulastri|Wiratmo|Yohana|Ketut|Marlina|Hasbullah|Nurdin|Ratih|Ferdian|Lestari|Markus|Zulkifli|Retno|Damar|Supri|Halimah
|Yusrizal|Melati|Gunawan|Ismail|Astuti|Bonar|Saodah|Trisno|Welly|Rosalina|Jumadi|Kartini|Prasetya|Arman|Dewanti|Endro|Fitria
|Galih|Harsono|Indah|Jatmiko|Khadijah|Lukas|Mustofa|Ningsih|Oktavia|Pandu|Qomar|Rahayu|Slamet|Tarsih|Umar|Vina|Wahyono|Yeni
""".replace("\n", "")
)
LAST = _list(
    """
Wirakusuma|Simbolon|Hadiningrat|Lumbantobing|Sastrowardoyo|Rumengan|Tanjung|Pangestu|Kobarubun|Nasution|Siregar|Mahardika
|Adiputra|Suryaningrat|Pattimura|Wenda|Lubis|Kusnadi|Prawira|Tambunan|Sihotang|Mandagi|Gayatri|Baskoro|Widjaja|Kelana
|Permadi|Tarigan|Hutapea|Laksmana|Sanjaya|Rantetana|Wicaksana|Hakimi|Maulana|Purnama|Damanik|Salim|Wattimena|Kurniati
""".replace("\n", "")
)
STEMS = _list(
    """
Suka|Karang|Tanjung|Sumber|Mekar|Cipta|Pandan|Kedung|Watu|Banyu|Rawa|Lubuk|Muara|Bukit|Gunung|Sido|Wono|Tirta|Purwo|Batu
|Kampung|Sungai|Teluk|Pulau|Air
""".replace("\n", "")
)
ENDS = _list(
    """
mulya|jati|sari|rejo|harja|laksana|wangi|lestari|makmur|kencana|asri|agung|indah|waru|pinang|kembar|tengah|lor|wetan|putih
|merah|panjang|dalam|seribu|bening|teduh|sakti|raya|permai|gading
""".replace("\n", "")
)
BODIES = _list(
    """
Dinas Perhubungan|Dinas Pertanian|Badan Penanggulangan Bencana|Balai Konservasi|Kejaksaan Negeri|Pengadilan Negeri
|Komisi Informasi|Badan Pusat Statistik|Dinas Pendidikan|Rumah Sakit Umum Daerah|Kantor Pertanahan|Dinas Perikanan
|Lembaga Bantuan Hukum|Balai Arkeologi|Perusahaan Air Minum|Serikat Nelayan|Dewan Kesenian|Kamar Dagang
|Otoritas Pelabuhan|Palang Merah
""".replace("\n", "")
)
OPENERS = _list(
    """
Sementara itu|Pada saat yang sama|Di sisi lain|Lebih jauh|Selain itu|Sebaliknya|Akibatnya|Belakangan|Mula-mula|Sesudahnya
|Kini|Hingga sore hari|Sejak pekan lalu|Dalam pertemuan terpisah|Menurut catatan lama|Diam-diam|Untuk sementara
|Berbeda dengan tahun lalu|Tidak jauh dari sana|Dari hasil hitungan awal
""".replace("\n", "")
)
SYNONYMS = tuple(
    tuple(pair.split("="))
    for pair in _list(
        """
memperbaiki=membenahi|menjelaskan=menerangkan|mengatakan=menyebut|karena=lantaran|setelah=usai|sekitar=kurang lebih
|menemukan=mendapati|membagikan=menyalurkan|menolak=tidak menerima|warga=penduduk|rusak=hancur|lama=usang|mulai=sejak
|sementara=adapun|agar=supaya|meski=walau|jumlah=banyaknya|ketika=saat|melalui=lewat|membangun=mendirikan|hanya=cuma
|menambah=meningkatkan|membantah=menyangkal|tiba=datang|menunda=menangguhkan|menyusun=merumuskan|petugas=aparat
""".replace("\n", "")
    )
)
ABBREVIATIONS = (
    ("Badan Penanggulangan Bencana", "BPB"), ("Badan Pusat Statistik", "BPS"), ("Rumah Sakit Umum Daerah", "RSUD"),
    ("Lembaga Bantuan Hukum", "LBH"), ("Kejaksaan Negeri", "Kejari"), ("Pengadilan Negeri", "PN"),
    ("Dinas Perhubungan", "Dishub"), ("Palang Merah", "PM"), ("rumah sakit", "RS"), ("kilometer", "km"),
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember").split()
CITIES = _list(
    """
Semarang|Padang|Manado|Kupang|Jambi|Bogor|Malang|Ambon|Pontianak|Cirebon|Tegal|Kendari|Palu|Mataram|Serang|Madiun|Sorong
|Bengkulu|Tarakan|Ternate|Kediri|Sukabumi|Binjai|Dumai|Bitung|Parepare|Garut|Jember|Kudus|Cilegon
""".replace("\n", "")
)
PROVINCES = _list(
    """
Aceh|Sumatera Utara|Riau|Jambi|Bengkulu|Lampung|Banten|Jawa Barat|Jawa Tengah|Jawa Timur|Bali|Kalimantan Barat|Kalimantan Timur
|Sulawesi Utara|Sulawesi Selatan|Gorontalo|Maluku|Papua Barat|Nusa Tenggara Timur|Bangka Belitung
""".replace("\n", "")
)
CLUBS = _list(
    """
Garuda Timur|Elang Selatan|Persatuan Muara|Bintang Laut|Harimau Lereng|Putra Kapuas|Kijang Merah|Banteng Utara|Laskar Teluk
|Mutiara Sakti|Rajawali Kota|Pendekar Sawah|Naga Pesisir|Satria Mahakam
""".replace("\n", "")
)
