select json_build_object(
    'platforms', coalesce(json_agg(json_build_object('platform', platform, 'sessions', sessions) order by platform collate "C"), '[]'),
    'totals', json_build_object('sessions', coalesce(sum(sessions), 0)))
  from (select h.platform, (select count(*) from active a where a.platform = h.platform) as sessions
          from p join channels_experimentchannel h on h.team_id = p.team and not h.deleted group by h.platform) as channels
