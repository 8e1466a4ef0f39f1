"""Declarations of kinds of entries go in; what the rest of Citybook asks of a kind comes out.

The YAML files beside this module declare Citybook's own kinds; `content/kinds/` of a publication
changes them or declares more (`content/declarations.py` reads both).
"""
