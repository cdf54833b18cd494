-- { region(code: "32.73") { name kind population parent { name } } }
SELECT '{"name":' || coalesce(to_json(t1."name_id")::text, 'null') || ',"kind":' || coalesce('"' || t1."kind" || '"', 'null') || ',"population":' || coalesce(t1."population"::text, 'null') || ',"parent":' || coalesce(CASE WHEN t2."id" IS NOT NULL THEN '{"name":' || coalesce(to_json(t2."name_id")::text, 'null') || '}' END, 'null') || '}'
FROM region t1
LEFT JOIN region t2 ON t2.visibility = 0 AND t2."id" = t1."parent_id"
WHERE t1.visibility = 0 AND t1."code" = $1::text
