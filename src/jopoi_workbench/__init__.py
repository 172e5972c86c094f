"""The workbench: what a lab sees in the browser, on top of the `jopoi` library."""
