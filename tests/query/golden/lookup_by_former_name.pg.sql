-- { region(by: {name: "Mamuju Utara"}) { code } }
SELECT '{"code":' || coalesce(to_json(t1."code")::text, 'null') || '}'
FROM (SELECT t3.id
FROM region t3
WHERE t3.visibility = 0 AND (t3."name_id" = $1::text OR EXISTS (SELECT 1
FROM region_alias t4
WHERE t4.visibility = 0 AND t4."region_id" = t3.id AND t4."name" = $2::text))
ORDER BY t3.id LIMIT 1) t2
JOIN region t1 ON t1.id = t2.id
