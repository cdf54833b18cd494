-- { regions(first: 5, orderBy: [{population: DESC}]) { nodes { name population } } }
SELECT json_object('nodes', json_group_array(json_object('name', t1."name_id", 'population', t1."population")))
FROM (SELECT t2."name_id", t2."population"
FROM region t2
WHERE t2.visibility = 0
ORDER BY t2."population" DESC NULLS LAST, t2."id" DESC LIMIT +?1) t1
