-- { masterplan { activities(on: "2024-06-01", where: {overdue: {eq: true}}, orderBy: [{daysLate: DESC}], first: 5) { nodes { plannedPct actualPct daysLate } } } }
SELECT '{"nodes":[' || coalesce(string_agg(coalesce(t1.item, 'null'), ','), '') || ']}'
FROM (SELECT '{"plannedPct":' || coalesce((SELECT CASE WHEN t2.x = trunc(t2.x) AND abs(t2.x) < 1e15 THEN t2.x::text || '.0' ELSE t2.x::text END
FROM (SELECT (CASE WHEN $1::date < t1."starts_on" THEN 0.0 WHEN $1::date >= t1."ends_on" THEN 100.0 ELSE 100.0 * ((floor(extract(epoch
FROM $1::date))::bigint / 86400) - (floor(extract(epoch
FROM t1."starts_on"))::bigint / 86400) + 1) / ((floor(extract(epoch
FROM t1."ends_on"))::bigint / 86400) - (floor(extract(epoch
FROM t1."starts_on"))::bigint / 86400) + 1) END)::float8 AS x) t2), 'null') || ',"actualPct":' || coalesce((SELECT CASE WHEN t5.x = trunc(t5.x) AND abs(t5.x) < 1e15 THEN t5.x::text || '.0' ELSE t5.x::text END
FROM (SELECT (coalesce((SELECT t3."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t4
WHERE t4.visibility = 0) t3
WHERE t3."activity_id" = t1."id" AND t3."reported_on" <= $1::date
ORDER BY t3."reported_on" DESC LIMIT 1), 0.0))::float8 AS x) t5), 'null') || ',"daysLate":' || coalesce(((SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END
FROM (SELECT coalesce((floor(extract(epoch
FROM (CASE WHEN (coalesce((SELECT t7."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t8
WHERE t8.visibility = 0) t7
WHERE t7."activity_id" = t1."id" AND t7."reported_on" <= $1::date
ORDER BY t7."reported_on" DESC LIMIT 1), 0.0)) >= 100 THEN (SELECT min(t6."reported_on")
FROM (SELECT *
FROM masterplan_progress_report t9
WHERE t9.visibility = 0) t6
WHERE t6."activity_id" = t1."id" AND t6."reported_on" <= $1::date AND t6."completed_pct" >= 100) END)))::bigint / 86400), (floor(extract(epoch
FROM $1::date))::bigint / 86400)) - (floor(extract(epoch
FROM t1."ends_on"))::bigint / 86400) AS days) v))::bigint::text, 'null') || '}' AS item
FROM (SELECT t10."starts_on", t10."ends_on", t10."id", ((SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END
FROM (SELECT coalesce((floor(extract(epoch
FROM (CASE WHEN (coalesce((SELECT t12."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t13
WHERE t13.visibility = 0) t12
WHERE t12."activity_id" = t10."id" AND t12."reported_on" <= $1::date
ORDER BY t12."reported_on" DESC LIMIT 1), 0.0)) >= 100 THEN (SELECT min(t11."reported_on")
FROM (SELECT *
FROM masterplan_progress_report t14
WHERE t14.visibility = 0) t11
WHERE t11."activity_id" = t10."id" AND t11."reported_on" <= $1::date AND t11."completed_pct" >= 100) END)))::bigint / 86400), (floor(extract(epoch
FROM $1::date))::bigint / 86400)) - (floor(extract(epoch
FROM t10."ends_on"))::bigint / 86400) AS days) v))::bigint AS _k0, t10."id" AS _k1
FROM masterplan_activity t10
WHERE t10.visibility = 0 AND (t10."ends_on" < $1::date AND (coalesce((SELECT t15."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t16
WHERE t16.visibility = 0) t15
WHERE t15."activity_id" = t10."id" AND t15."reported_on" <= $1::date
ORDER BY t15."reported_on" DESC LIMIT 1), 0.0)) < 100)::boolean = true
ORDER BY ((SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END
FROM (SELECT coalesce((floor(extract(epoch
FROM (CASE WHEN (coalesce((SELECT t12."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t13
WHERE t13.visibility = 0) t12
WHERE t12."activity_id" = t10."id" AND t12."reported_on" <= $1::date
ORDER BY t12."reported_on" DESC LIMIT 1), 0.0)) >= 100 THEN (SELECT min(t11."reported_on")
FROM (SELECT *
FROM masterplan_progress_report t14
WHERE t14.visibility = 0) t11
WHERE t11."activity_id" = t10."id" AND t11."reported_on" <= $1::date AND t11."completed_pct" >= 100) END)))::bigint / 86400), (floor(extract(epoch
FROM $1::date))::bigint / 86400)) - (floor(extract(epoch
FROM t10."ends_on"))::bigint / 86400) AS days) v))::bigint DESC NULLS LAST, t10."id" DESC LIMIT 5) t1
ORDER BY t1._k0 DESC NULLS LAST, t1._k1 DESC) t1
