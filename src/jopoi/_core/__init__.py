"""What the rooms of the library share: frames, specs and results, words, figures."""
