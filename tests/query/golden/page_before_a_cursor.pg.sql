-- query Q($before: String!) { regions(last: 5, before: $before, orderBy: [{code: ASC}]) { edges { cursor node { code } } pageInfo { hasPreviousPage startCursor endCursor } } }
SELECT '{"edges":[' || coalesce(string_agg('{"cursor":' || coalesce((SELECT '"' || translate(encode(substr(sha256('cursor'::bytea || q.p), 1, 6) || q.p, 'base64'), E'+/=\n', '-_') || '"'
FROM (SELECT convert_to('["8935781b005a"' || ',' || coalesce(to_json(t1._k0)::text, 'null') || ',' || coalesce(t1._k1::text, 'null') || ']', 'UTF8') AS p) q), 'null') || ',"node":{"code":' || coalesce(to_json(t1."code")::text, 'null') || '}}', ','
ORDER BY t1._rn DESC) FILTER (WHERE t1._rn <= 5), '') || '],"pageInfo":{"hasPreviousPage":' || coalesce(CASE WHEN max(t1._total) > 5 THEN 'true' ELSE 'false' END, 'null') || ',"startCursor":' || coalesce(max(CASE WHEN t1._rn = least(5, t1._total) AND t1._rn <= 5 THEN (SELECT '"' || translate(encode(substr(sha256('cursor'::bytea || q.p), 1, 6) || q.p, 'base64'), E'+/=\n', '-_') || '"'
FROM (SELECT convert_to('["8935781b005a"' || ',' || coalesce(to_json(t1._k0)::text, 'null') || ',' || coalesce(t1._k1::text, 'null') || ']', 'UTF8') AS p) q) END), 'null') || ',"endCursor":' || coalesce(max(CASE WHEN t1._rn = 1 AND t1._rn <= 5 THEN (SELECT '"' || translate(encode(substr(sha256('cursor'::bytea || q.p), 1, 6) || q.p, 'base64'), E'+/=\n', '-_') || '"'
FROM (SELECT convert_to('["8935781b005a"' || ',' || coalesce(to_json(t1._k0)::text, 'null') || ',' || coalesce(t1._k1::text, 'null') || ']', 'UTF8') AS p) q) END), 'null') || '}}'
FROM (SELECT t3.*, row_number() OVER (ORDER BY t3._k0 DESC, t3._k1 DESC) AS _rn, count(*) OVER () AS _total
FROM (SELECT t2."code", t2."code" COLLATE "C" AS _k0, t2."id" AS _k1
FROM region t2
WHERE t2.visibility = 0 AND t2."code" COLLATE "C" <= $1::text AND ((t2."code" COLLATE "C" < $1::text) OR (t2."code" COLLATE "C" = $1::text AND t2."id" < $2::bigint))
ORDER BY t2."code" COLLATE "C" DESC, t2."id" DESC LIMIT 5 + 1) t3) t1
