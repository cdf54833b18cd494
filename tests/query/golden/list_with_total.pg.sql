-- { regions(first: 100, where: {kind: {in: [KABUPATEN, KOTA]}}) { totalCount nodes { code name } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM region t3
WHERE t3.visibility = 0 AND t3."kind" = ANY(ARRAY['KABUPATEN', 'KOTA']::text[])), 'null') || ',"nodes":' || coalesce('[' || coalesce(string_agg(coalesce('{"code":' || coalesce(to_json(t1."code")::text, 'null') || ',"name":' || coalesce(to_json(t1."name_id")::text, 'null') || '}', 'null'), ','
ORDER BY t2._k0 ASC), '') || ']', 'null') || '}'
FROM (SELECT t4."id", t4."id" AS _k0
FROM region t4
WHERE t4.visibility = 0 AND t4."kind" = ANY(ARRAY['KABUPATEN', 'KOTA']::text[])
ORDER BY t4."id" ASC LIMIT $1::bigint) t2
JOIN region t1 ON t1.id = t2.id
