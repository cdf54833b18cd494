-- { environment { powerPlants(where: {technology: {in: [SOLAR, HYDRO]}}, orderBy: [{capacityMw: DESC}], first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes { name technology capacityMw operator { name } } } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM environment_power_plant t2
WHERE t2.visibility = 0 AND t2."technology" = ANY(ARRAY['SOLAR', 'HYDRO']::text[])), 'null') || ',"pageInfo":{"hasNextPage":' || coalesce(CASE WHEN max(t1._total) > 10 THEN 'true' ELSE 'false' END, 'null') || ',"endCursor":' || coalesce(max(CASE WHEN t1._rn = least(10, t1._total) AND t1._rn <= 10 THEN (SELECT '"' || translate(encode(substr(sha256('cursor'::bytea || q.p), 1, 6) || q.p, 'base64'), E'+/=\n', '-_') || '"'
FROM (SELECT convert_to('["29d0ec191397"' || ',' || coalesce(CASE WHEN t1._k0 = trunc(t1._k0) AND abs(t1._k0) < 1e15 THEN t1._k0::text || '.0' ELSE t1._k0::text END, 'null') || ',' || coalesce(t1._k1::text, 'null') || ']', 'UTF8') AS p) q) END), 'null') || '},"nodes":[' || coalesce(string_agg('{"name":' || coalesce(to_json(t1."name")::text, 'null') || ',"technology":' || coalesce('"' || t1."technology" || '"', 'null') || ',"capacityMw":' || coalesce(CASE WHEN t1."capacity_mw" = trunc(t1."capacity_mw") AND abs(t1."capacity_mw") < 1e15 THEN t1."capacity_mw"::text || '.0' ELSE t1."capacity_mw"::text END, 'null') || ',"operator":' || coalesce(CASE WHEN t3."id" IS NOT NULL THEN '{"name":' || coalesce(to_json(t3."name_id")::text, 'null') || '}' END, 'null') || '}', ','
ORDER BY t1._rn) FILTER (WHERE t1._rn <= 10), '') || ']}'
FROM (SELECT t5.*, row_number() OVER (ORDER BY t5._k0 DESC, t5._k1 DESC) AS _rn, count(*) OVER () AS _total
FROM (SELECT t4."name", t4."technology", t4."capacity_mw", t4."operator_id", t4."capacity_mw" AS _k0, t4."id" AS _k1
FROM environment_power_plant t4
WHERE t4.visibility = 0 AND t4."technology" = ANY(ARRAY['SOLAR', 'HYDRO']::text[])
ORDER BY t4."capacity_mw" DESC, t4."id" DESC LIMIT 10 + 1) t5) t1
LEFT JOIN organization t3 ON t3.visibility = 0 AND t3."id" = t1."operator_id"
