"""The language codes in files, which screen readers and spelling checkers use."""

from kompass_desktop.i18n import Language

LANGUAGE_TAGS = {
    Language.BOKMAL: "nb-NO",
    Language.NYNORSK: "nn-NO",
    Language.ENGLISH: "en-GB",
}
