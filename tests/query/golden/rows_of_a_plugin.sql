-- { environment { powerPlants(where: {technology: {in: [SOLAR, HYDRO]}}, orderBy: [{capacityMw: DESC}], first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes { name technology capacityMw operator { name } } } } }
SELECT json_object('totalCount', (SELECT count(*)
FROM environment_power_plant t3
WHERE t3.visibility = 0 AND t3."technology" IN (SELECT value
FROM json_each('["SOLAR", "HYDRO"]'))), 'pageInfo', json_object('hasNextPage', CASE WHEN max(t2._total) > +?1 THEN json('true') ELSE json('false') END, 'endCursor', max(CASE WHEN t2._rn = min(+?1, t2._total) AND t2._rn <= +?1 THEN pilar_cursor(json_array('29d0ec191397', t2._k0, t2._k1)) END)), 'nodes', json_group_array(json_object('name', t1."name", 'technology', t1."technology", 'capacityMw', t1."capacity_mw", 'operator', CASE WHEN t4."id" IS NOT NULL THEN json_object('name', t4."name_id") END)) FILTER (WHERE t2._rn <= +?1))
FROM (SELECT t6.*, row_number() OVER (ORDER BY t6._k0 DESC, t6._k1 DESC) AS _rn, count(*) OVER () AS _total
FROM (SELECT t5."id", t5."capacity_mw" AS _k0, t5."id" AS _k1
FROM environment_power_plant t5
WHERE t5.visibility = 0 AND t5."technology" IN (SELECT value
FROM json_each('["SOLAR", "HYDRO"]'))
ORDER BY t5."capacity_mw" DESC, t5."id" DESC LIMIT +?1 + 1) t6) t2
CROSS JOIN environment_power_plant t1 ON t1.id = t2.id
LEFT JOIN organization t4 ON t4.visibility = 0 AND t4."id" = t1."operator_id"
