"""The mechanics of PDF files: pikepdf's objects go in and come out, and no module knows what a city
card or an edition is."""
