"""Several people do the same thing at the same moment."""

import threading

from django.db import OperationalError, connection

from jopoi_workbench.shell.services.refusals import RefusedError


def together(act, n):
    """Let ``n`` threads do it at once; how many of them were refused.

    The tests' SQLite lives in memory, where a locked table is an error at once and not a wait: it is
    tried again, as the wait would have done.
    """
    refused, start = [], threading.Barrier(n)

    def attempt():
        start.wait(30)
        try:
            while True:
                try:
                    act()
                except RefusedError:
                    refused.append(1)
                except OperationalError:
                    continue
                return
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return len(refused)
