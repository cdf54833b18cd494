-- { environment { powerPlants(where: {technology: {in: [SOLAR, HYDRO]}}, orderBy: [{capacityMw: DESC}], first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes { name technology capacityMw operator { name } } } } }
SELECT '{"totalCount":' || coalesce((SELECT count(*)::text
FROM environment_power_plant t3
WHERE t3.visibility = 0 AND t3."technology" = ANY(ARRAY['SOLAR', 'HYDRO']::text[])), 'null') || ',"pageInfo":' || coalesce('{"hasNextPage":' || coalesce(CASE WHEN max(t2._total) > $1::bigint THEN 'true' ELSE 'false' END, 'null') || ',"endCursor":' || coalesce(max(CASE WHEN t2._rn = least($1::bigint, t2._total) AND t2._rn <= $1::bigint THEN (SELECT '"' || translate(encode(substr(sha256('cursor'::bytea || q.p), 1, 6) || q.p, 'base64'), E'+/=\n', '-_') || '"'
FROM (SELECT convert_to('["29d0ec191397"' || ',' || coalesce(CASE WHEN t2._k0 = trunc(t2._k0) AND abs(t2._k0) < 1e15 THEN t2._k0::text || '.0' ELSE to_json(t2._k0)::text END, 'null') || ',' || coalesce(t2._k1::text, 'null') || ']', 'UTF8') AS p) q) END), 'null') || '}', 'null') || ',"nodes":' || coalesce('[' || coalesce(string_agg(coalesce('{"name":' || coalesce(to_json(t1."name")::text, 'null') || ',"technology":' || coalesce('"' || t1."technology" || '"', 'null') || ',"capacityMw":' || coalesce(CASE WHEN t1."capacity_mw" = trunc(t1."capacity_mw") AND abs(t1."capacity_mw") < 1e15 THEN t1."capacity_mw"::text || '.0' ELSE to_json(t1."capacity_mw")::text END, 'null') || ',"operator":' || coalesce(CASE WHEN t4."id" IS NOT NULL THEN '{"name":' || coalesce(to_json(t4."name_id")::text, 'null') || '}' END, 'null') || '}', 'null'), ','
ORDER BY t2._rn) FILTER (WHERE t2._rn <= $1::bigint), '') || ']', 'null') || '}'
FROM (SELECT t6.*, row_number() OVER (ORDER BY t6._k0 DESC, t6._k1 DESC) AS _rn, count(*) OVER () AS _total
FROM (SELECT t5."id", t5."capacity_mw" AS _k0, t5."id" AS _k1
FROM environment_power_plant t5
WHERE t5.visibility = 0 AND t5."technology" = ANY(ARRAY['SOLAR', 'HYDRO']::text[])
ORDER BY t5."capacity_mw" DESC, t5."id" DESC LIMIT $1::bigint + 1) t6) t2
JOIN environment_power_plant t1 ON t1.id = t2.id
LEFT JOIN organization t4 ON t4.visibility = 0 AND t4."id" = t1."operator_id"
