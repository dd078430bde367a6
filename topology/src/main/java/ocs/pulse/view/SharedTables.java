package ocs.pulse.view;

import java.util.List;
import java.util.Optional;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * One version of the small tables that every partition holds: teams, content types, experiments, channels and tags of
 * all teams. Immutable: a change gives a new version that shares almost everything with the old.
 */
public final class SharedTables {
    public static final SharedTables EMPTY = new SharedTables(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    private final PMap<Long, Row.ContentType> contentTypes;
    private final PMap<Long, Row.Team> teams;
    private final PMap<Long, Row.Experiment> experiments;
    private final PMap<Long, Row.Channel> channels;
    private final PMap<Long, Row.Tag> tags;

    private SharedTables(
            PMap<Long, Row.ContentType> contentTypes,
            PMap<Long, Row.Team> teams,
            PMap<Long, Row.Experiment> experiments,
            PMap<Long, Row.Channel> channels,
            PMap<Long, Row.Tag> tags) {
        this.contentTypes = contentTypes;
        this.teams = teams;
        this.experiments = experiments;
        this.channels = channels;
        this.tags = tags;
    }

    /** Whether rows of this kind live here. */
    public static boolean holds(Row row) {
        return row instanceof Row.ContentType
                || row instanceof Row.Team
                || row instanceof Row.Experiment
                || row instanceof Row.Channel
                || row instanceof Row.Tag;
    }

    /** With this row, in place of any with its id. */
    public SharedTables with(Row row) {
        if (row instanceof Row.ContentType it) {
            return new SharedTables(contentTypes.plus(it.id(), it), teams, experiments, channels, tags);
        }
        if (row instanceof Row.Team it) {
            return new SharedTables(contentTypes, teams.plus(it.id(), it), experiments, channels, tags);
        }
        if (row instanceof Row.Experiment it) {
            return new SharedTables(contentTypes, teams, experiments.plus(it.id(), it), channels, tags);
        }
        if (row instanceof Row.Channel it) {
            return new SharedTables(contentTypes, teams, experiments, channels.plus(it.id(), it), tags);
        }
        if (row instanceof Row.Tag it) {
            return new SharedTables(contentTypes, teams, experiments, channels, tags.plus(it.id(), it));
        }
        throw new IllegalArgumentException(row.table() + " is no shared table");
    }

    /** Without the row of this table and id. */
    public SharedTables without(Row row) {
        Long id = row.id();
        return switch (row.table()) {
            case CONTENT_TYPE -> new SharedTables(contentTypes.minus(id), teams, experiments, channels, tags);
            case TEAM -> new SharedTables(contentTypes, teams.minus(id), experiments, channels, tags);
            case EXPERIMENT -> new SharedTables(contentTypes, teams, experiments.minus(id), channels, tags);
            case CHANNEL -> new SharedTables(contentTypes, teams, experiments, channels.minus(id), tags);
            case TAG -> new SharedTables(contentTypes, teams, experiments, channels, tags.minus(id));
            default -> throw new IllegalArgumentException(row.table() + " is no shared table");
        };
    }

    public Optional<Row.Team> teamOfSlug(String slug) {
        return teams.values().stream().filter(team -> team.slug().equals(slug)).findFirst();
    }

    public Iterable<Row.Team> teams() {
        return teams.values();
    }

    /** The same as a list, in no order. */
    public List<Row.Team> allTeams() {
        return List.copyOf(teams.values());
    }

    /** Chatbots and versions of every team. */
    public Iterable<Row.Experiment> experiments() {
        return experiments.values();
    }

    /** Channels of every team, deleted ones included. */
    public Iterable<Row.Channel> channels() {
        return channels.values();
    }

    /** Tags of every team. */
    public Iterable<Row.Tag> tags() {
        return tags.values();
    }

    public Row.@Nullable Team team(long id) {
        return teams.get(id);
    }

    public Row.@Nullable ContentType contentType(long id) {
        return contentTypes.get(id);
    }

    public Row.@Nullable Experiment experiment(long id) {
        return experiments.get(id);
    }

    public Row.@Nullable Channel channel(long id) {
        return channels.get(id);
    }

    public Row.@Nullable Tag tag(long id) {
        return tags.get(id);
    }
}
