-- { regions(first: 5, orderBy: [{population: DESC}]) { nodes { name population } } }
SELECT '{"nodes":[' || coalesce(string_agg(coalesce(t1.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"name":' || coalesce(to_json(t1."name_id")::text, 'null') || ',"population":' || coalesce(t1."population"::text, 'null') || '}' AS item
FROM (SELECT t2."name_id", t2."population", t2."population" AS _k0, t2."id" AS _k1
FROM region t2
WHERE t2.visibility = 0
ORDER BY t2."population" DESC NULLS LAST, t2."id" DESC LIMIT 5) t1
ORDER BY t1._k0 DESC NULLS LAST, t1._k1 DESC) t1
