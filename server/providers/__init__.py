"""Providers: language-model services behind one Protocol."""
