"""Content files go in, entries come out: values with their places in a file, sections as trees."""
