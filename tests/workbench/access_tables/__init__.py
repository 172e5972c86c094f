"""Who gets which answer at which address: a file for each part of the workbench.

Each file may hold ``TABLE`` (lines of the table, under the head that `test_access_table` gives), ``SENT``
(what is posted, by address) and ``paths(cast)``, which makes what the addresses that take a number need
and gives the arguments by address. ``cast`` has ``lab``, ``analyst``, ``challenge``, ``dataset`` and
``done`` (evidence with a result).
"""
