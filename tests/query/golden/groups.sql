-- { environment { powerPlantsAggregate(groupBy: [TECHNOLOGY]) { key { technology } count sum { capacityMw } } } }
SELECT CASE WHEN count(*) > 10000 THEN json_extract('{}', 'pilar: too many groups') ELSE json_group_array(json_object('key', json_object('technology', t1.g0), 'count', t1.m0, 'sum', json_object('capacityMw', t1.m1))) END
FROM (SELECT t2."technology" AS g0, count(*) AS m0, sum(t2."capacity_mw") AS m1
FROM environment_power_plant t2
WHERE t2.visibility = 0
GROUP BY t2."technology"
ORDER BY t2."technology" NULLS LAST LIMIT 10001) t1
