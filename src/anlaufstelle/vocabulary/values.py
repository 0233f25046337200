"""The single values of a record, read from a source's words: every reader gives one clean value or raises BadValue.

`phones`, `faxes` and `age_range` read prose and may find nothing; all others read one field and never guess.
"""

from .values_dates import date, postal_code
from .values_phone import PhoneNumber, faxes, phone, phone_caption, phone_href, phones
from .values_terms import AgeRange, Money, age_range, money
from .values_web import email, email_caption, web, web_caption

__all__ = [
    "AgeRange",
    "Money",
    "PhoneNumber",
    "age_range",
    "date",
    "email",
    "email_caption",
    "faxes",
    "money",
    "phone",
    "phone_caption",
    "phone_href",
    "phones",
    "postal_code",
    "web",
    "web_caption",
]
