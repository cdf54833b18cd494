"""The hand-written statements: what somebody who knows the schema and SQLite well would write for each query alone.

Each returns the JSON that Pilar answers, so that nothing but the way to it differs. They read published rows only, as
the tables' indexes are made for, trust the foreign keys, and use what measured fastest on SQLite 3.53: `json_object`
(assembling text by `||` is up to 1.5 times slower), inner joins for references that must exist, a page of keys joined
back where rows are wide. Limits are literal, and the `+` hides a parameter from the planner: where it wants to know the
value of a parameter, a SQLite built with STAT4 compiles the statement anew at every execution, 80 to 300 microseconds.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = {
    "Q1": """
        SELECT '{"data":{"bench":{"region":' || json_object(
            'id', 'BenchRegion_' || r.id, 'code', r.code, 'name', r.name, 'kind', r.kind,
            'parent', iif(p.id IS NULL, NULL, json_object('name', p.name))) || '}}}'
        FROM bench_region r LEFT JOIN bench_region p ON p.id = r.parent_id
        WHERE r.id = :id AND r.visibility = 0""",
    "Q2": """
        SELECT '{"data":{"bench":{"regions":{"nodes":' || json_group_array(json_object(
            'id', 'BenchRegion_' || r.id, 'code', r.code, 'name', r.name, 'kind', r.kind,
            'parent', json_object('id', 'BenchRegion_' || p.id, 'name', p.name))) || '}}}}'
        FROM (SELECT id FROM bench_region WHERE kind = 'REGENCY' AND visibility = 0 ORDER BY id LIMIT 514) k
        CROSS JOIN bench_region r ON r.id = k.id CROSS JOIN bench_region p ON p.id = r.parent_id""",
    "Q3": """
        SELECT '{"data":{"bench":{"regions":{"nodes":' || json_group_array(json_object(
            'id', 'BenchRegion_' || p.id, 'name', p.name, 'children', json_object('nodes', (
                SELECT json_group_array(json_object(
                    'id', 'BenchRegion_' || r.id, 'name', r.name, 'programmes', json_object('nodes', (
                        SELECT json_group_array(json_object(
                            'title', title, 'status', status, 'budget', budget, 'progress', progress))
                        FROM (SELECT id FROM bench_programme
                              WHERE region_id = r.id AND visibility = 0 ORDER BY id LIMIT 3) k
                        CROSS JOIN bench_programme g ON g.id = k.id))))
                FROM (SELECT id, name FROM bench_region
                      WHERE parent_id = p.id AND visibility = 0 ORDER BY id LIMIT 40) r)))) || '}}}}'
        FROM (SELECT id, name FROM bench_region
              WHERE kind = 'PROVINCE' AND visibility = 0 ORDER BY id LIMIT 38) p""",
    "Q4": """
        SELECT '{"data":{"bench":{"region":' || json_object('code', r.code, 'observations', json_object('nodes', (
            SELECT json_group_array(json_object(
                'year', o.year, 'value', o.value, 'indicator', json_object('code', i.code)))
            FROM (SELECT year, value, indicator_id FROM bench_observation
                  WHERE region_id = r.id AND visibility = 0 ORDER BY id LIMIT 1440) o
            CROSS JOIN bench_indicator i ON i.id = o.indicator_id))) || '}}}'
        FROM bench_region r WHERE r.id = :id AND r.visibility = 0""",
    "Q5": """
        SELECT '{"data":{"bench":{"facilities":' || json_object(
            'totalCount', (SELECT count(*) FROM bench_facility WHERE technology = +:technology AND visibility = 0),
            'nodes', json_group_array(json_object(
                'id', 'BenchFacility_' || f.id, 'name', f.name, 'capacity', f.capacity,
                'region', json_object('name', r.name), 'organization', json_object('name', o.name)))) || '}}}'
        FROM (SELECT id, name, capacity, region_id, organization_id FROM bench_facility
              WHERE technology = +:technology AND visibility = 0 ORDER BY capacity DESC, id LIMIT 50) f
        CROSS JOIN bench_region r ON r.id = f.region_id
        CROSS JOIN bench_organization o ON o.id = f.organization_id""",
    "Q6": """
        SELECT '{"data":{"bench":{"organizations":{"nodes":' || json_group_array(json_object(
            'name', o.name, 'facilities', json_object('nodes', (
                SELECT json_group_array(json_object('name', f.name, 'region', json_object(
                    'name', r.name, 'parent', iif(p.id IS NULL, NULL, json_object('name', p.name)))))
                FROM (SELECT name, region_id FROM bench_facility
                      WHERE organization_id = o.id AND visibility = 0 ORDER BY id LIMIT 10) f
                CROSS JOIN bench_region r ON r.id = f.region_id
                LEFT JOIN bench_region p ON p.id = r.parent_id)))) || '}}}}'
        FROM (SELECT id, name FROM bench_organization WHERE visibility = 0 ORDER BY id LIMIT 20) o""",
    "Q7": """
        SELECT '{"data":{"bench":{"facilitiesAggregate":' || json_group_array(json_object(
            'key', json_object('technology', technology), 'count', n,
            'sum', json_object('capacity', total), 'avg', json_object('capacity', mean))) || '}}}'
        FROM (SELECT technology, count(*) AS n, sum(capacity) AS total, avg(capacity) AS mean
              FROM bench_facility WHERE visibility = 0 GROUP BY technology ORDER BY technology)""",
}
