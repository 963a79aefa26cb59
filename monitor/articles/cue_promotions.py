"""Cues of what a house says of itself on its pages: promotions, walls, share and comment prompts."""

from monitor.articles.cue_words import NEWS, ON, PLATFORM, TO_END, WHOLE, cue

PROMOTIONS = (
    cue(
        "promo",
        r"(?:yuk|ayo|mari)?\W*(?:dapatkan|ikuti|simak|cek|gabung|bergabung|join|follow|update|subscribe|berlangganan|"
        r"temukan|baca)",
        rf"\b.{{0,60}}\b{NEWS}\b.{{0,200}}\b{PLATFORM}\b",
    ),
    cue(
        "promo",
        r"(?:yuk|ayo|mari)\W+(?:segera\s+)?(?:dapatkan|ikuti|gabung|bergabung|join|follow|subscribe|unduh|download)",
        rf"\b.{{0,200}}\b{PLATFORM}\b",
    ),
    cue(
        "promo",
        r"(?:ikuti|follow|subscribe)\s+(?:(?:kami|us)\s*(?:$|[:!]|(?:juga|di|pada|lewat|melalui|dan|on|at)\b)|"
        r"(?:official\s+)?(?:akun|whats?app|channel|"
        r"saluran|google news|instagram|berita)\b)[^.]{0,100}(?:\.\w+[^.]{0,100})?\.?$",
    ),
    cue(
        "promo",
        r"(?:unduh|download|install|instal)\s+(?:sekarang\s+)?(?:aplikasi|app)\b.{0,80}\b(?:kami|berita|news|"
        r"\w+\.(?:com|id))\b",
    ),
    cue(
        "promo",
        r"(?:untuk|agar|supaya)\s[^.!?]{0,80}\b(?:ikuti|follow|gabung|bergabung|subscribe)\b",
        rf"[^.!?]{{0,80}}\b{PLATFORM}\b[^.!?]{{0,80}}[.!]?$",
        longest=220,
    ),
    cue("promo", r"(?:cek|baca|simak)(?:\s+juga)?\s+(?:artikel|berita) (?:dan|&) (?:artikel|berita)\b"),
    cue(
        "promo",
        r"(?:ayo|yuk|mari)\W+(?:segera\s+)?(?:kunjungi|buka|klik|baca)\b[^.!?]{0,60}\b\w[\w-]*\.(?:com|co\.id|id)\b",
        longest=400,
    ),
    cue(
        "promo",
        r"kunjungi\s[^.!?]{0,60}\b(?:kanal|channel|akun|laman|situs|website)\b[^.!?]{0,40}\bkami\b(?:[^.!?]|\.(?=\w)){0,40}[.!]?$",
        longest=140,
    ),
    cue(
        "promo",
        r"klik (?:untuk|link|tautan)\b[^.!?]{0,80}\b(?:channel|saluran|google news|grup|telegram)\b",
        longest=160,
    ),
    cue(
        "promo", r"(?:(?:ber)?langganan|daftar|subscribe(?: to)?(?: our)?)\s+newsletter\b", rf"{ON}*[.!]?$", longest=140
    ),
    cue("promo", r"breaking news(?: (?-i:[A-Z])\w+){1,3}", WHOLE, longest=40),
    cue(
        "promo",
        r"(?:(?:download|unduh|instal+)\s+)?(?:aplikasi|apps?|android|ios|iphone|play ?store|google play|app ?store|versi android)",
        r"(?:\s\S+){0,3}\s*:\s*(?:https?://|www\.|bit\.ly)\S+(?:\s+\w+\s*:\s*https?://\S+)*",
        WHOLE,
        longest=200,
    ),
    cue("promo", r"(?:download|unduh|instal+)\s+(?:\S+\s){1,3}apps?\b", rf"{ON}*[.!]?$", longest=140),
    cue("promo", r"klik\W+(?:channel|saluran|kanal|grup|link)\s+(?-i:[A-Z])", TO_END, longest=90),
    cue(
        "promo",
        r"(?:ayo|yuk|mari)\W+(?:share|bagikan|ceritakan|kirim\w*|tulis\w*)\b[^.!?]{0,90}\bdi ?sini\b",
        longest=180,
    ),
    cue(
        "promo",
        r"(?:tulis|kirim|sampaikan)(?:kan)? (?:opini|pendapat|artikel|cerita|tulisan|ulasan)\w*(?: (?:anda|kamu)|mu)\b",
        rf"{ON}*[.!]?$",
        longest=120,
    ),
    cue("campaign", r"dalam (?:segala|setiap) situasi, \w[\w ]{1,20}\.(?:com|co\.id|id|tv) berkomitmen\b", longest=400),
    cue(
        "promo",
        r"(?:dapatkan|miliki|pesan|beli)\s+(?:segera\s+)?(?:buku|majalah|tabloid|e-?book)\b[^.!?]{0,80}\b(?:melalui|lewat|di)\s",
        r"\S+\.(?:com|co\.id|id)\W*$",
        longest=160,
    ),
    cue(
        "promo", r"(?:anda|kamu|sobat|pembaca)\w* (?:juga )?(?:bisa|dapat) berlangganan\b", rf"{ON}*[.!]?$", longest=160
    ),
    cue(
        "promo",
        r"(?:sanggahan|penafian)\s*:\s*(?:artikel|berita|tulisan|informasi|konten|isi|segala|setiap|seluruh|semua)\b",
        longest=900,
    ),
    cue(
        "wall",
        r"(?:berlangganan untuk (?:lanjut|melanjutkan)\w* membaca(?=\W*$)|ini artikel (?:spesial|khusus pelanggan)|"
        r"agar bisa lanjut membaca sampai tuntas artikel|",
        r"sudah (?:berlangganan|punya akun|menjadi pelanggan)\?\s*(?:silakan )?(?:masuk|login)?|"
        r"anda mendukung independensi|",
        r"akses (?:edisi \w+ dari|penuh (?:ke )?(?:seluruh|semua)|tanpa batas)\b)[^!?]{0,90}[.!]?$",
        longest=180,
    ),
    cue("promo", r"dapatkan akses\b.{0,80}\b(?:premium|tanpa batas)\b", longest=160),
    cue(
        "promo",
        r"(?:artikel|berita|ringkasan|konten|tulisan) ini (?:\w+ ){0,2}di(?:buat|tulis|bantu|hasilkan|olah|susun|publikasi|"
        r"produksi|rangkum)\w*\b[^.!?]{0,60}",
        r"\b(?:ai|kecerdasan (?:buatan|artifisial)|artificial intelligence)\b[^.!?]{0,60}[.!]?$",
        longest=200,
    ),
    cue(
        "promo",
        r"disclaimer\s*(?::\s*\S|[|]?\s*(?:setiap|segala|seluruh|semua|komentar|informasi|artikel|berita|isi|tulisan|konten|"
        r"data|perlu)\b)",
        longest=900,
    ),
    cue(
        "promo",
        r"(?:dapatkan|ikuti|simak|update)\s+(?:terus\s+)?(?:update\s+)?(?:berita|informasi|kabar|perkembangan|"
        r"breaking news|artikel)",
        r"\b.{0,120}\b(?:setiap hari|pilihan|terkini|terbaru|terupdate|lainnya|up to date)\b.{0,160}$",
    ),
    cue(
        "promo",
        r"(?:pastikan|jangan lupa)\b.{0,60}\b(?:install|instal|subscribe|follow|aktifkan notifikasi)\b",
        rf"{ON}*[.!?]?$",
    ),
    cue(
        "promo",
        r"(?:jangan|agar tidak|biar (?:tidak|nggak|enggak)) (?:ketinggalan|lewatkan|sampai ketinggalan)\b.{0,80}",
        r"\b(?:berita|informasi|update|kabar|whatsapp|video)\b",
        longest=200,
    ),
    cue(
        "campaign",
        r"(?:banyak orang hebat di sekitar kita|segera lengkapi data dirimu|lengkapi profil|yuk daftarkan|"
        r"ikutan program|",
        r"#jernihberkomentar|kompas\.com berkomitmen memberikan fakta|(?:kirimkan|"
        r"berikan) apresiasi (?:spesial|sebesar)|",
        r"gabung kompas\.com|tulis komentarmu|data dirimu akan digunakan|",
        r"periksa kembali dan lengkapi data)",
        longest=500,
    ),
    cue("promo", r"dukung (?:keberlanjutan )?jurnalisme", longest=500),
    cue(
        "promo",
        r"jangan lupa (?:untuk )?(?:saksikan|tonton|ikuti|dengarkan|kunjungi|baca)\b[^.!?]{0,80}",
        r"\b(?:di|lewat|melalui) (?:\w+ ){0,3}(?:\w[\w-]*\.(?:com|co\.id|id|tv)|kanal|channel|youtube|instagram|tiktok)\b",
        longest=200,
    ),
    cue(
        "promo",
        r"(?:ingin|mau|tertarik|penasaran)\b[^.!?]{3,100}\?\W*(?:yuk|silakan|langsung)?\W*(?:klik|baca|simak|kunjungi|ikuti|daftar|gabung|(?:ber)?langganan)\b",
        longest=240,
    ),
    cue(
        "promo",
        r"(?:(?:yuk|ayo|mari)\W+)?(?:baca|temukan|simak|cek|lihat|cari)\s+(?:juga )?",
        r"(?:berita|artikel|info\w*|konten|kabar|tulisan)\b[^.!?]{0,40}\blainnya\b(?:[^.!?]|\.(?=\w)){0,60}[.!]?$",
        longest=140,
    ),
    cue(
        "promo",
        r"(?:ikuti|follow|baca|cek|simak|dapatkan|temukan|(?:ber)?gabung(?:lah)?|klik)\b[^.!?]{0,80}\b(?:google (?:news|berita)|",
        r"(?:whatsapp|wa) channel|(?:saluran|channel|kanal) whatsapp)\b[^.!?]{0,60}[.!]?$",
        longest=200,
    ),
    cue("promo", r"(?:subscribe|(?:ber)?langganan)\s+(?-i:[A-Z])[^.!?]{0,40}(?:\.(?:com|id|co\.id))?$", longest=70),
    cue(
        "promo",
        r"(?:terima ?kasih (?:telah|sudah) (?:membaca|mengunjungi)\b|(?:dukungan|donasi|langganan) anda\b[^.!?]{0,80}\bkami\b|",
        r"sebagai ungkapan terima ?kasih atas (?:perhatian|dukungan) anda|donasi\b[^.!?]{0,40}\bgratis\W*$|",
        r"silakan akses\b.{0,80}$|",
        r"dengan (?:mendaftar|berlangganan|melanjutkan)\b[^.!?]{0,40}\b(?:anda|kamu) (?:menyetujui|setuju)\b|",
        r"(?:anda|kamu) (?:juga )?(?:bisa|dapat) (?:membaca|mengikuti|mendapatkan|menyimak) (?:berita|artikel|kabar|info\w*)\b|",
        r"(?:download|unduh) (?:segera|sekarang)\W|the english\b.{0,80}\bautomatically generated\b)",
        longest=400,
    ),
    cue("promo", r"(?:yuk|ayo|mari)\W+(?:koleksi|beli|dapatkan|miliki|pesan)\b[^.!?]{0,100}[.!…]*$", longest=140),
    cue(
        "promo",
        r"(?:simak|ikuti|baca)\s+(?:terus\s+)?(?:berita|informasi|kabar|perkembangan)\b[^!?]{0,100}",
        r"\bdi\s+[\w-]+\.(?:com|id|co\.id)\W*$",
        longest=160,
    ),
    cue("promo", r"versi cetak (?:artikel|berita|tulisan) ini\b", longest=260),
    cue("promo", r"(?:fakta atau hoaks\?|untuk mengetahui kebenaran informasi yang beredar)", longest=500),
    cue("promo", r"(?:anda bisa menjadi kolumnis|kriteria \(salah satu\)\s*:\s*akademisi)", longest=500),
    cue(
        "promo",
        r"(?:add|tambahkan|jadikan|pilih)\b.{0,60}\b(?:preferred source|sumber (?:pilihan|utama))\b.{0,40}\bgoogle",
        longest=160,
    ),
    cue(
        "promo",
        r"(?:(?:daftarkan|masukkan|tuliskan)\s+(?:alamat\s+)?(?:e-?mail|surel)\s+(?:anda|kamu)|"
        r"dapatkan (?:informasi|berita|kabar|",
        r"insight)\b[^.!?]{0,80}\b(?:e-?mail|surel|kotak masuk|inbox)\b|(?:alamat )?(?:e-?mail|"
        r"surel) anda tidak akan|simpan nama, email)",
        r".{0,160}$",
        longest=260,
    ),
    cue(
        "promo",
        r"(?:(?:yuk|ayo|mari)\W+)?(?:gabung|bergabung|join|ikuti|follow|like)\s+(?:(?:ke|di|dengan|juga|"
        r"sekarang|akun|resmi)\s+){0,3}",
        rf"(?:(?:grup|channel|saluran|kanal|fanpage)\s+)?{PLATFORM}\b[^.!?]{{0,80}}\b(?:kami|\w+\.(?:com|"
        rf"co\.id|id)|@\w+|channel)\b[^.!?]{{0,40}}[.!]?$",
        longest=160,
    ),
    cue("promo", r"(?:follow|ikuti)\s+(?:\w+\s+)?@\w+", WHOLE, longest=60),
    cue(
        "promo",
        r"(?:untuk|agar|supaya) (?:mendapatkan|memperoleh|mengikuti|membaca) (?:berita|informasi|info|kabar|"
        r"update|artikel)\b",
        r"[^.!?]{0,80},?\s(?:silakan )?(?:unduh|download|instal+|klik|kunjungi|ikuti|follow|gabung|subscribe|"
        r"akses)\b[^.!?]{0,120}[.!]?$",
        longest=240,
    ),
    cue(
        "promo",
        r"(?:unduh|download|instal+)\s+(?:aplikasi|apps?)\s[^.!?]{1,40}\bsekarang\b[^.!?]{0,60}(?:\.\S+)*[.!]?$",
        longest=160,
    ),
    cue("promo", r"(?:cek|simak|baca) berita(?:-berita)? (?:terbaru|terkini)\b[^.!?]{0,60}$", longest=100),
    cue(
        "promo",
        r"(?:hubungi redaksi|kirim(?:kan)? (?:berita|foto|tulisan|informasi|artikel)\w*(?: anda| kamu)? (?:ke|melalui)|"
        r"punya (?:informasi|cerita|berita|kisah)\b[^?]{0,40}\?)[^!?]{0,60}(?:redaksi|\bkami\b)\S*",
        TO_END,
        longest=160,
    ),
    cue(
        "promo",
        r"(?:(?-i:[A-Z])[\w.]+ adalah platform \w+\. )?",
        r"(?:konten|artikel|isi|iklan|advertorial|opini|tulisan|materi)\b[^.!?]{0,40}",
        r"\btanggung ?jawab\b[^.!?]{0,40}\b(?:redaksi|pengiklan|pemasang|penulis|blogg?er|kreator|pengirim|pembuatnya)\b",
        r"[^.!?]{0,60}(?:[.!] (?:artikel|opini|tulisan|isi|redaksi)\b[^.!?]{0,120})?[.!]?$",
        longest=240,
    ),
    cue("promo", r"konten ini di(?:produksi|buat|tulis)\w* oleh\b[^.!?]{0,60}[.!]?$", longest=110),
    cue(
        "promo",
        r"(?:dukung (?:kami|media|jurnalisme)|traktir (?:kami )?kopi|beli (?:majalah|edisi) ini)\b",
        TO_END,
        longest=90,
    ),
    cue(
        "promo",
        r"(?:(?:konten|artikel|tulisan|berita) ini (?:merupakan |adalah )?(?:konten )?(?:hasil )?(?:kerja ?sama|"
        r"advertorial|berbayar|bersponsor|disponsori)|konten (?:hasil )?kerja ?sama)\b",
        longest=160,
    ),
    cue(
        "promo",
        r"(?:konten premium|(?:ayo )?berlangganan|gabung kompas\.com\+|google news|whats?app channel|saluran whatsapp)",
        WHOLE,
        longest=40,
    ),
    cue("promo", r"cek (?:video|foto|berita)(?:nya)? (?:di bawah|berikut)\b", longest=80),
    cue(
        "share",
        r"(?:bagikan|share|sebarkan|salin (?:link|tautan)|copy link|kirim ke|facebook|twitter|whatsapp|"
        r"telegram|line|linkedin|",
        r"email|pinterest|(?:url|tautan|link) (?:telah |berhasil )?(?:di|ter)(?:salin|copy))",
        r"(?:\s*:.{0,60}$|\s+(?:artikel|berita|ini|this)(?: ini| article| story| post)?\s*:?[\W_]*$|\s+(?:ke|via|"
        r"on)(?:\s+\w+)?[\W_]*$|[\W_]*$)",
        longest=100,
    ),
    cue(
        "share",
        r"(?:(?:facebook|twitter|whatsapp|telegram|line|linkedin|e-?mail|pinterest|threads|messenger|x|"
        r"copy link|salin link|tweet|share)",
        r"(?:[\s|/•·]+|$)){2,}$",
        longest=100,
    ),
    cue(
        "comment",
        r"(?:komentar|\d+ komentar|(?:tulis|kirim|lihat|beri)(?:kan)? komentar(?:mu| anda)?|tinggalkan komentar|"
        r"kolom komentar|",
        r"komentari(?: (?:artikel|berita)(?: ini)?)?|comments?|belum ada komentar|jadilah yang pertama (?:ber|"
        r"mem)\w+(?: komentar)?|",
        r"tambahkan komentar|(?:bagaimana|apa) reaksi (?:anda|kamu)|berita ini (?:bermanfaat|membantu)|beri rating)",
        WHOLE,
        longest=80,
    ),
    cue(
        "comment",
        r"(?:ingatlah untuk menjaga komentar|komentar di luar tanggung jawab|silakan login untuk|(?:login|"
        r"masuk) untuk (?:memberi(?:kan)? |ber|kirim )?komentar|",
        r"(?:apa|bagaimana) (?:pendapat|komentar|tanggapan)(?:mu| anda)\b.{0,60}komentar|",
        r"(?:apa|bagaimana|apakah)\b[^.!?]{0,40}\b(?:artikel|berita) ini\b[^.!?]{0,30}\?$)",
    ),
)
