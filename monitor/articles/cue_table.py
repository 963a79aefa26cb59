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


def _cue(kind: str, *parts: str, longest: int = _PROSE) -> Cue:
    words = "".join(parts)
    return Cue(kind, _opening(words), longest, words)


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
        r"related (?:posts?|news|articles?)|",
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
        r"scroll\s+(?:to\s+(?:continue|resume|read)|(?:down\s+|ke (?:bawah\s+)?)?(?:untuk|buat)\s+(?:melanjutkan|lanjut|membaca))",
    ),
    _cue("ad", r"(?:content|lanjutkan membaca|gulir(?: ke bawah)? untuk (?:lanjut|melanjutkan))\b.{0,40}$", longest=60),
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
        r"(?:\d{1,2}\s+){1,9}\d{0,2}\s*(?:selanjutnya|berikutnya|next|last|tampilkan semua|show all|semua halaman|lihat semua)",
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
    _cue("contents", r"daftar isi(?:\s+isi)?", _WHOLE, longest=40),
    _cue(
        "code",
        r"(?:const\W*)?(?:var|let|const)\s+[\w$]+\s*[=;]|function\s*[\w$]*\s*\(|(?:window|document|googletag|datalayer|jquery)\.\w+",
        r"|if\s*\(.{0,80}\)\s*\{|[\w$.]+\.push\(|else\s*\{|\w+\s*[:=]\s*[^.]{0,80};$",
        longest=600,
    ),
    _cue("markup", r"<?\s*/?\w+[^>]{0,300}\b(?:src|href|class|style|width)\s*=\s*[\"']", longest=2000),
)

_PROMOTIONS = (
    _cue(
        "promo",
        r"(?:yuk|ayo|mari)?\W*(?:dapatkan|ikuti|simak|cek|gabung|bergabung|join|follow|update|subscribe|berlangganan|temukan|baca)",
        rf"\b.{{0,60}}\b{_NEWS}\b.{{0,200}}\b{_PLATFORM}\b",
    ),
    _cue(
        "promo",
        r"(?:yuk|ayo|mari)\W+(?:segera\s+)?(?:dapatkan|ikuti|gabung|bergabung|join|follow|subscribe|unduh|download)",
        rf"\b.{{0,200}}\b{_PLATFORM}\b",
    ),
    _cue(
        "promo",
        r"(?:ikuti|follow|subscribe)\s+(?:kami|akun|whats?app|channel|saluran|google news|instagram|berita)\b[^.]{0,160}\.?$",
    ),
    _cue(
        "promo",
        r"(?:unduh|download|install|instal)\s+(?:sekarang\s+)?(?:aplikasi|app)\b.{0,80}\b(?:kami|berita|news|\w+\.(?:com|id))\b",
    ),
    _cue("promo", r"(?:cek|baca|simak)\s+berita (?:dan|&) artikel\b"),
    _cue(
        "promo",
        r"(?:dapatkan|ikuti|simak|update)\s+(?:terus\s+)?(?:update\s+)?(?:berita|informasi|kabar|perkembangan|"
        r"breaking news|artikel)",
        r"\b.{0,120}\b(?:setiap hari|pilihan|terkini|terbaru|terupdate|lainnya|up to date)\b.{0,160}$",
    ),
    _cue("promo", r"(?:pastikan|jangan lupa)\b.{0,60}\b(?:install|instal|subscribe|follow|aktifkan notifikasi)\b"),
    _cue(
        "promo",
        r"(?:jangan|agar tidak|biar (?:tidak|nggak|enggak)) (?:ketinggalan|lewatkan|sampai ketinggalan)\b.{0,80}",
        r"\b(?:berita|informasi|update|kabar|whatsapp|video)\b",
        longest=200,
    ),
    _cue(
        "promo",
        r"(?:banyak orang hebat di sekitar kita|segera lengkapi data dirimu|lengkapi profil|yuk daftarkan|ikutan program|",
        r"#jernihberkomentar|kompas\.com berkomitmen memberikan fakta)",
        longest=500,
    ),
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
        r"email|pinterest|url berhasil disalin|tautan disalin)",
        r"(?:\s*:.{0,60}$|\s+(?:artikel|berita)(?: ini)?[\W_]*$|\s+(?:ke|via|on)\s+\w+[\W_]*$|[\W_]*$)",
        longest=100,
    ),
    _cue(
        "comment",
        r"(?:komentar|\d+ komentar|(?:tulis|kirim|lihat|beri)(?:kan)? komentar(?:mu| anda)?|tinggalkan komentar|comments?)",
        _WHOLE,
        longest=80,
    ),
    _cue(
        "comment",
        r"(?:ingatlah untuk menjaga komentar|komentar di luar tanggung jawab|silakan login untuk|masuk untuk (?:ber)?komentar|",
        r"(?:apa|bagaimana) (?:pendapat|komentar|tanggapan)(?:mu| anda)\b.{0,60}komentar)",
    ),
)

_PEOPLE_AND_PLACES = (
    _cue("byline", rf"{_PEOPLE}(?:\s*/\s*\w+)?\s*[:|]\s*\S.{{0,160}}$", longest=200),
    _cue("byline", r"(?:editor|reporter|penulis)\s+(?-i:[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3})$", longest=60),
    _cue(
        "byline",
        r"(?:laporan|dilaporkan)\s+(?:langsung\s+)?(?:wartawan|reporter|kontributor|jurnalis|koresponden)\b[^.]{0,40}\S.{0,90}$",
        longest=160,
    ),
    _cue("byline", r"(?:oleh|by|laporan)\s*:\s*(?-i:[A-Z])[^.]{1,80}$", longest=90),
    _cue(
        "caption",
        r"(?:foto|photo|ilustrasi|kredit foto|gambar|caption|dokumentasi)\s*[:/].{0,300}$|",
        r"(?:keterangan|sumber) (?:foto|gambar|video)\s*[:,/].{0,300}$",
        longest=400,
    ),
    _cue("caption", r"(?:perbesar|zoom|ilustrasi(?:\s+\w+){0,3}|lihat foto|\d+\s*/\s*\d+)", _WHOLE, longest=60),
    _cue("caption", rf"[^.!?]{{3,150}}\({_AGENCIES}[^)]{{0,90}}\)", _WHOLE, longest=300),
    _cue(
        "caption",
        r"[^.!?]{3,120}\s\(c\)\s[\w/. ]{2,50}$|[^!?]{3,160}\s?©\s?\d{0,4}\s?\S[^.]{0,80}(?:\.com\S*)?$",
        longest=260,
    ),
    _cue(
        "caption",
        r".{3,150}\((?:foto|dok|istimewa|photo|credit|antara foto|ilustrasi)\b[^)]{0,90}\)",
        _WHOLE,
        longest=320,
    ),
    _cue("caption", rf"infografis\b{_TO_END}", longest=130),
    _cue("copyright", r"(?:copyright|hak cipta|©|\(c\)\s*\d{4}|all rights reserved)", longest=200),
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
        r"(?:diterbitkan|dipublikasikan|diperbarui|terakhir diperbarui|last updated?|published|updated|tayang)\s*:?\s*",
        r"(?:pada\s+)?(?:\w+,\s*)?\d{1,2}[\s/-]\S.{0,50}$",
        longest=90,
    ),
    _cue(
        "date",
        r"[^\W\d][\w ]{1,24},\s*\d{1,2}[\s/-]\w+[\s/-]\d{4}[\s,|/–-]*(?:pukul\s*)?\d{1,2}[.:]\d{2}(?:\s*wi[bt]a?)?",
        _WHOLE,
        longest=70,
    ),
    _cue(
        "date",
        _DAY,
        r",?\s*\d{1,2}[\s/-]\w+[\s/-]\d{4}[\s,|/–-]*(?:pukul\s*)?\d{1,2}[.:]\d{2}.{0,12}$",
        longest=60,
    ),
    _cue(
        "source",
        r"(?:sumber|source)\s*(?:artikel|berita|tulisan|data|informasi)?\s*:\s*\S[^.]{0,90}(?:\.\w{2,5}\S*)?",
        _WHOLE,
        longest=160,
    ),
)

CUES = (*_RELATED, *_PLAYERS, *_PAGE_MARKS, *_PROMOTIONS, *_PEOPLE_AND_PLACES)
ANY_CUE = re.compile(
    "[\\W_]*(?:" + "|".join(cue.words.replace("(?-i:", "(?:").replace("A-Z", "a-z") for cue in CUES) + ")"
)
"""All openings at once, for text in lower case: most blocks match none, and one question costs a tenth of sixty."""
