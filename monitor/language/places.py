"""Names of places as datelines write them, in lower case. Enough to tell "Jakarta - " from "Inter - ", not a gazetteer."""

_INDONESIA = """
jakarta|jakarta pusat|jakarta selatan|jakarta barat|jakarta timur|jakarta utara|bandung|bandung barat|surabaya|medan
semarang|makassar|palembang|denpasar|yogyakarta|jogja|solo|surakarta|malang|bogor|depok|tangerang|tangerang selatan|bekasi
cikarang|karawang|purwakarta|subang|cirebon|indramayu|majalengka|kuningan|sumedang|garut|tasikmalaya|ciamis|banjar
pangandaran|sukabumi|cianjur|cimahi|serang|cilegon|lebak|pandeglang|rangkasbitung|padang|bukittinggi|payakumbuh|pariaman
padang pariaman|solok|pekanbaru|dumai|siak|kampar|batam|tanjungpinang|tanjung pinang|bintan|karimun|natuna|jambi|bengkulu
bandar lampung|bandarlampung|lampung|lampung selatan|metro|pangkalpinang|pangkal pinang|belitung|banda aceh|aceh
lhokseumawe|langsa|sabang|pidie|bireuen|binjai|pematangsiantar|pematang siantar|deli serdang|deliserdang|langkat|asahan
sibolga|nias|toba|karo|pontianak|singkawang|sambas|ketapang|banjarmasin|banjarbaru|martapura|palangka raya|palangkaraya
sampit|barito timur|samarinda|balikpapan|bontang|kutai kartanegara|tenggarong|penajam|tarakan|nunukan|tanjung selor|manado
bitung|minahasa|tomohon|gorontalo|palu|poso|donggala|sigi|kendari|baubau|konawe|mamuju|parepare|maros|gowa|bone|toraja
palopo|luwu timur|ambon|ternate|tidore|sofifi|jayapura|sentani|merauke|timika|mimika|biak|nabire|wamena|manokwari|sorong
fakfak|raja ampat|kupang|ende|maumere|sikka|flores|labuan bajo|manggarai|manggarai barat|lembata|sumba|atambua|mataram
lombok|lombok timur|lombok tengah|lombok utara|sumbawa|bima|dompu|badung|gianyar|ubud|tabanan|buleleng|singaraja|jembrana
karangasem|klungkung|bali|nusa dua|kuta|sidoarjo|gresik|lamongan|tuban|bojonegoro|mojokerto|jombang|kediri|blitar
tulungagung|trenggalek|ponorogo|pacitan|madiun|magetan|ngawi|nganjuk|pasuruan|probolinggo|lumajang|jember|bondowoso
situbondo|banyuwangi|bangkalan|sampang|pamekasan|sumenep|madura|batu|tegal|brebes|pemalang|pekalongan|batang|kendal|demak
kudus|jepara|pati|rembang|blora|grobogan|purwodadi|sragen|karanganyar|sukoharjo|wonogiri|klaten|boyolali|salatiga|magelang
temanggung|wonosobo|purworejo|kebumen|banyumas|purwokerto|cilacap|purbalingga|banjarnegara|sleman|bantul|kulon progo
kulonprogo|gunungkidul|gunung kidul|wonosari|nusantara|ikn|papua|jawa barat|jawa tengah|jawa timur|banten
"""

_WORLD = """
kuala lumpur|singapura|bangkok|manila|hanoi|ho chi minh city|phnom penh|yangon|naypyidaw|vientiane|dili|bandar seri begawan
tokyo|osaka|suita|hiroshima|seoul|pyongyang|beijing|shanghai|hong kong|hongkong|taipei|ulaanbaatar|new delhi|mumbai|dhaka
islamabad|karachi|lahore|kabul|kolombo|colombo|kathmandu|teheran|tehran|baghdad|damaskus|beirut|amman|yerusalem|jerusalem
tel aviv|gaza|jalur gaza|rafah|ramallah|tepi barat|riyadh|jeddah|mekkah|makkah|madinah|mina|arafah|doha|dubai|abu dhabi
manama|muscat|sanaa|kuwait|ankara|istanbul|kairo|cairo|tripoli|tunis|aljir|rabat|khartoum|addis ababa|nairobi|lagos|abuja
cape town|johannesburg|moskow|moscow|kyiv|kiev|minsk|warsawa|warsaw|berlin|munich|muenchen|frankfurt|hamburg|dortmund|paris
marseille|lyon|london|manchester|liverpool|edinburgh|glasgow|dublin|brussel|brussels|den haag|amsterdam|rotterdam|madrid
barcelona|sevilla|valencia|lisbon|lisboa|porto|roma|rome|milan|milano|turin|torino|napoli|vatikan|florence|jenewa|geneva
zurich|bern|davos|wina|vienna|praha|budapest|bukares|sofia|beograd|athena|athens|helsinki|stockholm|oslo|kopenhagen
reykjavik|washington|washington dc|washington d.c|washington d.c.|washington, d.c|new york|new york city|los angeles
san francisco|chicago|miami|houston|boston|florida|california|ottawa|toronto|vancouver|mexico city|meksiko|havana|caracas
bogota|lima|santiago|buenos aires|brasilia|rio de janeiro|sao paulo|montevideo|canberra|sydney|melbourne|perth|brisbane
wellington|auckland|port moresby|suva|malaysia|thailand|vietnam|filipina|jepang|korea selatan|china|india|mesir|turki|inggris
amerika serikat
"""

PLACES = frozenset(name for line in (_INDONESIA + _WORLD).split("\n") for name in line.split("|") if name)
LONGEST_PLACE = max(len(name) for name in PLACES)
