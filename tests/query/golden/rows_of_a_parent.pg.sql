-- { region(code: "32") { children(first: 50) { nodes { code name } } } }
SELECT '{"children":' || coalesce((SELECT '{"nodes":[' || coalesce(string_agg(coalesce(t2.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"code":' || coalesce(to_json(t2."code")::text, 'null') || ',"name":' || coalesce(to_json(t2."name_id")::text, 'null') || '}' AS item
FROM (SELECT t3."code", t3."name_id", t3."id" AS _k0
FROM region t3
WHERE t3.visibility = 0 AND t3."parent_id" = t1."id"
ORDER BY t3."id" ASC LIMIT 50) t2
ORDER BY t2._k0 ASC) t2), 'null') || '}'
FROM region t1
WHERE t1.visibility = 0 AND t1."code" = $1::text
