-- query Q($after: String!) { regions(first: 5, after: $after, orderBy: [{code: ASC}]) { nodes { code } } }
SELECT '{"nodes":[' || coalesce(string_agg(coalesce(t1.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"code":' || coalesce(to_json(t1."code")::text, 'null') || '}' AS item
FROM (SELECT t2."code", t2."code" COLLATE "C" AS _k0, t2."id" AS _k1
FROM region t2
WHERE t2.visibility = 0 AND t2."code" COLLATE "C" >= $1::text AND ((t2."code" COLLATE "C" > $1::text) OR (t2."code" COLLATE "C" = $1::text AND t2."id" > $2::bigint))
ORDER BY t2."code" COLLATE "C" ASC, t2."id" ASC LIMIT 5) t1
ORDER BY t1._k0 ASC, t1._k1 ASC) t1
