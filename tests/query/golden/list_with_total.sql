-- { regions(first: 100, where: {kind: {in: [KABUPATEN, KOTA]}}) { totalCount nodes { code name } } }
SELECT json_object('totalCount', (SELECT count(*)
FROM region t3
WHERE t3.visibility = 0 AND t3."kind" IN (SELECT value
FROM json_each('["KABUPATEN", "KOTA"]'))), 'nodes', json_group_array(json_object('code', t1."code", 'name', t1."name_id")))
FROM (SELECT t4."id"
FROM region t4
WHERE t4.visibility = 0 AND t4."kind" IN (SELECT value
FROM json_each('["KABUPATEN", "KOTA"]'))
ORDER BY t4."id" ASC LIMIT +?1) t2
CROSS JOIN region t1 ON t1.id = t2.id
