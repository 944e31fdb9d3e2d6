"""The units' symbols and their names, one and many; all data."""

from __future__ import annotations

_PREFIXES = {
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
    "E": "exa",
    "m": "milli",
    "µ": "micro",
    "n": "nano",
}
_STEMS = {
    "B": ("byte", "bytes", "kMGTPE"), "b": ("bit", "bits", "kMGT"), "bit": ("bit", "bits", "kMGT"), "W": ("watt",
    "watts", "kMGTm"), "Wh": ("watt-hour", "watt-hours", "kMGTm"), "V": ("volt", "volts", "km"), "Hz": ("hertz",
    "hertz", "kMGT"), "m": ("meter", "meters", "kmµn"),
    "g": ("gram", "grams", "kmµ"), "s": ("second", "seconds", "mµn"), "l": ("liter", "liters", "m"), "L": ("liter",
    "liters", "m"), "J": ("joule", "joules", "kMG"), "Pa": ("pascal", "pascals", "kM"), "eV": ("electronvolt",
    "electronvolts", "kMGT"), "bps": ("bit per second", "bits per second", "kMGT"),
    "t": ("ton", "tons", "kMG"), "Ah": ("amp-hour", "amp-hours", "m"), "cal": ("calorie", "calories", "k"),
    "FLOPS": ("flops", "flops", "GTPE"),
}  # fmt: skip
_NAMED = {
    "%": ("percent", "percent"), "‰": ("per thousand", "per thousand"), "pp": ("percentage point",
    "percentage points"), "%pts": ("percentage point", "percentage points"), "ppts": ("percentage point", "percentage points"), "bps": ("basis point", "basis points"), "bp": ("basis point", "basis points"),
    "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree",
    "degrees"),
    **{f"°{space}{point[0].upper()}": (f"degree {point}", f"degrees {point}")
       for point in ("north", "south", "east", "west") for space in ("", " ")},
    "mph": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "mpg": ("mile per gallon", "miles per gallon"), "mi": ("mile", "miles"), "ft": ("foot", "feet"), "ft.": ("foot",
    "feet"), "in.": ("inch", "inches"), "yd": ("yard", "yards"), "lb": ("pound", "pounds"), "lbs": ("pounds",
    "pounds"), "lbs.": ("pounds", "pounds"), "oz": ("ounce", "ounces"), "oz.": ("ounce", "ounces"),
    "gal": ("gallon", "gallons"), "cm": ("centimeter", "centimeters"), "ha": ("hectare", "hectares"),
    "sq ft": ("square foot", "square feet"), "sq. ft.": ("square foot", "square feet"), "sq mi": ("square mile",
    "square miles"), "m²": ("square meter", "square meters"), "km²": ("square kilometer", "square kilometers"),
    "m³": ("cubic meter", "cubic meters"), "t": ("ton", "tons"),
    "hr": ("hour", "hours"), "hrs": ("hours", "hours"), "h": ("hour", "hours"), "min": ("minute", "minutes"),
    "mins": ("minutes", "minutes"), "sec": ("second", "seconds"), "secs": ("seconds", "seconds"), "yr": ("year",
    "years"), "yrs": ("years", "years"), "dB": ("decibel", "decibels"), "hp": ("horsepower", "horsepower"),
    "pt": ("point", "points"), "pts": ("points", "points"), "in": ("inch", "inches"), "lb.": ("pound", "pounds"),
    "yds": ("yards", "yards"), "yd.": ("yard", "yards"), "yds.": ("yards", "yards"), "gals": ("gallons", "gallons"),
    "sq km": ("square kilometer", "square kilometers"), "sq. km": ("square kilometer", "square kilometers"),
    "sq m": ("square meter", "square meters"), "sq. m": ("square meter", "square meters"), "sqm": ("square meter",
    "square meters"), "sqft": ("square foot", "square feet"), "sq. mi.": ("square mile", "square miles"),
    "sq mile": ("square mile", "square miles"), "sq miles": ("square miles", "square miles"), "sq metres": ("square metres",
    "square metres"), "sq meters": ("square meters", "square meters"), "cu ft": ("cubic foot", "cubic feet"),
    "cu. ft.": ("cubic foot", "cubic feet"), "fl oz": ("fluid ounce", "fluid ounces"), "msec": ("millisecond",
    "milliseconds"), "ly": ("light-year", "light-years"), "acre-ft": ("acre-foot", "acre-feet"), "bbl": ("barrel",
    "barrels"), "boe": ("barrel of oil equivalent", "barrels of oil equivalent"), "bcm": ("billion cubic meters",
    "billion cubic meters"), "kn": ("knot", "knots"), "kt": ("kiloton", "kilotons"), "wks": ("weeks", "weeks"), "kcal": ("kilocalorie", "kilocalories"),
    "MP": ("megapixel", "megapixels"), "fps": ("frame per second", "frames per second"),
    "bpm": ("beat per minute", "beats per minute"), "rpm": ("revolution per minute", "revolutions per minute"), "ppm": ("part per million", "parts per million"), "kts": ("knot", "knots"), "ppb": ("part per billion", "parts per billion"),
    "dpi": ("dot per inch", "dots per inch"), "px": ("pixel", "pixels"), "cl": ("centiliter", "centiliters"),
    "hPa": ("hectopascal", "hectopascals"), "m2": ("square meter", "square meters"), "km2": ("square kilometer",
    "square kilometers"), "K": ("kelvin", "kelvins"),
    "sq.-ft": ("square foot", "square feet"), "cfs": ("cubic foot per second", "cubic feet per second"),
    "basis pts": ("basis point", "basis points"), "sq-ft": ("square foot", "square feet"), "sq-mi": ("square mile",
    "square miles"), "sq-km": ("square kilometer", "square kilometers"), "sq-m": ("square meter", "square meters"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "tok": ("token", "tokens"), "mi.": ("mile", "miles"), "gCO2": ("gram of C O two", "grams of C O two"),
    "m³/s": ("cubic meter per second", "cubic meters per second"), "bpd": ("barrel per day", "barrels per day"),
    "mbps": ("megabit per second", "megabits per second"), "gbps": ("gigabit per second", "gigabits per second"),
    "mAh": ("milliamp-hour", "milliamp-hours"), "tbsp": ("tablespoon", "tablespoons"), "tsp": ("teaspoon", "teaspoons"),
    "tbsp.": ("tablespoon", "tablespoons"), "tsp.": ("teaspoon", "teaspoons"),
    "Tbsp": ("tablespoon", "tablespoons"), "Tbsp.": ("tablespoon", "tablespoons"), "Tsp.": ("teaspoon", "teaspoons"),
    **dict.fromkeys(("qt", "qt.", "qts", "qts."), ("quart", "quarts")), "cu. yd.": ("cubic yard", "cubic yards"), "cu yd": ("cubic yard", "cubic yards"),
    "cu. in.": ("cubic inch", "cubic inches"), "sq. yd.": ("square yard", "square yards"), "sq. in.": ("square inch", "square inches"),
    "KB": ("kilobyte", "kilobytes"), "mos": ("month", "months"), "mos.": ("month", "months"),
    "mo": ("month", "months"), "mo.": ("month", "months"), "wk": ("week", "weeks"), "wk.": ("week", "weeks"), "wks.": ("weeks", "weeks"),
    "psi": ("P S I", "P S I"), "ac": ("acre", "acres"), "mcg": ("microgram", "micrograms"), "c.": ("cup", "cups"), "pc": ("percent", "percent"), "b/d": ("barrel a day", "barrels a day"), "ast": ("assist", "assists"),
    **dict.fromkeys(("bu", "bu."), ("bushel", "bushels")), "pg": ("page", "pages"), "cwt": ("hundredweight", "hundredweight"), "doz": ("dozen", "dozen"),
    "gpm": ("gallon per minute", "gallons per minute"), "cfm": ("cubic foot per minute", "cubic feet per minute"), "nmi": ("nautical mile", "nautical miles"), "mbar": ("millibar", "millibars"),
    "cc": ("C C", "C C"), "mm Hg": ("millimeter of mercury", "millimeters of mercury"), "fl. oz.": ("fluid ounce", "fluid ounces"),
    **dict.fromkeys(("lb-ft", "lb.-ft.", "ft-lb"), ("pound-foot", "pound-feet")), "IU": ("I U", "I U"),
    "reb": ("rebound", "rebounds"), "rebs": ("rebound", "rebounds"), "asts": ("assist", "assists"),
}  # fmt: skip
_PREFIXED = {
    p + stem: (_PREFIXES[p] + one, _PREFIXES[p] + many)
    for stem, (one, many, prefixes) in _STEMS.items()
    for p in prefixes
    if p + stem not in _NAMED
}
_PLAIN = {
    stem: (one, many)
    for stem, (one, many, _) in _STEMS.items()
    if stem in {"W", "Wh", "V", "Hz", "m", "g", "s", "L", "l", "eV"}
}
UNITS = _NAMED | _PREFIXED | _PLAIN
PER_UNIT = {
    "s": "per second",
    "s²": "per second squared",
    "s2": "per second squared",
    "sec": "per second",
    "h": "per hour",
    "hr": "per hour",
    "min": "per minute",
    "km": "per kilometer",
    "kg": "per kilogram",
    "day": "per day",
    "year": "per year",
    "yr": "per year",
    "100 km": "per one hundred kilometers",
    "m²": "per square meter",
    "mi": "per mile",
    "L": "per liter",
    "gal": "per gallon",
    "m³": "per cubic meter",
    "m3": "per cubic meter",
    "dL": "per deciliter",
    "dl": "per deciliter",
    "mL": "per milliliter",
    "month": "per month",
    "week": "per week",
    "person": "per person",
    "d": "per day",
    "night": "per night",
    "ac": "per acre",
    "acre": "per acre",
    "ha": "per hectare",
    "wk": "per week",
    "mo": "per month",
    "mile": "per mile",
    "kWh": "per kilowatt-hour",
    "MWh": "per megawatt-hour",
}
