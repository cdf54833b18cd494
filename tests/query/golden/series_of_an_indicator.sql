-- { region(code: "32.73") { observations(where: {indicator: {code: {eq: "HR.MEAN_SCHOOLING"}}}, orderBy: [{year: ASC}]) { nodes { year value unit source { publisher } } } } }
SELECT json_object('observations', (SELECT json_object('nodes', json_group_array(json_object('year', t2."year", 'value', t2."value", 'unit', t2."unit", 'source', CASE WHEN t3."id" IS NOT NULL THEN json_object('publisher', t3."publisher") ELSE json_extract('{}', 'pilar: dangling reference') END)))
FROM (SELECT t4."year", t4."value", t4."unit", t4."source_id"
FROM observation t4
WHERE t4.visibility = 0 AND t4."region_id" = t1."id" AND t4."indicator_id" IN (SELECT t5.id
FROM indicator t5
WHERE t5.visibility = 0 AND t5."code" = +?2)
ORDER BY t4."year" ASC, t4."id" ASC LIMIT +?1) t2
LEFT JOIN source t3 ON t3.visibility = 0 AND t3."id" = t2."source_id"))
FROM region t1
WHERE t1.visibility = 0 AND t1."code" = +?3
