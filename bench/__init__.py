"""Measurements: Pilar beside hand-written SQL and its peers, its growth, and where its time goes. See README.md."""
