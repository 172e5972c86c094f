"""Fills the worked example with what pages look like on other days, and prints the numbers of it.

Run as ``python -m tests.browser.cast`` in the environment of the workbench that it fills. Each file here
has a function ``fill(known)``, where ``known`` has ``ana`` (the analyst), ``lab``, ``done`` (a piece of done
evidence), ``described`` (its table), ``challenge`` and ``now``; it gives the numbers that the paths of
`tests.browser.pages` hold in braces, by name.
"""
