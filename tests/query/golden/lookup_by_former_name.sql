-- { region(by: {name: "Mamuju Utara"}) { code } }
SELECT json_object('code', t1."code")
FROM region t1
WHERE t1.visibility = 0 AND (t1."name_id" = +?1 OR EXISTS (SELECT 1
FROM region_alias t2
WHERE t2.visibility = 0 AND t2."region_id" = t1.id AND t2."name" = +?2))
ORDER BY t1.id LIMIT 1
