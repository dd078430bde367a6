package ocs.pulse.bench;

import java.util.List;
import ocs.pulse.verify.Question;

/**
 * What a dashboard is narrowed to, in the words of each who is asked.
 *
 * @param api query parameters
 * @param truth as {@link ocs.pulse.verify.SourceTruth} takes it
 * @param session a condition on a session {@code s} as Open Chat Studio's statements have it
 * @param experiment the same on a listed chatbot {@code e}
 * @param participant on a listed participant {@code x}
 * @param column on a row of DuckDB's message table
 */
record Narrowing(
        String name,
        String api,
        Question.Filter truth,
        String session,
        String experiment,
        String participant,
        String column,
        String columnExperiment,
        String columnParticipant) {
    private static final String TAGGED = """
            and (exists (select 1 from annotations_customtaggeditem u join annotations_tag ut on ut.id = u.tag_id
                  where u.content_type_id = 1 and u.object_id = s.chat_id and u.team_id = 1 and ut.team_id = 1 and u.tag_id in (110))
              or exists (select 1 from chat_chatmessage v where v.chat_id = s.chat_id
                  and exists (select 1 from annotations_customtaggeditem u join annotations_tag ut on ut.id = u.tag_id
                    where u.content_type_id = 2 and u.object_id = v.id and u.team_id = 1 and ut.team_id = 1 and u.tag_id in (110))))""";
    private static final String TAGGED_CHATS = "chat_id in (select chat_id from tagged where tag_id = 110)";

    static final Narrowing NONE = new Narrowing("unfiltered", "", Question.Filter.NONE, "", "", "", "", "", "");
    static final Narrowing CHATBOT = new Narrowing(
            "by chatbot",
            "&experiments=5",
            new Question.Filter(List.of(5L), null, null, null),
            "and s.experiment_id in (5)",
            "and e.id in (5)",
            "and exists (select 1 from experiments_experimentsession s where s.participant_id = x.id and s.experiment_id in (5))",
            "and experiment_id in (5)",
            "and e.id in (5)",
            "and x.id in (select participant_id from session where experiment_id in (5))");
    static final Narrowing TAG = new Narrowing(
            "by tag",
            "&tags=110",
            new Question.Filter(null, null, null, List.of(110L)),
            TAGGED,
            "and exists (select 1 from experiments_experimentsession s where s.experiment_id = e.id " + TAGGED + ")",
            "and exists (select 1 from experiments_experimentsession s where s.participant_id = x.id " + TAGGED + ")",
            "and " + TAGGED_CHATS,
            "and e.id in (select experiment_id from session where " + TAGGED_CHATS + ")",
            "and x.id in (select participant_id from session where " + TAGGED_CHATS + ")");
    static final Narrowing PARTICIPANT_AND_CHANNEL = new Narrowing(
            "by participant and channel",
            "&participants=8&channels=web",
            new Question.Filter(null, List.of("web"), List.of(8L), null),
            "and s.participant_id in (8) and s.platform in ('web')",
            "and exists (select 1 from experiments_experimentsession s where s.experiment_id = e.id and s.participant_id in (8))",
            "and x.id in (8) and x.platform in ('web')",
            "and participant_id in (8) and platform in ('web')",
            "and e.id in (select experiment_id from session where participant_id in (8))",
            "and x.id in (8) and x.platform in ('web')");
    static final List<Narrowing> ALL = List.of(NONE, CHATBOT, TAG, PARTICIPANT_AND_CHANNEL);
}
