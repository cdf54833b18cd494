-- query Q($before: String!) { regions(last: 5, before: $before, orderBy: [{code: ASC}]) { edges { cursor node { code } } pageInfo { hasPreviousPage startCursor endCursor } } }
SELECT json_object('edges', json_group_array(json_object('cursor', pilar_cursor(json_array('8935781b005a', t1._k0, t1._k1)), 'node', json_object('code', t1."code"))
ORDER BY t1._rn DESC) FILTER (WHERE t1._rn <= +?1), 'pageInfo', json_object('hasPreviousPage', CASE WHEN max(t1._total) > +?1 THEN json('true') ELSE json('false') END, 'startCursor', max(CASE WHEN t1._rn = min(+?1, t1._total) AND t1._rn <= +?1 THEN pilar_cursor(json_array('8935781b005a', t1._k0, t1._k1)) END), 'endCursor', max(CASE WHEN t1._rn = 1 AND t1._rn <= +?1 THEN pilar_cursor(json_array('8935781b005a', t1._k0, t1._k1)) END)))
FROM (SELECT t3.*, row_number() OVER (ORDER BY t3._k0 DESC, t3._k1 DESC) AS _rn, count(*) OVER () AS _total
FROM (SELECT t2."code", t2."code" AS _k0, t2."id" AS _k1
FROM region t2
WHERE t2.visibility = 0 AND t2."code" <= +?2 AND ((t2."code" < +?2) OR (t2."code" = +?2 AND t2."id" < +?3))
ORDER BY t2."code" DESC, t2."id" DESC LIMIT +?1 + 1) t3) t1
