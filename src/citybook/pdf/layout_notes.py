"""What only the layout knows is left for the finishing in the dictionaries of pages and links, under
these names."""

# The number that is printed on a page, what its anchors are called, and the words of a link.
FOLIO, PLACES, LINK_TEXT = "CitybookFolio", "CitybookPlaces", "CitybookText"
