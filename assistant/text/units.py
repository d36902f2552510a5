"""Number words, currencies and units: what they are worth, as tables."""

ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 1e2,
    "dozen": 12.0,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "lakh crore": 1e12,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
FRACTIONS = {
    "half": 0.5,
    "halves": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
    "tenths": 0.1,
}
# Money by ISO 4217 code. Names that several lands share (rupee, crown, franc) stay what they are called: two reports
# of one event mean the same.
CURRENCIES = {
    **dict.fromkeys(("$", "us$", "usd", "dollar", "dollars", "us dollar", "us dollars"), "USD"),
    **dict.fromkeys(("a$", "au$", "aud", "australian dollars"), "AUD"),
    **dict.fromkeys(("c$", "ca$", "cad", "canadian dollars"), "CAD"),
    **dict.fromkeys(("nz$", "nzd", "new zealand dollars"), "NZD"),
    **dict.fromkeys(("hk$", "hkd", "hong kong dollars"), "HKD"),
    **dict.fromkeys(("s$", "sgd", "singapore dollars"), "SGD"),
    **dict.fromkeys(("£", "gbp", "pound sterling", "pounds sterling"), "GBP"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("¥", "jpy", "yen"), "JPY"),
    **dict.fromkeys(("cny", "rmb", "yuan"), "CNY"),
    **dict.fromkeys(("₽", "rub", "rouble", "roubles", "ruble", "rubles"), "RUB"),
    **dict.fromkeys(("₩", "krw"), "KRW"),
    **dict.fromkeys(("₦", "ngn", "naira"), "NGN"),
    **dict.fromkeys(("₺", "lira"), "TRY"),
    **dict.fromkeys(("₹", "inr", "pkr", "rs", "rupee", "rupees"), "rupee"),
    **dict.fromkeys(("tk", "taka"), "BDT"),
    **dict.fromkeys(("riyal", "riyals"), "riyal"),
    **dict.fromkeys(("peso", "pesos"), "peso"),
    **dict.fromkeys(("crown", "crowns"), "crown"),
    **dict.fromkeys(("franc", "francs", "chf"), "franc"),
}
AFTER_ONLY = frozenset({"yen"})
"""Short words for money that never stand before their figure."""
# Unit words -> (dimension, factor to the dimension's base unit).
UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("%", "percent", "per cent", "pc"), ("%", 1.0)),
    **dict.fromkeys(("percentage point", "percentage points", "point", "points"), ("points", 1.0)),
    **dict.fromkeys(("basis point", "basis points"), ("points", 0.01)),
    **dict.fromkeys(("magnitude",), ("magnitude", 1.0)),
    **dict.fromkeys(("millimetre", "millimetres", "millimeter", "millimeters", "mm"), ("metre", 1e-3)),
    **dict.fromkeys(("centimetre", "centimetres", "centimeter", "centimeters", "cm"), ("metre", 1e-2)),
    **dict.fromkeys(("metre", "metres", "meter", "meters", "m"), ("metre", 1.0)),
    **dict.fromkeys(("kilometre", "kilometres", "kilometer", "kilometers", "km", "kms"), ("metre", 1e3)),
    **dict.fromkeys(("mile", "miles"), ("metre", 1609.344)),
    **dict.fromkeys(("nautical mile", "nautical miles"), ("metre", 1852.0)),
    **dict.fromkeys(("foot", "feet", "ft"), ("metre", 0.3048)),
    **dict.fromkeys(("inch", "inches", "in"), ("metre", 0.0254)),
    **dict.fromkeys(("yard", "yards"), ("metre", 0.9144)),
    **dict.fromkeys(("kilogram", "kilograms", "kilo", "kilos", "kg"), ("gram", 1e3)),
    **dict.fromkeys(("gram", "grams"), ("gram", 1.0)),
    **dict.fromkeys(("tonne", "tonnes", "metric ton", "metric tons"), ("gram", 1e6)),
    **dict.fromkeys(("ton", "tons"), ("ton", 1.0)),
    **dict.fromkeys(("ounce", "ounces", "oz"), ("gram", 28.349523125)),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), ("gram", 453.59237)),
    **dict.fromkeys(("hectare", "hectares", "ha"), ("square metre", 1e4)),
    **dict.fromkeys(("acre", "acres"), ("square metre", 4046.8564224)),
    **dict.fromkeys(
        ("square kilometre", "square kilometres", "square kilometer", "square kilometers", "sq km", "km2", "km²"),
        ("square metre", 1e6),
    ),
    **dict.fromkeys(("square mile", "square miles", "sq mile", "sq miles"), ("square metre", 2589988.110336)),
    **dict.fromkeys(
        ("square metre", "square metres", "square meter", "square meters", "sq m", "m2", "m²"), ("square metre", 1.0)
    ),
    **dict.fromkeys(("square foot", "square feet", "sq ft"), ("square metre", 0.09290304)),
    **dict.fromkeys(("cubic metre", "cubic metres", "cubic meter", "cubic meters", "m3", "m³"), ("cubic metre", 1.0)),
    **dict.fromkeys(("litre", "litres", "liter", "liters"), ("litre", 1.0)),
    **dict.fromkeys(("barrel", "barrels"), ("barrel", 1.0)),
    **dict.fromkeys(("second", "seconds", "sec", "secs"), ("second", 1.0)),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("second", 60.0)),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), ("second", 3600.0)),
    **dict.fromkeys(("day", "days"), ("second", 86400.0)),
    **dict.fromkeys(("week", "weeks"), ("second", 7 * 86400.0)),
    **dict.fromkeys(("fortnight", "fortnights"), ("second", 14 * 86400.0)),
    **dict.fromkeys(("month", "months"), ("month", 1.0)),
    **dict.fromkeys(("year", "years"), ("month", 12.0)),
    **dict.fromkeys(("decade", "decades"), ("month", 120.0)),
    **dict.fromkeys(("°c", "c", "degrees celsius", "degree celsius", "celsius"), ("celsius", 1.0)),
    **dict.fromkeys(("°f", "f", "degrees fahrenheit", "fahrenheit"), ("fahrenheit", 1.0)),
    **dict.fromkeys(
        ("kmh", "km/h", "kph", "kilometres per hour", "kilometers per hour", "kilometres an hour"), ("km/h", 1.0)
    ),
    **dict.fromkeys(("mph", "miles per hour", "miles an hour"), ("km/h", 1.609344)),
    **dict.fromkeys(("knot", "knots"), ("km/h", 1.852)),
    **dict.fromkeys(("kilowatt", "kilowatts", "kw"), ("watt", 1e3)),
    **dict.fromkeys(("megawatt", "megawatts", "mw"), ("watt", 1e6)),
    **dict.fromkeys(("gigawatt", "gigawatts", "gw"), ("watt", 1e9)),
}
# Dimensions whose figures are often converted, so that two of them may differ by rounding.
CONVERTED = frozenset({"metre", "gram", "square metre", "litre", "km/h", "celsius", "degrees", "watt"})
