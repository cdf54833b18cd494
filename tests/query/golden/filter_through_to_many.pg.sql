-- { regions(where: {observations: {some: {year: {eq: 2020}}}}) { totalCount nodes { name } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM region t2
WHERE t2.visibility = 0 AND EXISTS (SELECT 1
FROM observation t3
WHERE t3.visibility = 0 AND t3."region_id" = t2.id AND t3."year" = $1::bigint)), 'null') || ',"nodes":[' || coalesce(string_agg(coalesce(t1.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"name":' || coalesce(to_json(t1."name_id")::text, 'null') || '}' AS item
FROM (SELECT t4."name_id", t4."id" AS _k0
FROM region t4
WHERE t4.visibility = 0 AND EXISTS (SELECT 1
FROM observation t5
WHERE t5.visibility = 0 AND t5."region_id" = t4.id AND t5."year" = $1::bigint)
ORDER BY t4."id" ASC LIMIT 20) t1
ORDER BY t1._k0 ASC) t1
