"""Innovations of the programme: innovations, where they are deployed with which outcome, and who could replicate them."""
