-- { regions(where: {observations: {some: {year: {eq: 2020}}}}) { totalCount nodes { name } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM region t2
WHERE t2.visibility = 0 AND EXISTS (SELECT 1
FROM observation t3
WHERE t3.visibility = 0 AND t3."region_id" = t2.id AND t3."year" = $2::bigint)), 'null') || ',"nodes":' || coalesce('[' || coalesce(string_agg(coalesce('{"name":' || coalesce(to_json(t1."name_id")::text, 'null') || '}', 'null'), ','
ORDER BY t1._k0 ASC), '') || ']', 'null') || '}'
FROM (SELECT t4."name_id", t4."id" AS _k0
FROM region t4
WHERE t4.visibility = 0 AND EXISTS (SELECT 1
FROM observation t5
WHERE t5.visibility = 0 AND t5."region_id" = t4.id AND t5."year" = $2::bigint)
ORDER BY t4."id" ASC LIMIT $1::bigint) t1
