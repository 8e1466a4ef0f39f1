"""Views go in; HTML files come out, the site's and those that are typeset."""
