"""Content files go in, entries come out: values with their places in the file, sections as HTML."""
