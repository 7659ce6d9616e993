"""Words every paper bears by itself, in French and English."""

AUTHOR = "Ou équivalent"
REGION = {"fr": "FR", "en": "GB"}
PAGE_WORD = {"fr": "Page", "en": "Page"}
