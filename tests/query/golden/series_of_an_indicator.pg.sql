-- { region(code: "32.73") { observations(where: {indicator: {code: {eq: "HR.MEAN_SCHOOLING"}}}, orderBy: [{year: ASC}]) { nodes { year value unit source { publisher } } } } }
SELECT '{"observations":' || coalesce((SELECT '{"nodes":[' || coalesce(string_agg(coalesce(t2.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"year":' || coalesce(t2."year"::text, 'null') || ',"value":' || coalesce(CASE WHEN t2."value" = trunc(t2."value") AND abs(t2."value") < 1e15 THEN t2."value"::text || '.0' ELSE t2."value"::text END, 'null') || ',"unit":' || coalesce(to_json(t2."unit")::text, 'null') || ',"source":' || coalesce(CASE WHEN t3."id" IS NOT NULL THEN '{"publisher":' || coalesce(to_json(t3."publisher")::text, 'null') || '}' ELSE ('pilar: dangling reference;' || now())::int::text END, 'null') || '}' AS item
FROM (SELECT t4."year", t4."value", t4."unit", t4."source_id", t4."year" AS _k0, t4."id" AS _k1
FROM observation t4
WHERE t4.visibility = 0 AND t4."region_id" = t1."id" AND t4."indicator_id" IN (SELECT t5.id
FROM indicator t5
WHERE t5.visibility = 0 AND t5."code" = $1::text)
ORDER BY t4."year" ASC, t4."id" ASC LIMIT 20) t2
LEFT JOIN source t3 ON t3.visibility = 0 AND t3."id" = t2."source_id"
ORDER BY t2._k0 ASC, t2._k1 ASC) t2), 'null') || '}'
FROM region t1
WHERE t1.visibility = 0 AND t1."code" = $2::text
