-- { region(code: "32.73") { name kind population parent { name } } }
SELECT json_object('name', t1."name_id", 'kind', t1."kind", 'population', t1."population", 'parent', CASE WHEN t2."id" IS NOT NULL THEN json_object('name', t2."name_id") END)
FROM region t1
LEFT JOIN region t2 ON t2.visibility = 0 AND t2."id" = t1."parent_id"
WHERE t1.visibility = 0 AND t1."code" = +?1
