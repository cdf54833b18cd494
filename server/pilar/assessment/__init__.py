"""Potential and challenges at every moment: observations -> a composite index, explained down to the observations.

Arrays in, arrays out: nothing here knows a database, a file or a server. The steps, in their order:

    reading, indicators, tree, document   TOML -> `Index`, whole and consistent (`definition`)
    records, observations, selection      CSV or rows -> the values of one year, regions x inputs
    denomination                          amounts -> amounts per something
    imputation                            missing values -> the mean of the group
    treatment, moments                    outliers -> winsorised values
    normalisation                         values -> scores, the better the higher
    aggregation                           scores of indicators -> scores of nodes; coverage
    ranking                               scores -> ranks
    explanation, rules, projection        scores -> potentials and challenges, each with its evidence
    sensitivity, what_if                  how far a rank depends on choices; how it would change

`pipeline` puts them together for one year. After the OECD/JRC Handbook on Constructing Composite Indicators (2008),
doi:10.1787/9789264043466-en.
"""
