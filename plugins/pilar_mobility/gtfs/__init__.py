"""GTFS Schedule feeds -> rows of the transit tables, by the reference at https://gtfs.org/documentation/schedule/reference/."""
