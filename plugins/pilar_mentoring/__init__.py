"""Mentoring of the programme: cohorts, memberships, sessions and evaluations of the smart-city programme, and the coordination of its provinces."""
