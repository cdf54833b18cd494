-- { regions(first: 100, where: {kind: {in: [KABUPATEN, KOTA]}}) { totalCount nodes { code name } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM region t2
WHERE t2.visibility = 0 AND t2."kind" = ANY(ARRAY['KABUPATEN', 'KOTA']::text[])), 'null') || ',"nodes":[' || coalesce(string_agg(coalesce(t1.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"code":' || coalesce(to_json(t1."code")::text, 'null') || ',"name":' || coalesce(to_json(t1."name_id")::text, 'null') || '}' AS item
FROM (SELECT t3."code", t3."name_id", t3."id" AS _k0
FROM region t3
WHERE t3.visibility = 0 AND t3."kind" = ANY(ARRAY['KABUPATEN', 'KOTA']::text[])
ORDER BY t3."id" ASC LIMIT 100) t1
ORDER BY t1._k0 ASC) t1
