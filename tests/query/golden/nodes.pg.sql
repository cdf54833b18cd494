-- query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on Region { code } ... on Source { dataset } } }
SELECT '[' || coalesce(string_agg(coalesce(CASE t1.value ->> 0 WHEN 'Region' THEN (SELECT '{"id":"Region_' || t2."id" || '","code":' || coalesce(to_json(t2."code")::text, 'null') || '}'
FROM region t2
WHERE t2.visibility = 0 AND t2.id = (t1.value ->> 1)::bigint) WHEN 'Source' THEN (SELECT '{"id":"Source_' || t3."id" || '","dataset":' || coalesce(to_json(t3."dataset")::text, 'null') || '}'
FROM source t3
WHERE t3.visibility = 0 AND t3.id = (t1.value ->> 1)::bigint) END, 'null'), ','
ORDER BY t1.place), '') || ']'
FROM json_array_elements($1::text::json) WITH ORDINALITY AS t1(value, place)
