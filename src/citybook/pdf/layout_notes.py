"""What only the layout knows is left for the finishing under these names, in the dictionaries of
pages and links."""

# The number that is printed on a page, what its anchors are called, and the words of a link.
FOLIO, PLACES, LINK_TEXT = "CitybookFolio", "CitybookPlaces", "CitybookText"
