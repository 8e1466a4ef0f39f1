"""The build, from content to what is printed and hosted. `doit list` shows these tasks, `doit` runs
what is needed."""

from citybook import tasks

build = tasks.Build.here()

DOIT_CONFIG = build.config(default=["site", "sheets", "editions", "press", "licences"])


def task_check():
    """Read all content and report every problem"""
    return build.check()


def task_fonts():
    """Cut the fonts that print and site need"""
    yield from build.fonts()


def task_html():
    """Read, check and link all content; write the print HTML that changed"""
    return build.html()


def task_sheets():
    """Typeset a one-page A4 sheet for each city card: doit sheets:zagreb"""
    yield from build.sheets()


def task_editions():
    """Typeset the editions of content/editions/: doit editions:journeys"""
    yield from build.editions()


def task_press():
    """Prepare the editions for the office copier: doit press:journeys"""
    yield from build.press()


def task_shop():
    """Prepare an edition for the print shop whose profile it names: doit shop:mechelen-2024"""
    yield from build.shop()


def task_site():
    """Write the microsite with all downloads to build/site/, ready to be hosted"""
    return build.site()


def task_pages():
    """Write the site's pages at once, with the PDFs as they are"""
    return build.pages()


def task_licences():
    """List what the publication is made of and with: build/licences.txt"""
    return build.licences()


def task_printed():
    """Keep a record of an edition that has been printed: doit printed:journeys"""
    yield from build.printed()


def task_reprint():
    """Say what changed since an edition was printed, and which sheets to print again: doit
    reprint:journeys"""
    yield from build.reprint()


def task_verify():
    """Build everything again aside, and say what in build/ is not the same byte for byte"""
    return build.verify()


def task_serve():
    """Preview the site at http://localhost:8000 and follow every change"""
    return build.serve()
