-- { regions(where: {observations: {some: {year: {eq: 2020}}}}) { totalCount nodes { name } } }
SELECT json_object('totalCount', (SELECT count(*)
FROM region t2
WHERE t2.visibility = 0 AND EXISTS (SELECT 1
FROM observation t3
WHERE t3.visibility = 0 AND t3."region_id" = t2.id AND t3."year" = +?2)), 'nodes', json_group_array(json_object('name', t1."name_id")))
FROM (SELECT t4."name_id"
FROM region t4
WHERE t4.visibility = 0 AND EXISTS (SELECT 1
FROM observation t5
WHERE t5.visibility = 0 AND t5."region_id" = t4.id AND t5."year" = +?2)
ORDER BY t4."id" ASC LIMIT +?1) t1
