"""The table of cues: how blocks begin that are no text, in the words Indonesian news pages use. Matching is in `cues`."""

import re
from dataclasses import dataclass

_PROSE = 320  # a longer block is prose, unless its opening leaves no doubt


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of noise: how its blocks begin, and how long they may be."""

    kind: str
    opening: re.Pattern[str]
    longest: int
    words: str  # of the pattern, without what all share
    marks: str  # of a cue that begins with any words: it can only match where one of these characters stands
    mark: re.Pattern[str] | None  # ... as an expression

    def may_begin(self, text: str) -> bool:
        """Whether a block can be such noise at all, by its marks."""
        return self.mark is None or self.mark.search(text) is not None


def _cue(kind: str, *parts: str, longest: int = _PROSE, marks: str = "") -> Cue:
    words = "".join(parts)
    return Cue(kind, _opening(words), longest, words, marks, re.compile(f"[{re.escape(marks)}]") if marks else None)


def _opening(words: str) -> re.Pattern[str]:
    return re.compile(f"(?i)[\\W_]*(?:{words})")


_WHOLE = r"[\W_]*$"
_TO_END = r"[^.!?]*$"  # no sentence follows
_READ = r"(?:baca|lihat|simak|tonton|saksikan|cek|klik|dengarkan|nonton|watch|read)"
_ALSO = r"(?:juga|pula|lagi|selengkapnya|selanjutnya|lainnya|ini|di ?sini|more|also)"
_THING = r"(?:artikel|berita|ulasan|liputan|konten|kisah|info\w*|laporan|video|videonya|foto|foto-foto\w*|live|streaming|podcast)"
_NEWS = r"(?:berita|update|informasi|info|kabar|breaking news|artikel|konten|saluran|kanal|channel|grup|akun|kami)"
_PLATFORM = (
    r"(?:whatsapp|wa channel|telegram|google\s?news|google discover|play ?store|app ?store|channel|saluran|aplikasi|"
    r"newsletter|ponsel\w*|youtube|instagram|tiktok|facebook|twitter|threads)"
)
_PEOPLE = (
    r"(?:reporter|editor|penulis|kontributor|wartawan|jurnalis|koresponden|redaktur|pewarta|penyunting|penerjemah|"
    r"uploader|author|writer|rep|red|content writer|sub ?editor|produser|video ?editor|fotografer|"
    r"tim (?:liputan|redaksi)|redaktur & reporter)"
)
_NAME = r"(?-i:[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})"
_AGENCIES = (
    r"(?:foto|dok|sumber|istimewa|ist|photo|credit|\w+\.(?:com|id|co\.id)/|antara foto|antara/|shutterstock|getty|"
    r"freepik|pixabay|unsplash|pexels|reuters/|afp/|ap photo)"
)
_DAY = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)"

_RELATED = (
    _cue(
        "related",
        _READ,
        rf"(?:(?:\s+{_ALSO})(?:\s+{_THING})?(?:\s+{_ALSO})?|\s+{_THING}(?:\s+{_ALSO})?)(?:\s+(?:terkait|menarik|terbaru))?",
        r"\s*(?:[:|»>]|\s[-–])",
    ),
    _cue("related", _READ, r"\s*:\s*['\"“‘]?(?-i:[A-Z0-9])"),
    _cue("related", _READ, rf"\s+{_ALSO}\s+['\"“‘].{{3,160}}['\"”’]\s*[:.]?$", longest=200),
    _cue("related", r"baca (?:artikel|berita)\b[^.!?]{0,40}[\"“].{5,200}[\"”]\s*selengkapnya\b", longest=500),
    _cue(
        "related", r"(?:klik|untuk membaca)\b[^.!?]{0,60}\b(?:selengkapnya|di ?sini)[^.!?]{0,20}", _WHOLE, longest=110
    ),
    _cue(
        "related",
        r"(?:next|prev|terkini lainnya|artikel (?:selanjutnya|sebelumnya)|informasi selengkapnya)\b",
        _TO_END,
        longest=90,
    ),
    _cue("related", _READ, rf"(?:\s+{_THING})?\s+(?:juga|selengkapnya|selanjutnya|lainnya|di ?sini)", _WHOLE),
    _cue("related", r"baca juga(?!\s+(?:buku|kitab|novel|surat)\b)\s*\S.{0,160}(?<![.!])$", longest=200),
    _cue(
        "related",
        r"(?:artikel|berita|topik|tag|tulisan|video|konten|foto|kabar)\s+",
        r"(?:terkait|terpopuler|lainnya|populer|pilihan|terbaru|menarik lainnya)\s*(?::|$)",
    ),
    _cue(
        "related",
        r"(?:pilihan (?:editor|redaksi)|menarik dibaca|selanjutnya|anda mungkin (?:tertarik|suka)|"
        r"(?:anda )?mungkin (?:anda|kamu) (?:juga )?(?:suka|tertarik)|anda mungkin (?:juga )?menyukai|",
        r"related (?:posts?|news|articles?)|rekomendasi untuk(?:mu| anda| kamu)|",
        r"also read|read (?:also|more)|berita lain(?:nya)?|jangan lewatkan)\s*(?::[^.]*$|$)",
        longest=200,
    ),
    _cue(
        "related",
        r"(?:baca|simak)\s+(?:berita|artikel|informasi|info|kabar|ulasan)\b.{0,90}",
        r"\b(?:di sini|disini|di bawah ini|google news|lainnya|whatsapp)\b",
    ),
    _cue(
        "related",
        r"(?:baca|simak|lihat|klik)\s+(?:\w+\s+){0,2}(?:selengkapnya(?! berikut)|berikutnya|",
        r"halaman (?:selanjutnya|berikutnya|dua|tiga))\b.{0,60}$",
        longest=120,
    ),
    _cue("related", r"baca juga\b.{0,180}\b(?:tulisan|artikel|berita|kisah|esai) (?:menarik )?lainnya\b[^.]{0,60}\.?$"),
    _cue("related", r"eksplorasi konten lain dari\b", _TO_END, longest=90),
    _cue(
        "related",
        r"(?:lewati .{2,60} dan terus membaca|lewatkan bagian berikut\b.{0,40}|akhir dari (?:paling banyak dibaca|"
        r"konten|podcast|whatsapp|"
        r"twitter|youtube|instagram|facebook|tiktok|artikel|newsletter)\b.{0,30})",
        _WHOLE,
        longest=110,
    ),
    _cue("related", r"silakan baca (?:konten|berita|artikel)\b"),
)

_PLAYERS = (
    _cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan|nonton|cek|putar)\W+(?:juga\s+|pula\s+)?(?:video|tayangan|live|detiksore)\b",
        r"(?:[^.!?]|[.!?](?=[\w'\"’”])){0,200}['\"’”:!?.\])]*$",
        longest=260,
    ),
    _cue(
        "video",
        r"(?:lihat|simak|tonton|saksikan)\s+(?:juga\s+)?(?:\w+\s+){0,3}(?:video|tayangan)\w*\s.{0,80}",
        r"(?:berikut|di bawah|pilihan|di sini)\b",
        longest=160,
    ),
    _cue(
        "video",
        r"(?:video|foto|infografis|galeri)\s*(?:pilihan|terkait|populer|terkini|hari ini)?\s*(?::|[\W_]*$)",
        longest=160,
    ),
    _cue("embed", r"\[\s*(?:gambas|youtube|twitter|instagram|facebook|video|embed|gallery|caption|tiktok)\b[^\]]*\]"),
    _cue(
        "embed",
        r"(?:lihat (?:postingan|kiriman) ini di|view this (?:post|profile) on|sebuah kiriman (?:yang )?dibagikan|",
        r"(?:a|1) (?:post|photo|reel) (?:shared|posted) by|postingan (?:asli )?dibagikan|kiriman dibagikan)",
        longest=600,
    ),
)

_PAGE_MARKS = (
    _cue(
        "ad",
        r"(?:advertisement|advertising|advertorial|iklan(?: google)?|sponsored|promoted(?: content)?)(?:\s+scroll\b.*)?",
        _WHOLE,
        longest=120,
    ),
    _cue(
        "ad",
        r"scroll\s+(?:to\s+(?:continue|resume|read)|(?:down\s+|ke (?:bawah\s+)?)?(?:untuk|buat)\s+(?:melanjutkan|"
        r"lanjut|membaca|melihat))",
    ),
    _cue(
        "ad",
        r"(?:content|lanjutkan membaca|continue reading|gulir(?: ke bawah)? untuk (?:lanjut|melanjutkan))\b.{0,40}$",
        longest=60,
    ),
    _cue(
        "ad",
        r"(?:nyaman tanpa iklan|baca (?:berita )?tanpa iklan|kompascom\+|langganan bisnispro|berlangganan .{0,40}tanpa iklan)",
    ),
    _cue("page", r"(?:halaman|laman|page|hal)\s*:?\s*(?:\(?\d{1,2}[\s/|.-]*(?:dari|of)?\s*)+", _WHOLE, longest=80),
    _cue("page", r"(?:halaman|laman)\s*(?::|$|(?:berikutnya|selanjutnya|sebelumnya)\b[^.]*$)", longest=80),
    _cue("page", r"\d{1,2}", _WHOLE, longest=4),
    _cue("page", r"\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}\s*(?:halaman|hal|page)?", _WHOLE, longest=40),
    _cue(
        "page",
        r"(?:\d{1,2}\s+){1,9}(?:\.{2,3}\s*|…\s*)?\d{0,2}\s*(?:selanjutnya|berikutnya|next|last|tampilkan semua|"
        r"show all|semua halaman|lihat semua)",
        longest=80,
    ),
    _cue(
        "page",
        r"(?:selanjutnya|berikutnya|sebelumnya|selengkapnya|next|prev(?:ious)?|tampilkan semua|show all|lihat semua|",
        r"lanjutkan membaca|baca selengkapnya|baca selanjutnya|lanjut baca)",
        _WHOLE,
        longest=60,
    ),
    _cue("page", r"(?:lanjut|bersambung|berlanjut)\s+(?:baca\s+)?ke\s+(?:halaman|laman|hal)\b", longest=120),
    _cue(
        "control",
        r"(?:loading|memuat(?: (?:artikel|berita))?|(?:play|putar)(?: video)?|pause|(?:un)?mute|fullscreen|"
        r"galeri foto|polling|",
        r"dengarkan (?:artikel|berita)(?: ini)?|(?:waktu|lama|durasi) (?:mem)?baca\s*:?.{0,20}|\d{1,3} (?:menit|min|"
        r"mins?) (?:mem)?(?:baca|read)|",
        r"(?:ukuran|besar) (?:font|teks|huruf)(?:\s*:.{0,20})?|text size.{0,20}|(?:kecil|sedang|besar|small|medium|"
        r"large|larger)",
        r"(?:\s+(?:kecil|sedang|besar|small|medium|large|larger))+|a\s?[+-]?(?:\s+a\s?[+-]?){1,3}|kirim artikel|"
        r"lihat artikel asli|terkini|embed(?: share)?|",
        r"no media source currently available|the (?:code|url) has been copied to your clipboard)",
        _WHOLE,
        longest=60,
    ),
    _cue(
        "control",
        r"(?:(?:dibaca|(?:post )?views|dilihat)\s*:?\s*[\d.,]+(?:\s*(?:kali|x|rb|k))?|[\d.,]+\s*(?:views|kali dibaca|pembaca)|",
        r"\d{1,3} (?:detik|menit|jam|hari|minggu|bulan) (?:yang )?lalu)",
        _WHOLE,
        longest=40,
    ),
    _cue("contents", r"daftar isi(?:\s+isi)?", _WHOLE, longest=40),
    _cue(
        "code",
        r"(?:const\W*)?(?:var|let|const)\s+[\w$]+\s*[=;]|function\s*[\w$]*\s*\(|(?:window|document|googletag|"
        r"datalayer|jquery)\.\w+",
        r"|if\s*\(.{0,80}\)\s*\{|[\w$.]+\.push\(|else\s*\{|\w+\s*[:=]\s*[^.]{0,80};$",
        longest=600,
    ),
    _cue("markup", r"<?\s*/?\w+[^>]{0,300}\b(?:src|href|class|style|width)\s*=\s*[\"']", longest=2000, marks="="),
)

_PROMOTIONS = (
    _cue(
        "promo",
        r"(?:yuk|ayo|mari)?\W*(?:dapatkan|ikuti|simak|cek|gabung|bergabung|join|follow|update|subscribe|berlangganan|"
        r"temukan|baca)",
        rf"\b.{{0,60}}\b{_NEWS}\b.{{0,200}}\b{_PLATFORM}\b",
    ),
    _cue(
        "promo",
        r"(?:yuk|ayo|mari)\W+(?:segera\s+)?(?:dapatkan|ikuti|gabung|bergabung|join|follow|subscribe|unduh|download)",
        rf"\b.{{0,200}}\b{_PLATFORM}\b",
    ),
    _cue(
        "promo",
        r"(?:ikuti|follow|subscribe)\s+(?:(?:kami|us)\s*(?:$|[:!]|(?:juga|di|pada|lewat|melalui|dan|on|at)\b)|"
        r"(?:official\s+)?(?:akun|whats?app|channel|"
        r"saluran|google news|instagram|berita)\b)[^.]{0,100}(?:\.\w+[^.]{0,100})?\.?$",
    ),
    _cue(
        "promo",
        r"(?:unduh|download|install|instal)\s+(?:sekarang\s+)?(?:aplikasi|app)\b.{0,80}\b(?:kami|berita|news|"
        r"\w+\.(?:com|id))\b",
    ),
    _cue(
        "promo",
        r"(?:untuk|agar|supaya)\s[^.!?]{0,80}\b(?:ikuti|follow|gabung|bergabung|subscribe)\b",
        rf"[^.!?]{{0,80}}\b{_PLATFORM}\b[^.!?]{{0,80}}[.!]?$",
        longest=220,
    ),
    _cue("promo", r"(?:cek|baca|simak)(?:\s+juga)?\s+(?:artikel|berita) (?:dan|&) (?:artikel|berita)\b"),
    _cue(
        "promo",
        r"kunjungi\s[^.!?]{0,60}\b(?:kanal|channel|akun|laman|situs|website)\b[^.!?]{0,40}\bkami\b[^.!?]{0,40}[.!]?$",
        longest=140,
    ),
    _cue(
        "promo",
        r"klik (?:untuk|link|tautan)\b[^.!?]{0,80}\b(?:channel|saluran|google news|grup|telegram)\b",
        longest=160,
    ),
    _cue("promo", r"(?:(?:ber)?langganan|daftar|subscribe(?: to)?(?: our)?)\s+newsletter\b", _TO_END, longest=90),
    _cue("promo", r"dapatkan akses\b.{0,80}\b(?:premium|tanpa batas)\b", longest=160),
    _cue(
        "promo",
        r"(?:artikel|berita|ringkasan|konten|tulisan) ini (?:\w+ )?di(?:buat|tulis|bantu|hasilkan|olah|susun|"
        r"rangkum)\w*\b[^.!?]{0,60}",
        r"\b(?:ai|kecerdasan (?:buatan|artifisial)|artificial intelligence)\b[^.!?]{0,60}[.!]?$",
        longest=200,
    ),
    _cue(
        "promo",
        r"disclaimer\s*[:|]?\s*(?:setiap|segala|seluruh|semua|komentar|informasi|artikel|berita|isi|tulisan|konten|"
        r"data|perlu)\b",
        longest=600,
    ),
    _cue(
        "promo",
        r"(?:dapatkan|ikuti|simak|update)\s+(?:terus\s+)?(?:update\s+)?(?:berita|informasi|kabar|perkembangan|"
        r"breaking news|artikel)",
        r"\b.{0,120}\b(?:setiap hari|pilihan|terkini|terbaru|terupdate|lainnya|up to date)\b.{0,160}$",
    ),
    _cue(
        "promo",
        r"(?:pastikan|jangan lupa)\b.{0,60}\b(?:install|instal|subscribe|follow|aktifkan notifikasi)\b[^.!?]*[.!?]?$",
    ),
    _cue(
        "promo",
        r"(?:jangan|agar tidak|biar (?:tidak|nggak|enggak)) (?:ketinggalan|lewatkan|sampai ketinggalan)\b.{0,80}",
        r"\b(?:berita|informasi|update|kabar|whatsapp|video)\b",
        longest=200,
    ),
    _cue(
        "promo",
        r"(?:banyak orang hebat di sekitar kita|segera lengkapi data dirimu|lengkapi profil|yuk daftarkan|ikutan program|",
        r"#jernihberkomentar|kompas\.com berkomitmen memberikan fakta|(?:kirimkan|berikan) apresiasi (?:spesial|sebesar)|",
        r"dukung (?:keberlanjutan )?jurnalisme|gabung kompas\.com|tulis komentarmu|data dirimu akan digunakan|",
        r"periksa kembali dan lengkapi data)",
        longest=500,
    ),
    _cue("promo", r"versi cetak (?:artikel|berita|tulisan) ini\b", longest=260),
    _cue("promo", r"\*?\s*fakta atau hoaks\?", longest=500),
    _cue("promo", r"(?:artikel ini merupakan )?konten (?:ini )?(?:hasil )?kerja ?sama\b", longest=120),
    _cue(
        "promo",
        r"(?:konten premium|(?:ayo )?berlangganan|gabung kompas\.com\+|google news|whats?app channel|saluran whatsapp)",
        _WHOLE,
        longest=40,
    ),
    _cue("promo", r"cek (?:video|foto|berita)(?:nya)? (?:di bawah|berikut)\b", longest=80),
    _cue(
        "share",
        r"(?:bagikan|share|sebarkan|salin (?:link|tautan)|copy link|kirim ke|facebook|twitter|whatsapp|telegram|line|linkedin|",
        r"email|pinterest|(?:url|tautan|link) (?:telah |berhasil )?(?:di|ter)(?:salin|copy))",
        r"(?:\s*:.{0,60}$|\s+(?:artikel|berita|ini|this)(?: ini| article| story)?\s*:?[\W_]*$|\s+(?:ke|via|"
        r"on)(?:\s+\w+)?[\W_]*$|[\W_]*$)",
        longest=100,
    ),
    _cue(
        "comment",
        r"(?:komentar|\d+ komentar|(?:tulis|kirim|lihat|beri)(?:kan)? komentar(?:mu| anda)?|tinggalkan komentar|"
        r"kolom komentar|",
        r"komentari (?:artikel|berita)(?: ini)?|comments?)",
        _WHOLE,
        longest=80,
    ),
    _cue(
        "comment",
        r"(?:ingatlah untuk menjaga komentar|komentar di luar tanggung jawab|silakan login untuk|(?:login|"
        r"masuk) untuk (?:memberi(?:kan)? |ber|kirim )?komentar|",
        r"(?:apa|bagaimana) (?:pendapat|komentar|tanggapan)(?:mu| anda)\b.{0,60}komentar)",
    ),
)

_PEOPLE_AND_PLACES = (
    _cue("byline", rf"{_PEOPLE}(?:\s*/\s*\w+)?\s*[:|]\s*\S.{{0,160}}$", longest=200),
    _cue("byline", rf"(?:editor|reporter|penulis|oleh)\s+{_NAME}(?:\s*[|/,]\s*{_PEOPLE}\s*:?\s+{_NAME})?$", longest=90),
    _cue("byline", r"tim (?:redaksi|liputan|(?-i:[A-Za-z]+News)|detik\w+)", _WHOLE, longest=30),
    _cue(
        "byline",
        rf"(?:artikel|berita|tulisan|naskah) ini (?:telah )?di(?:tulis|sunting|edit|liput|"
        rf"susun)\s+oleh\s+{_NAME}[^.!?]{{0,160}}\.?$",
        longest=260,
    ),
    _cue(
        "byline",
        r"(?:laporan|dilaporkan)\s+(?:langsung\s+)?(?:wartawan|reporter|kontributor|jurnalis|"
        r"koresponden)\b[^.]{0,40}\S.{0,90}$",
        longest=160,
    ),
    _cue("byline", r"(?:oleh|by|laporan)\s*:\s*(?-i:[A-Z])[^.]{1,80}$", longest=90),
    _cue(
        "caption",
        r"(?:foto|photo|ilustrasi|kredit foto|gambar|caption|dokumentasi)\s*[:/].{0,300}$|",
        r"(?:keterangan|sumber) (?:foto|gambar|video)\s*[:,/].{0,300}$",
        longest=400,
    ),
    _cue("caption", r"(?:dok\b\.?|(?:photo|image|foto) (?:by|courtesy)\b)[^.!?]{0,60}$", longest=80),
    _cue(
        "caption",
        r"(?:ilustrasi|potret|suasana|tangkapan layar|screenshot)\b[^.!?]{0,120}[.]?\s*[(\[/|][^()\[\]]{2,70}[)\]]?\.?$",
        longest=200,
    ),
    _cue("caption", r"(?:perbesar|zoom|ilustrasi(?:\s+\w+){0,3}|lihat foto|\d+\s*/\s*\d+)", _WHOLE, longest=60),
    _cue("caption", rf"[^.!?]{{3,150}}[.!?]?\s*[(\[]{_AGENCIES}[^)\]]{{0,90}}[)\]]", _WHOLE, longest=300, marks="(["),
    _cue("caption", r"[^.!?]{3,160}/(?-i:Net|Ist|Istimewa|Repro)", _WHOLE, longest=180, marks="/"),
    _cue(
        "caption",
        r"[^.!?]{3,120}\s\(c\)\s[\w/. ]{2,50}$|[^!?]{3,160}\s?©\s?\d{0,4}\s?\S[^.]{0,80}(?:\.com\S*)?$",
        longest=260,
        marks="(©",
    ),
    _cue(
        "caption",
        r".{3,150}\((?:foto|dok|istimewa|photo|credit|antara foto|ilustrasi)\b[^)]{0,90}\)",
        _WHOLE,
        longest=320,
        marks="(",
    ),
    _cue("caption", rf"infografis\b{_TO_END}", longest=130),
    _cue(
        "copyright",
        r"(?:©|\(c\)\s*\d{4}|all rights reserved|(?:copyright|hak cipta)(?:\s*(?:©|\(c\)|[@:|-]|by\b|dilindungi)|"
        r"[^.]{0,60}\b\d{4}|[\W_]*$))",
        longest=200,
    ),
    _cue(
        "copyright",
        r"dilarang (?:keras )?(?:mengambil|mengutip|menyalin|mengcopy)\b.{0,400}(?:izin|ai|antara|redaksi)",
        longest=500,
    ),
    _cue("tags", r"(?:tags?|topik|kirim)\s*:?", _WHOLE, longest=12),
    _cue("tags", r"(?:tags?|topik|kata kunci|keywords?|label)\s*:\s*\S.{0,200}$", longest=240),
    _cue("tags", r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)*", _WHOLE, longest=200),
    _cue(
        "date",
        r"(?:diterbitkan|dipublikasikan|dipublish|diunggah|diposting|diperbarui|terakhir diperbarui|last updated?|"
        r"published|posted on|updated|tayang)\s*:?\s*",
        r"(?:pada\s+)?(?:\w+,\s*)?\d{1,2}[\s/-]\S.{0,50}$",
        longest=90,
    ),
    _cue(
        "date",
        rf"(?:[^\W\d][\w. ]{{1,30}}\s?[,|–-]\s*)?(?:{_DAY}\s*,?\s*)?\d{{1,2}}[\s/.-]{{1,2}}\w+[\s/.-]{{1,2}}\d{{4}}[\s,|/–-]*",
        r"(?:pukul|jam)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*wi[bt]a?)?",
        _WHOLE,
        longest=90,
        marks="0123456789",
    ),
    _cue(
        "source",
        r"(?:(?:sumber|source)\s*(?:artikel|berita|tulisan|data|informasi)?\s*:\s*\S[^.]{0,90}(?:\.\w{2,5}\S*)?|"
        r"sumber artikel)",
        _WHOLE,
        longest=160,
    ),
)

CUES = (*_RELATED, *_PLAYERS, *_PAGE_MARKS, *_PROMOTIONS, *_PEOPLE_AND_PLACES)
MARKED_CUES = tuple(cue for cue in CUES if cue.marks)
ANY_MARK = re.compile("[" + re.escape("".join(cue.marks for cue in MARKED_CUES)) + "]")
ANY_WORDED = re.compile(
    "[\\W_]*(?:"
    + "|".join(cue.words.replace("(?-i:", "(?:").replace("A-Z", "a-z") for cue in CUES if not cue.marks)
    + ")"
)
"""All openings without a mark at once, for text in lower case: most blocks match none, and one question costs a tenth of sixty."""
