"""Pages for members, a file for each part of the menu."""
