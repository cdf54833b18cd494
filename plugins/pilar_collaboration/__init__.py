"""Collaboration of the programme: partnerships, commitments and contributions; calls of regions and offers of partners."""
