"""Telling members by e-mail what is asked of them and what came of their work.

`hearing` turns entries of the audit log into notices, `days` adds what is due, `sending` puts the notices of
a member into one letter, `words` says them.
"""
