-- query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on Region { code } ... on Source { dataset } } }
SELECT json_group_array(CASE t1.value ->> 0 WHEN 'Region' THEN (SELECT json_object('id', 'Region_' || t2."id", 'code', t2."code")
FROM region t2
WHERE t2.visibility = 0 AND t2.id = t1.value ->> 1) WHEN 'Source' THEN (SELECT json_object('id', 'Source_' || t3."id", 'dataset', t3."dataset")
FROM source t3
WHERE t3.visibility = 0 AND t3.id = t1.value ->> 1) END)
FROM json_each(+?1) t1
