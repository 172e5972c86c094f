"""Pages of a challenge's questions, hypotheses, theory of change and experiments."""
