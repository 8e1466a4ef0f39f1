"""A laid-out document goes in; a PDF comes out whose structure is that of its HTML, so that it
reads well aloud."""
