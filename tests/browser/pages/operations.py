"""What machines ask a server."""

PAGES = ()
NOT_PAGES = {
    "health-live": "a word for whoever watches the server",
    "health-ready": "the same, with what is not well",
    "metrics": "figures for Prometheus",
}
