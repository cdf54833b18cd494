-- { observationsAggregate(where: {challengeEvidence: {some: {challenge: {rule: {eq: MISSING}}}}}) { count } }
SELECT '[' || coalesce(string_agg('{"count":' || coalesce(t1.m0::text, 'null') || '}', ','), '') || ']'
FROM (SELECT count(*) AS m0, count(*) AS n
FROM observation t2
WHERE t2.visibility = 0 AND EXISTS (SELECT 1
FROM assessment_challenge_evidence t3
WHERE t3.visibility = 0 AND t3."observation_id" = t2.id AND t3."challenge_id" IN (SELECT t4.id
FROM assessment_challenge t4
WHERE t4.visibility = 0 AND t4."rule" = 'MISSING'))) t1
