"""Wiring only: settings, addresses, server entry points and the demo, which may know every room."""
