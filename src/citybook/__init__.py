"""Citybook: city cards in; a microsite, journey sheets and booklets out."""
