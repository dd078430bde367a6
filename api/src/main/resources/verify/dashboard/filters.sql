-- Parameters: team, what participants begin with, how many of them.
with p as (select ?::bigint as team, upper(?::text) as search, ?::int as most)
select json_build_object(
    'chatbots', (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by e.name collate "C", e.id), '[]')
                   from p join experiments_experiment e on e.team_id = p.team
                  where e.working_version_id is null and not e.is_archived),
    'channels', (select coalesce(json_agg(platform order by platform collate "C"), '[]')
                   from (select distinct h.platform from p join channels_experimentchannel h on h.team_id = p.team
                          where not h.deleted and h.platform <> 'evaluations') as used),
    'tags', (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'category', t.category)
                    order by t.name collate "C", t.id), '[]')
               from p join annotations_tag t on t.team_id = p.team),
    'participants', (select coalesce(json_agg(json_build_object('id', id, 'identifier', identifier, 'name', name,
                            'platform', platform) order by identifier collate "C", id), '[]')
                       from (select x.* from p join experiments_participant x on x.team_id = p.team
                              where x.platform <> 'evaluations'
                                and (starts_with(upper(x.identifier), p.search) or starts_with(upper(x.name), p.search))
                              order by x.identifier collate "C", x.id limit (select most from p)) as found))
