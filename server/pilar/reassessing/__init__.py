"""Changed rows -> changed assessments, in the same transaction.

definitions           TOML of the core and of plugins -> rows of `CompositeIndex`
pending               triggers -> which observations, targets, indicators and regions have changed
"""
