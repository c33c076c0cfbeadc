"""Names of persons, organisations and countries: normalise, romanise, take apart. Knows nothing of lists or texts."""

from entourage.names.countries import (
    capital_country,
    country_code,
    country_codes,
    country_name,
    country_names,
    demonym_countries,
)
from entourage.names.given import gender_of_given_name, is_given_name, nickname_groups, same_given_name
from entourage.names.organisations import (
    acronym_of,
    distinctive_words,
    is_acronym,
    is_country_word,
    is_generic_word,
    is_neutral_word,
    legal_form,
    small_words,
    strip_legal_form,
)
from entourage.names.persons import (
    NameParts,
    gender_of_person_name,
    is_initial,
    patronymic_gender,
    short_forms,
    split_person_name,
    suffixes,
    weightless_words,
)
from entourage.names.romanise import name_key, name_keys, romanise
from entourage.names.text import fold_look_alikes, latin_look_alikes, normalise
from entourage.names.titles import is_title, strip_titles, title_gender

__all__ = [
    "NameParts",
    "acronym_of",
    "capital_country",
    "country_code",
    "country_codes",
    "country_name",
    "country_names",
    "demonym_countries",
    "distinctive_words",
    "fold_look_alikes",
    "gender_of_given_name",
    "gender_of_person_name",
    "is_acronym",
    "is_country_word",
    "is_generic_word",
    "is_given_name",
    "is_initial",
    "is_neutral_word",
    "is_title",
    "latin_look_alikes",
    "legal_form",
    "name_key",
    "name_keys",
    "nickname_groups",
    "normalise",
    "patronymic_gender",
    "romanise",
    "same_given_name",
    "short_forms",
    "small_words",
    "split_person_name",
    "strip_legal_form",
    "strip_titles",
    "suffixes",
    "title_gender",
    "weightless_words",
]
