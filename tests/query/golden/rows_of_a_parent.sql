-- { region(code: "32") { children(first: 50) { nodes { code name } } } }
SELECT json_object('children', (SELECT json_object('nodes', json_group_array(json_object('code', t2."code", 'name', t2."name_id")))
FROM (SELECT t4."id"
FROM region t4
WHERE t4.visibility = 0 AND t4."parent_id" = t1."id"
ORDER BY t4."id" ASC LIMIT +?1) t3
CROSS JOIN region t2 ON t2.id = t3.id))
FROM region t1
WHERE t1.visibility = 0 AND t1."code" = +?2
