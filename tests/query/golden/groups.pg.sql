-- { environment { powerPlantsAggregate(groupBy: [TECHNOLOGY]) { key { technology } count sum { capacityMw } } } }
SELECT CASE WHEN count(*) > 10000 THEN ('pilar: too many groups;' || now())::int::text ELSE '[' || coalesce(string_agg('{"key":{"technology":' || coalesce('"' || t1.g0 || '"', 'null') || '},"count":' || coalesce(t1.m0::text, 'null') || ',"sum":{"capacityMw":' || coalesce(CASE WHEN t1.m1 = trunc(t1.m1) AND abs(t1.m1) < 1e15 THEN t1.m1::text || '.0' ELSE t1.m1::text END, 'null') || '}}', ','
ORDER BY t1.g0 NULLS LAST), '') || ']' END
FROM (SELECT t2."technology" COLLATE "C" AS g0, count(*) AS m0, (sum((t2."capacity_mw" + 6597069766656::float8 - 6597069766656::float8)) + sum(t2."capacity_mw" - (t2."capacity_mw" + 6597069766656::float8 - 6597069766656::float8))) AS m1
FROM environment_power_plant t2
WHERE t2.visibility = 0
GROUP BY t2."technology" COLLATE "C"
ORDER BY t2."technology" COLLATE "C" NULLS LAST LIMIT 10001) t1
