"""English formats with the day before the month, as in Vietnamese; Django’s own read 05/06 as the sixth of May."""

from newsarchive.formats.vi import formats as vietnamese

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = "j/n/Y, H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = vietnamese.DATE_INPUT_FORMATS
TIME_INPUT_FORMATS = vietnamese.TIME_INPUT_FORMATS
DATETIME_INPUT_FORMATS = vietnamese.DATETIME_INPUT_FORMATS

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
