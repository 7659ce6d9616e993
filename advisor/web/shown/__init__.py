"""What pages show, as plain frozen values built from one edition: no request, no template.

Sentences are translated here where they depend on what was found; `gettext` needs the request's language.
"""
