"""The servers that are measured, each a process of its own; they find the database by the variable BENCH_DATABASE."""
