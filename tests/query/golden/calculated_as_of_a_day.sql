-- { masterplan { activities(on: "2024-06-01", where: {overdue: {eq: true}}, orderBy: [{daysLate: DESC}], first: 5) { nodes { plannedPct actualPct daysLate } } } }
SELECT json_object('nodes', json_group_array(json_object('plannedPct', (CASE WHEN +?2 < t1."starts_on" THEN 0.0 WHEN +?2 >= t1."ends_on" THEN 100.0 ELSE 100.0 * ((unixepoch(+?2) / 86400) - (unixepoch(t1."starts_on") / 86400) + 1) / ((unixepoch(t1."ends_on") / 86400) - (unixepoch(t1."starts_on") / 86400) + 1) END), 'actualPct', (coalesce((SELECT t2."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t3
WHERE t3.visibility = 0) t2
WHERE t2."activity_id" = t1."id" AND t2."reported_on" <= +?2
ORDER BY t2."reported_on" DESC LIMIT 1), 0.0)), 'daysLate', ((SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END
FROM (SELECT coalesce((unixepoch((CASE WHEN (coalesce((SELECT t5."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t6
WHERE t6.visibility = 0) t5
WHERE t5."activity_id" = t1."id" AND t5."reported_on" <= +?2
ORDER BY t5."reported_on" DESC LIMIT 1), 0.0)) >= 100 THEN (SELECT min(t4."reported_on")
FROM (SELECT *
FROM masterplan_progress_report t7
WHERE t7.visibility = 0) t4
WHERE t4."activity_id" = t1."id" AND t4."reported_on" <= +?2 AND t4."completed_pct" >= 100) END)) / 86400), (unixepoch(+?2) / 86400)) - (unixepoch(t1."ends_on") / 86400) AS days) v)))))
FROM (SELECT t8."starts_on", t8."ends_on", t8."id"
FROM masterplan_activity t8
WHERE t8.visibility = 0 AND (t8."ends_on" < +?2 AND (coalesce((SELECT t13."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t14
WHERE t14.visibility = 0) t13
WHERE t13."activity_id" = t8."id" AND t13."reported_on" <= +?2
ORDER BY t13."reported_on" DESC LIMIT 1), 0.0)) < 100) = 1
ORDER BY ((SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END
FROM (SELECT coalesce((unixepoch((CASE WHEN (coalesce((SELECT t10."completed_pct"
FROM (SELECT *
FROM masterplan_progress_report t11
WHERE t11.visibility = 0) t10
WHERE t10."activity_id" = t8."id" AND t10."reported_on" <= +?2
ORDER BY t10."reported_on" DESC LIMIT 1), 0.0)) >= 100 THEN (SELECT min(t9."reported_on")
FROM (SELECT *
FROM masterplan_progress_report t12
WHERE t12.visibility = 0) t9
WHERE t9."activity_id" = t8."id" AND t9."reported_on" <= +?2 AND t9."completed_pct" >= 100) END)) / 86400), (unixepoch(+?2) / 86400)) - (unixepoch(t8."ends_on") / 86400) AS days) v)) DESC NULLS LAST, t8."id" DESC LIMIT +?1) t1
