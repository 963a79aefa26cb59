"""The table of cues, in the words that Indonesian news pages use. Matching is in `cue_words` and `cues`."""

from monitor.articles.cue_promotions import PROMOTIONS
from monitor.articles.cue_words import ALSO, DAY, NAME, ON, PEOPLE, READ, THING, TO_END, WHOLE, CueTable, cue

_LABELS = tuple(
    """
tutup|batal|simpan|cetak|print|kirim|laporkan|suka|disukai|like|tweet|pin it|bookmark|unduh|masuk|daftar|login|berlangganan
langganan|close|x|kembali ke atas|kembali ke artikel|show more|previous next|sebelumnya berikutnya|navigasi pos|langganan sekarang
memuat konten|mohon tunggu|unduh pdf|redaksi|adv|jurnalis|reporter|penulis|editor|kontributor|lainnya|gabung diskusi|sukses
editor's pick|berita rekomendasi|find us on social media|istimewa|antara foto|antara|tim redaksi|powered by wordpress
terkait|paling banyak dibaca|most read|headline|headlines|berita utama|terbaru|indeks|kembali|kontak kami|tentang kami|powered by
pedoman media siber|kebijakan privasi|disclaimer|red|lihat galeri|lihat semua foto|daftar isi tampilkan|cover story
redaksi pedoman media siber kontak|pilihan untuk anda|trending topic|hot topics|yang sedang tren|berita foto|sosial media
media sosial|simpan artikel|cetak artikel|laporkan artikel ini|beri apresiasi|ayo berikan komentar|gabung ke percakapan
sudah baca ini|temukan kami di|bagikan artikel ini lewat|ini videonya|berikut videonya|tonton di youtube|klik play untuk menonton
cek juga data ini|lebih lengkap baca di sini|lihat juga berita ini|next article|leave a comment|member of|daftarkan email
baca artikel sumber|baca artikel asli|mungkin anda melewatkan ini|mungkin kamu melewatkan ini|komentar di artikel lainnya
untuk memberikan komentar|kirim masukan|klik banner|scan this qr or download app from|gunakan google|gunakan facebook
""".replace("\n", "|").split("|")
)

_RELATED = (
    cue(
        "related",
        READ,
        rf"(?:(?:\s+{ALSO})(?:\s+{THING})?(?:\s+{ALSO})?|\s+{THING}(?:\s+{ALSO})?)(?:\s+(?:terkait|menarik|terbaru))?",
        r"\s*(?:[:|»>]|\s[-–])",
    ),
    cue("related", READ, r"\s*:\s*['\"“‘]?(?-i:[A-Z0-9])"),
    cue("related", READ, rf"\s+{ALSO}\s+['\"“‘].{{3,160}}['\"”’]\s*[:.]?$", longest=200),
    cue("related", r"baca (?:artikel|berita)\b[^.!?]{0,40}[\"“].{5,200}[\"”]\s*selengkapnya\b", longest=500),
    cue(
        "related",
        r"(?:klik|untuk membaca(?= (?:\w+ )?(?:artikel|berita|lebih|selengkapnya|versi)))\b",
        r"[^.!?]{0,60}\b(?:selengkapnya|di ?sini)[^.!?]{0,20}",
        WHOLE,
        longest=110,
    ),
    cue(
        "related",
        r"(?:prev|terkini lainnya|artikel (?:selanjutnya|sebelumnya)|informasi selengkapnya)\b",
        TO_END,
        longest=90,
    ),
    cue("related", r"(?:lihat|cek|baca|simak|klik)\b[^.!?]{0,60}\bdi ?sini[.!]?$", longest=90),
    cue("related", READ, rf"(?:\s+{THING})?\s+(?:juga|selengkapnya|selanjutnya|lainnya|di ?sini)", WHOLE),
    cue(
        "related",
        r"(?:(?:berita|artikel|info\w*|ulasan|kisah|laporan) )?selengkapnya\b[^.!?]{0,40}",
        r"\b(?:klik|tautan|link|di ?sini)\b[^.!?]{0,30}",
        WHOLE,
        longest=110,
    ),
    cue("related", r"baca juga(?!\s+(?:buku|kitab|novel|surat)\b)\s*\S.{0,160}(?<![.!])$", longest=200),
    cue(
        "related",
        r"(?:artikel|berita|topik|tag|tulisan|video|konten|foto|kabar)\s+",
        r"(?:terkait|terpopuler|lainnya|populer|pilihan|terbaru|menarik lainnya)\s*(?::|$)",
    ),
    cue(
        "related",
        r"(?:pilihan (?:editor|redaksi)|menarik dibaca|anda mungkin (?:tertarik|suka)|"
        r"(?:anda )?mungkin (?:anda|kamu) (?:juga )?(?:suka|tertarik|perlu (?:mem)?baca)|anda mungkin (?:juga )?menyukai|",
        r"related (?:posts?|news|articles?)|rekomendasi untuk(?:mu| anda| kamu)|",
        r"also read|read (?:also|more)|berita lain(?:nya)?|jangan lewatkan)\s*(?::[^.]*$|$)",
        longest=200,
    ),
    cue(
        "related",
        r"(?:baca|simak)\s+(?:berita|artikel|informasi|info|kabar|ulasan)\b.{0,90}",
        r"\b(?:di sini|disini|di bawah ini|google news|lainnya|whatsapp)\b",
    ),
    cue(
        "related",
        r"(?:baca|simak|lihat|klik)\s+(?:\w+\s+){0,2}(?:selengkapnya(?! berikut)|berikutnya|",
        r"halaman (?:selanjutnya|berikutnya|dua|tiga))\b.{0,60}$",
        longest=120,
    ),
    cue("related", r"baca juga\b.{0,180}\b(?:tulisan|artikel|berita|kisah|esai) (?:menarik )?lainnya\b[^.]{0,60}\.?$"),
    cue("related", r"eksplorasi konten lain dari\b", TO_END, longest=90),
    cue(
        "related",
        r"(?:lewati .{2,60} dan terus membaca|lewatkan bagian berikut\b.{0,40}|akhir dari (?:paling banyak dibaca|"
        r"konten|podcast|whatsapp|"
        r"twitter|youtube|instagram|facebook|tiktok|artikel|newsletter)\b.{0,30})",
        WHOLE,
        longest=110,
    ),
    cue(
        "related",
        r"sil[ah]+kan (?:baca|ikuti|simak|cek|kunjungi)\b[^.!?]{0,60}\b(?:konten|berita|artikel|google news)\b",
    ),
    cue("related", rf"(?:selanjutnya|berikutnya)(?: baca)?\s*:\s*(?-i:[A-Z0-9\"“])(?:{ON}|[!?])*$", longest=200),
    cue(
        "related",
        r"(?:next\b(?!,)[^,!?]{0,80}$|(?:berikutnya|selengkapnya di halaman)\b(?!,)[^,!?]{0,80}(?<!\w\.)$)",
        longest=90,
    ),
    cue("related", r"simak pula\s+(?-i:[A-Z])[^.!?]{3,160}$", longest=180),
    cue(
        "related",
        r"(?:(?:baca|simak|lihat|cari)\s+)?(?:kumpulan )?berita(?:-berita)? (?:lain(?:nya)?|terkait|seputar|"
        r"terbaru|terkini)\b",
        r"(?:[^.!?]{0,20}\b(?:terkait|seputar|tentang|di ?sini)\b|\s+\w[\w-]*\.(?:com|co\.id|id)\b|"
        r"\s+(?-i:[A-Z]))?[^.!?]{0,60}$",
        longest=110,
    ),
    cue("related", r"(?:kumpulan berita|berita (?-i:[A-Z])[\w. ]{2,40} lainnya)\b", TO_END, longest=90),
    cue("related", r"(?:cek fakta|info\w*)\b[^.!?]{0,50}\blainnya di\b", TO_END, longest=120),
    cue("related", r"(?:live streaming|link)\b[^.!?]{0,80}\bklik di ?sini", WHOLE, longest=120),
)

_PLAYERS = (
    cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan|nonton|cek|putar)\W+(?:juga\s+|pula\s+)?(?:video|tayangan|live|detiksore)\b",
        r"(?:[^.!?]|[.!?](?=[\w'\"’”])){0,200}['\"’”:!?.\])]*$",
        longest=260,
    ),
    cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan)\s+(?:juga\s+)?(?:\w+\s+){0,3}(?:video|tayangan)\w*\s.{0,80}",
        r"(?:berikut|di bawah|pilihan|di sini)\b",
        longest=160,
    ),
    cue(
        "video",
        r"(?:video|foto|infografis|galeri)\s*(?:pilihan|terkait|populer|terkini|hari ini)?\s*(?::|[\W_]*$)",
        longest=160,
    ),
    cue("video", r"(?:berikut|ini) (?:video|tayangan)\w* (?:selengkapnya|lengkapnya)", WHOLE, longest=60),
    cue("embed", r"pic\.twitter\.com/\w+", WHOLE, longest=60),
    cue("embed", r"[^.!?]{2,60}\(@\w{2,30}\)\s+\w+ \d{1,2}, \d{4}", WHOLE, longest=120, marks="@"),
    cue(
        "embed",
        r"[\[(]?\s*(?:gambas:[^\])]*[\])]|(?:youtube|twitter|instagram|facebook|video|embed|gallery|caption|"
        r"tiktok)\b[^\]]*\])",
    ),
    cue(
        "embed",
        r"(?:lihat (?:postingan|kiriman) ini di|view this (?:post|profile) on|sebuah kiriman (?:yang )?dibagikan|",
        r"(?:a|1) (?:post|photo|reel) (?:shared|posted) by|postingan (?:asli )?dibagikan|kiriman dibagikan)",
        longest=600,
    ),
)

_PAGE_MARKS = (
    cue(
        "ad",
        r"(?:(?:sponsored|promoted|powered|presented) by\b[^.!?]{0,40}|",
        r"advertisements?|advertising|advertorial|iklan(?: (?:oleh )?google)?|sponsored|"
        r"promoted(?: content)?|pariwara)",
        r"(?:\W+(?:scroll|gulir|geser)\b.*)?",
        WHOLE,
        longest=120,
    ),
    cue(
        "ad",
        r"scroll\s+(?:to\s+(?:continue|resume|read)|(?:down\s+|ke (?:bawah\s+)?)?(?:untuk|buat)\s+(?:melanjutkan|"
        r"lanjut|membaca|melihat))",
    ),
    cue(
        "ad",
        r"(?:content|lanjutkan membaca|continue reading|(?:gulir|geser|swipe|"
        r"usap)(?: ke \w+)? untuk (?:lanjut|melanjutkan|lihat|melihat))",
        r"\b.{0,40}$",
        longest=60,
    ),
    cue(
        "ad",
        r"(?:nyaman (?:baca )?tanpa iklan|baca (?:berita )?(?:tanpa|dengan (?:lebih )?sedikit)(?: gangguan)? iklan|"
        r"kompascom\+|langganan bisnispro|berlangganan .{0,40}tanpa iklan)",
    ),
    cue(
        "page",
        r"(?:halaman|laman|page|hal)\s*:?\s*(?:\(?\d{1,2}[\s/|.-]*(?:dari|of)?\s*)+",
        r"(?:selanjutnya|berikutnya|next|lihat semua|tampilkan semua)?",
        WHOLE,
        longest=80,
    ),
    cue("page", r"(?:halaman|laman)\s*(?::|$|(?:berikutnya|selanjutnya|sebelumnya)\b[^.]*$)", longest=80),
    cue("page", r"\d{1,2}", WHOLE, longest=4),
    cue("page", r"\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}\s*(?:halaman|hal|page)?", WHOLE, longest=40),
    cue("page", r"(?:foto|gambar|slide|image)\s*\d{1,3}\s*(?:dari|/|of)\s*\d{1,3}", WHOLE, longest=40),
    cue(
        "page",
        r"(?:\d{1,2}\s+){1,9}(?:\.{2,3}\s*|…\s*)?\d{0,2}\s*(?:selanjutnya|berikutnya|next|last|tampilkan semua|"
        r"show all|semua halaman|lihat semua)",
        longest=80,
    ),
    cue(
        "page",
        r"(?:selanjutnya|berikutnya|sebelumnya|selengkapnya|next|prev(?:ious)?|tampilkan semua|show all|lihat semua|",
        r"lanjutkan membaca|baca selengkapnya|baca selanjutnya|lanjut baca)",
        WHOLE,
        longest=60,
    ),
    cue(
        "page",
        r"(?:lanjut(?:kan)?|bersambung|berlanjut|selanjutnya)\s+(?:baca\s+)?(?:ke|di)\s+(?:halaman|laman|hal)\b",
        longest=120,
    ),
    cue(
        "page",
        r"selengkapnya\s+(?:ada\s+)?di\s+(?:halaman|laman)\s+(?:selanjutnya|berikutnya|dua|kedua|\d)",
        WHOLE,
        longest=70,
    ),
    cue(
        "page",
        r"(?:(?:selanjutnya|sebelumnya|berikutnya|home|beranda|next|prev(?:ious)?)\W+){2,3}\w*",
        WHOLE,
        longest=60,
    ),
    cue("page", r"1\s+2(?:\s+\d{1,2}){1,8}", WHOLE, longest=40),
    cue(
        "control",
        r"(?:loading|memuat(?: (?:artikel|berita))?|(?:play|putar)(?: video)?|pause|(?:un)?mute|fullscreen|"
        r"galeri foto|polling|tampilkan (?:ringkasan(?: artikel| berita)?|lebih (?:banyak|sedikit))|a{2,3}|",
        r"dengarkan (?:artikel|berita)(?: ini)?|(?:waktu|lama|durasi) (?:mem)?baca\s*:?.{0,20}|\d{1,3} (?:menit|min|"
        r"mins?) (?:mem)?(?:baca|read)|",
        r"(?:ukuran|besar) (?:font|teks|huruf)(?:\s*:.{0,20}|(?:\s*a[-+]?){1,4})?|text size.{0,20}|"
        r"(?:kecil|sedang|besar|small|medium|"
        r"large|larger)",
        r"(?:\s+(?:kecil|sedang|besar|small|medium|large|larger))+|a\s?[+-]?(?:\s+a\s?[+-]?){1,3}|kirim artikel|"
        r"lihat artikel asli|terkini|embed(?: share)?|",
        r"no media source currently available|sorry, your country is not allowed.{0,40}|rating\s*:?|\d{2}px|",
        r"the (?:code|url) has been copied to your clipboard)",
        WHOLE,
        longest=60,
    ),
    cue(
        "control",
        r"(?:(?:dibaca|(?:post )?views|dilihat)\s*:?\s*[\d.,]+(?:\s*(?:kali|x|rb|k))?|[\d.,]+\s*(?:views|"
        r"kali dibaca|pembaca)|",
        r"\d{1,3} (?:detik|menit|jam|hari|minggu|bulan) (?:yang )?lalu)",
        WHOLE,
        longest=40,
    ),
    cue(
        "control",
        r"(?:untuk (?:menampilkan|melihat|memutar) (?:video|konten|halaman) ini\b[^.!?]{0,60}",
        r"\b(?:java ?script|browser|peramban)\b|",
        r"belum (?:punya|memiliki) akun\?\s*(?:silah?kan )?(?:daftar|klik|buat|registrasi)\b)",
        r"[^!?]{0,60}$",
        longest=120,
    ),
    cue("date", r"\d{1,2}[.:]\d{2}(?:\s*wi[bt]a?)?", WHOLE, longest=20),
    cue(
        "control",
        r"\d{1,6}\s*(?:suka|sedih|marah|lucu|kaget|senang|takjub|bangga|likes?|shares?|dibagikan)",
        WHOLE,
        longest=30,
    ),
    cue("control", r"(?:klik|sentuh|ketuk) (?:pada )?(?:gambar|foto|infografis)\b", TO_END, longest=80),
    cue("contents", r"daftar isi(?:\s+isi)?", WHOLE, longest=40),
    cue(
        "code",
        r"(?:const\W*)?(?:var|let|const)\s+[\w$]+\s*[=;]|function\s*[\w$]*\s*\(|(?:window|document|googletag|"
        r"datalayer|jquery)\.\w+",
        r"|if\s*\(.{0,80}\)\s*\{|[\w$.]+\.push\(|else\s*\{|\w+\s*[:=]\s*[^.]{0,80};$",
        longest=600,
    ),
    cue("markup", r"<?\s*/?\w+[^>]{0,300}\b(?:src|href|class|style|width)\s*=\s*[\"']", longest=2000, marks="="),
)

_PEOPLE_AND_PLACES = (
    cue("byline", rf"{PEOPLE}(?:\s*/\s*\w+)?\s*[:|]\s*(?:\S.{{0,160}})?$", longest=200),
    cue("byline", r"[\w.+-]+@[\w-]+\.[\w.]+", WHOLE, longest=60, marks="@"),
    cue("byline", rf"{NAME} [-–|] [A-Za-z][\w-]{{2,20}}\.(?:com|id|co\.id)", WHOLE, longest=70, marks="."),
    cue(
        "byline",
        r"sumber\s*:\s*[^•|]{2,40}[•|]\s*(?:naskah|grafis|infografis|foto|riset|teks|editor|penulis)\s*:",
        longest=200,
    ),
    cue("byline", rf"(?:editor|reporter|penulis|oleh)\s+{NAME}(?:\s*[|/,]\s*{PEOPLE}\s*:?\s+{NAME})?$", longest=90),
    cue("byline", rf"(?:kontributor|wartawan|reporter|jurnalis)\s+{NAME}\s*,\s*{NAME}$", longest=90),
    cue("byline", rf"(?:laporan\s+{NAME}\s+dari|liputan\s*:)\s+{NAME}$", longest=70),
    cue("byline", r"tim (?:redaksi|liputan|(?-i:[A-Za-z]+News)|detik\w+)", WHOLE, longest=30),
    cue(
        "byline",
        rf"(?:artikel|berita|tulisan|naskah) ini (?:telah )?di(?:tulis|sunting|edit|liput|"
        rf"susun)\s+oleh\s+{NAME}[^.!?]{{0,160}}\.?$",
        longest=260,
    ),
    cue(
        "byline",
        r"(?:laporan|dilaporkan)\s+(?:langsung\s+)?(?:wartawan|reporter|kontributor|jurnalis|"
        r"koresponden)\b\s*:?\s*(?:(?-i:[A-Z])|\w+\.)[^.]{0,40}\S.{0,90}$",
        longest=160,
    ),
    cue(
        "byline",
        rf"(?:teks|naskah|desain|grafis|riset|olah data)\s*:\s*{NAME}(?:\s*(?:,|&|dan)\s*{NAME})*$",
        longest=100,
    ),
    cue("byline", r"(?:oleh|by|laporan)\s*:\s*(?-i:[A-Z])[^.]{1,80}$", longest=90),
    cue(
        "caption",
        r"(?:foto|photo|ilustrasi|kredit foto|gambar|caption|dokumentasi)\s*[:/].{0,300}$|",
        r"(?:keterangan|sumber) (?:foto|gambar|video)\s*[:,/].{0,300}$",
        longest=400,
    ),
    cue("caption", r"(?:dok\b\.?|(?:photo|image|foto) (?:by|courtesy|oleh)\b)[^.!?]{0,60}$", longest=80),
    cue(
        "caption",
        r"(?:ilustrasi|potret|suasana|tangkapan layar|screenshot)\b[^.!?]{0,120}[.]?\s*[(\[/|]",
        r"(?=[^()\[\]]*(?:[@/]|(?-i:[A-Z])))[^()\[\]]{2,70}[)\]]?$",
        longest=200,
    ),
    cue("caption", r"(?:perbesar|zoom|ilustrasi(?:\s+\w+){0,3}|lihat foto|\d+\s*/\s*\d+)", WHOLE, longest=60),
    cue("caption", r"(?-i:ILUSTRASI|ilustrasi)\.\s"),
    cue("caption", r"(?:arsip foto|foto arsip|foto ilustrasi|ilustrasi|tangkapan layar)\s+[-–—]\s+(?-i:[A-Z])"),
    cue(
        "caption",
        r"(?:\*?gambar hanya ilustrasi|(?:gambar|foto) ilustrasi|(?:image|credit)\s*:\s*\S.{2,50}$|foto dok\b.{0,40}$)",
        longest=70,
    ),
    cue("caption", r"(?:(?:instagram|twitter|facebook|tiktok|youtube|threads)\s*/?\s*@[\w.]+)", WHOLE, longest=60),
    cue(
        "caption",
        r"(?:getty images|afp|reuters|ap|epa|antara|shutterstock|istock|freepik|istimewa)(?:(?:\s?/\s?|"
        r" via )[\w ]{2,40})?",
        WHOLE,
        longest=60,
    ),
    cue(
        "caption",
        r"(?-i:[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14}){0,2})/(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})",
        WHOLE,
        longest=60,
        marks="/",
    ),
    cue("caption", r"[^.!?]{3,160}/(?-i:Net|Ist|Istimewa|Repro)", WHOLE, longest=180, marks="/", ends="ote.)"),
    cue(
        "caption",
        r"[^.!?]{3,120}\s\(c\)\s[\w/. ]{2,50}$|[^!?]{3,160}\s?©\s?\d{0,4}\s?\S[^.]{0,80}(?:\.com[^.]{0,60})?$",
        longest=260,
        marks=("(c)", "©"),
    ),
    cue(
        "caption",
        r"(?:https?://)?(?:www\.)?(?:instagram|twitter|x|facebook|tiktok|youtube|unsplash|pexels|pixabay|freepik|pinterest)\.com/\S*",
        WHOLE,
        longest=120,
    ),
    cue("caption", rf"infografis\b{TO_END}", longest=130),
    cue(
        "copyright",
        r"(?:©|\(c\)\s*\d{4}|all rights reserved|(?:copyright|hak cipta)(?:\s*(?:©|\(c\)|[@:|-]|by\b|dilindungi)|"
        r"(?:\s(?-i:[A-Z][\w.]*)){0,5}\s\d{4}|[\W_]*$))",
        longest=200,
    ),
    cue(
        "copyright",
        r"dilarang (?:keras )?(?:mengambil|mengutip|menyalin|mengcopy|menyebarluaskan|memperbanyak)\b.{0,60}",
        r"\b(?:konten|isi|artikel|berita|tulisan|materi|seluruh|sebagian)\b.{0,400}\b(?:izin|ai|antara|redaksi)\b",
        longest=500,
    ),
    cue("tags", r"(?:tags?|topik)\s*(?:terkait|popul[ae]r|hangat|artikel|berita|:)?", WHOLE, longest=20),
    cue("tags", r"(?:kategori|category|filed under|posted in|tagged(?: with| as)?)\s*:\s*\S.{0,100}$", longest=120),
    cue("tags", r"\#\s?\w[\w-]*(?:\s\w[\w-]*){0,4}", WHOLE, longest=50, marks="#"),
    cue("tags", r"(?:tags?|topik|kata kunci|keywords?|label)\s*:\s*\S.{0,200}$", longest=240),
    cue("tags", r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)*", WHOLE, longest=200),
    cue(
        "date",
        r"(?:oleh\s+(?:\S+\s+){1,3})?(?:diterbitkan|dipublikasikan|dipublish|diunggah|diposting|diperbarui|"
        r"terakhir diperbarui|last updated?|"
        r"published|posted on|updated|tayang)\s*:?\s*",
        r"(?:pada\s+)?(?:\w+,\s*)?\d{1,2}[\s/-]\S[^,.]{0,16}(?:\W{0,3}(?:pukul |jam )?\d\S.{0,30})?$",
        longest=90,
    ),
    cue(
        "date",
        rf"(?:[^\W\d][\w. ]{{1,30}}\s?[,|"
        rf"–-]\s*)?(?:{DAY}\s*,?\s*)?\d{{1,2}}[\s/.-]{{1,2}}\w+[\s/.-]{{1,2}}\d{{4}}[\s,|/–-]*",
        rf"(?:pukul|jam)?\s*\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?(?:\s*wi[bt]a?)?(?:\s*[|/–-]\s*(?:{PEOPLE}|oleh)\s*:?\s+{NAME})?",
        WHOLE,
        longest=90,
        marks="0123456789",
    ),
    cue(
        "date",
        r"(?:artikel|berita|tulisan|konten) ini (?:\w+ ){0,2}",
        r"(?:diterbitkan|dipublikasikan|ditayangkan|diunggah|diperbarui|tayang|terbit)",
        r"(?: pertama kali)?\s*:?\s*(?:pada )?(?:tanggal |hari )?(?:\w+, ?)?\d{1,2}[\s/-]\S{1,12}[\s/-]\d{4}",
        r"(?:\W{0,3}(?:pukul |jam )?\d\S*(?: wi[bt]a?)?)?(?:\. [^.!?]{0,90})?[.)]?$",
        longest=160,
    ),
    cue(
        "source",
        r"(?:(?:sumber|source)\s*(?:artikel|berita|tulisan|data|informasi)?\s*:\s*\S[^.]{0,90}(?:\.\w{2,5}\S*)?|"
        r"sumber artikel)",
        WHOLE,
        longest=160,
    ),
)

CUES = CueTable((*_RELATED, *_PLAYERS, *_PAGE_MARKS, *PROMOTIONS, *_PEOPLE_AND_PLACES), _LABELS)
