"""The web server around the pages: what it checks before it serves, what it lets in, what it hands out.

``start`` makes ready, ``page`` is the HTML that carries the app, ``doors`` what is closed and the headers,
``uploads`` who may hand in a file, ``downloads`` the addresses of the PDFs and the roster's template,
``public_address`` where all this is reached from outside.
"""
