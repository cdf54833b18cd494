-- { regionsAggregate(groupBy: [PARENT], where: {kind: {eq: KOTA}}, having: {count: {gte: 5}}) { key { parent { name(lang: EN) } } count } }
SELECT CASE WHEN count(*) > 10000 THEN ('pilar: too many groups;' || now())::int::text ELSE '[' || coalesce(string_agg('{"key":{"parent":' || coalesce(CASE WHEN t2."id" IS NOT NULL THEN '{"name":' || coalesce(to_json(coalesce(t2."name_en", t2."name_id"))::text, 'null') || '}' END, 'null') || '},"count":' || coalesce(t1.m0::text, 'null') || '}', ','
ORDER BY t1.g0 NULLS LAST), '') || ']' END
FROM (SELECT t3."parent_id" AS g0, count(*) AS m0
FROM region t3
WHERE t3.visibility = 0 AND t3."kind" = 'KOTA'
GROUP BY t3."parent_id"
HAVING count(*) >= $1::bigint
ORDER BY t3."parent_id" NULLS LAST LIMIT 10001) t1
LEFT JOIN region t2 ON t2.visibility = 0 AND t2."id" = t1.g0
