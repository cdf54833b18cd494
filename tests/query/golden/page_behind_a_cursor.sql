-- query Q($after: String!) { regions(first: 5, after: $after, orderBy: [{code: ASC}]) { nodes { code } } }
SELECT json_object('nodes', json_group_array(json_object('code', t1."code")))
FROM (SELECT t2."code"
FROM region t2
WHERE t2.visibility = 0 AND t2."code" >= +?2 AND ((t2."code" > +?2) OR (t2."code" = +?2 AND t2."id" > +?3))
ORDER BY t2."code" ASC, t2."id" ASC LIMIT +?1) t1
