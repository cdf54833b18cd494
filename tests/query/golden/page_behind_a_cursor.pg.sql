-- query Q($after: String!) { regions(first: 5, after: $after, orderBy: [{code: ASC}]) { nodes { code } } }
SELECT '{"nodes":' || coalesce('[' || coalesce(string_agg(coalesce('{"code":' || coalesce(to_json(t1."code")::text, 'null') || '}', 'null'), ','
ORDER BY t1._k0 ASC, t1._k1 ASC), '') || ']', 'null') || '}'
FROM (SELECT t2."code", t2."code" COLLATE "C" AS _k0, t2."id" AS _k1
FROM region t2
WHERE t2.visibility = 0 AND t2."code" COLLATE "C" >= $2::text AND ((t2."code" COLLATE "C" > $2::text) OR (t2."code" COLLATE "C" = $2::text AND t2."id" > $3::bigint))
ORDER BY t2."code" COLLATE "C" ASC, t2."id" ASC LIMIT $1::bigint) t1
