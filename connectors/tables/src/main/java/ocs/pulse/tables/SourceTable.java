package ocs.pulse.tables;

import static ocs.pulse.tables.SourceColumn.flag;
import static ocs.pulse.tables.SourceColumn.integer;
import static ocs.pulse.tables.SourceColumn.text;
import static ocs.pulse.tables.SourceColumn.timestamp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables that are read, parents before children: this is the order of the snapshot. Every table's primary key is
 * {@code id}. The text of messages is not on any list, so it is never read.
 */
public enum SourceTable {
    CONTENT_TYPE(1, "django_content_type", integer("id"), text("app_label"), text("model")),
    TEAM(2, "teams_team", integer("id"), text("name"), text("slug")),
    EXPERIMENT(
            3,
            "experiments_experiment",
            integer("id"),
            integer("team_id"),
            text("name"),
            text("description").orNull(),
            flag("is_archived"),
            integer("working_version_id").orNull(),
            integer("pipeline_id").orNull()),
    PARTICIPANT(
            4,
            "experiments_participant",
            integer("id"),
            integer("team_id"),
            text("name"),
            text("identifier"),
            text("platform"),
            text("remote_id")),
    CHANNEL(
            5,
            "channels_experimentchannel",
            integer("id"),
            integer("team_id"),
            integer("experiment_id").orNull(),
            text("platform"),
            flag("deleted"),
            text("name")),
    TAG(6, "annotations_tag", integer("id"), integer("team_id"), text("name"), text("category"), flag("is_system_tag")),
    CHAT(7, "chat_chat", integer("id"), integer("team_id")),
    SESSION(
            8,
            "experiments_experimentsession",
            integer("id"),
            integer("team_id"),
            text("external_id"),
            integer("experiment_id"),
            integer("participant_id").orNull(),
            integer("chat_id"),
            integer("experiment_channel_id").orNull(),
            text("platform").orAbsent(),
            text("status"),
            timestamp("created_at"),
            timestamp("ended_at").orNull()),
    MESSAGE(9, "chat_chatmessage", integer("id"), integer("chat_id"), text("message_type"), timestamp("created_at")),
    TAGGING(
            10,
            "annotations_customtaggeditem",
            integer("id"),
            integer("team_id"),
            integer("tag_id"),
            integer("content_type_id"),
            integer("object_id")),
    TRACE(
            11,
            "trace_trace",
            integer("id"),
            integer("team_id").orNull(),
            integer("experiment_id").orNull(),
            integer("session_id").orNull(),
            timestamp("timestamp"),
            integer("duration"),
            text("status"));

    /** The schema that Open Chat Studio's tables live in. */
    public static final String SCHEMA = "public";

    /** The name of every table's primary key. */
    public static final String PRIMARY_KEY = "id";

    private static final Map<String, SourceTable> BY_RELATION =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SourceTable::relation, Function.identity()));
    private static final Map<Integer, SourceTable> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SourceTable::code, Function.identity()));

    private final int code;
    private final String relation;
    private final List<SourceColumn> columns;

    SourceTable(int code, String relation, SourceColumn... columns) {
        this.code = code;
        this.relation = relation;
        this.columns = List.of(columns);
    }

    /** The number that stands for this table in stores and topics; it never changes. */
    public int code() {
        return code;
    }

    /** The table's name in Postgres, without its schema. */
    public String relation() {
        return relation;
    }

    /** The table's name in Postgres with its schema, as message keys carry it. */
    public String qualifiedName() {
        return SCHEMA + "." + relation;
    }

    /** The columns that are read, the primary key first. */
    public List<SourceColumn> columns() {
        return columns;
    }

    /** The table of a name without schema; empty for a table that is not read. */
    public static Optional<SourceTable> ofRelation(String relation) {
        return Optional.ofNullable(BY_RELATION.get(relation));
    }

    /** The table of a code; an unknown code is a state of another version, so it is an error. */
    public static SourceTable ofCode(int code) {
        SourceTable table = BY_CODE.get(code);
        if (table == null) {
            throw new IllegalArgumentException(
                    "No table has the code " + code + ": was this written by a newer pulse?");
        }
        return table;
    }
}
