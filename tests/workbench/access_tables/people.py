"""Signing in, language, lab, and the pages that hold no data."""

TABLE = """
home                GET    302    200      200     200         200       200     200       200     200
sign-in             GET    200    302      302     302         302       302     302       302     302
sign-out            POST   302    302      302     302         302       302     302       302     302
language            POST   302    302      302     302         302       302     302       302     302
lab                 POST   302    404      302     302         302       302     302       302     302
help                GET    200    200      200     200         200       200     200       200     200
accessibility       GET    200    200      200     200         200       200     200       200     200
privacy             GET    200    200      200     200         200       200     200       200     200
"""
SENT = {"lab": {"lab": "sur"}, "language": {"language": "es"}}
