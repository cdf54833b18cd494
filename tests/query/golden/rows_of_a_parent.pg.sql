-- { region(code: "32") { children(first: 50) { nodes { code name } } } }
SELECT '{"children":' || coalesce((SELECT '{"nodes":' || coalesce('[' || coalesce(string_agg(coalesce('{"code":' || coalesce(to_json(t2."code")::text, 'null') || ',"name":' || coalesce(to_json(t2."name_id")::text, 'null') || '}', 'null'), ','
ORDER BY t3._k0 ASC), '') || ']', 'null') || '}'
FROM (SELECT t4."id", t4."id" AS _k0
FROM region t4
WHERE t4.visibility = 0 AND t4."parent_id" = t1."id"
ORDER BY t4."id" ASC LIMIT $1::bigint) t3
JOIN region t2 ON t2.id = t3.id), 'null') || '}'
FROM region t1
WHERE t1.visibility = 0 AND t1."code" = $2::text
