-- The external ids of the sessions that are meant.
${chosen}
select coalesce(json_agg(external_id order by id), '[]') from chosen
