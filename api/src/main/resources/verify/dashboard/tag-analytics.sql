, counted as (
    select case t.category when '' then 'User Defined' when 'bot_response' then 'Bot Response'
                when 'safety_layer_response' then 'Safety Layer Response' when 'response_rating' then 'Response Rating'
                when 'error' then 'Error' when 'media_type' then 'Media Type' else t.category end as category,
           t.name, count(*) as taggings
      from p cross join message m
      join annotations_customtaggeditem i on i.object_id = m.message_id and i.team_id = p.team
      join django_content_type k on k.id = i.content_type_id and k.app_label = 'chat' and k.model = 'chatmessage'
      join annotations_tag t on t.id = i.tag_id and t.team_id = p.team and t.category <> 'experiment_version'
     group by 1, 2
)
select json_build_object(
    'tag_categories', coalesce((select json_object_agg(category, tags) from (
        select category, json_object_agg(name, taggings) as tags from counted group by category) as categories), '{}'),
    'total_tagged_messages', (select coalesce(sum(taggings), 0) from counted))
  from (select 1) as one
