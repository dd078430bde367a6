package ocs.pulse.query.session;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.view.TeamView;

/**
 * The tags of a conversation by their names, whoever's tag or tagging it is: of any category on chat or messages, or
 * those that name a version, which count on messages only.
 *
 * @param names distinct
 */
record TagFilter(Choice choice, List<String> names, boolean versions) implements SessionFilter {

    TagFilter {
        names = List.copyOf(names);
    }

    @Override
    public Bound bind(TeamView view) {
        if (names.size() <= TagNames.MOST) {
            return new OverView(view, new TagNames(view, names, versions));
        }
        List<Bound> parts = new ArrayList<>();
        for (int from = 0; from < names.size(); from += TagNames.MOST) {
            List<String> part = names.subList(from, Math.min(names.size(), from + TagNames.MOST));
            parts.add(new TagFilter(choice, part, versions).bind(view));
        }
        return new Many(parts);
    }

    @Override
    public boolean asksMessages() {
        return true;
    }

    @Override
    public int cost() {
        return 5;
    }

    private boolean met(long found, long all) {
        return switch (choice) {
            case ANY_OF -> found != 0;
            case ALL_OF -> found == all;
            case EXCLUDES -> found == 0;
        };
    }

    private final class OverView implements Bound {
        private final TeamView view;
        private final TagNames wanted;

        OverView(TeamView view, TagNames wanted) {
            this.view = view;
            this.wanted = wanted;
        }

        @Override
        public boolean session(int conversation) {
            long enough = choice == Choice.ALL_OF ? wanted.all() : 0;
            long found = versions ? 0 : wanted.of(view.chatTags(conversation).ordinal());
            if ((view.tagMask(conversation) & wanted.tagBits()) == 0) {
                return met(found, wanted.all());
            }
            int end = view.messageEnd(conversation);
            for (int message = view.messageStart(conversation); message < end && !decided(found, enough); message++) {
                found |= wanted.of(view.messageTagSet(message));
            }
            return met(found, wanted.all());
        }

        private boolean decided(long found, long enough) {
            return found != 0 && (found & enough) == enough;
        }

        @Override
        public boolean message(int message) {
            return met(wanted.of(view.messageTagSet(message)), wanted.all());
        }
    }

    /** More names than fit into one mask. */
    private final class Many implements Bound {
        private final List<Bound> parts;

        Many(List<Bound> parts) {
            this.parts = parts;
        }

        @Override
        public boolean session(int conversation) {
            return choice == Choice.ANY_OF
                    ? parts.stream().anyMatch(part -> part.session(conversation))
                    : parts.stream().allMatch(part -> part.session(conversation));
        }

        @Override
        public boolean message(int message) {
            return choice == Choice.ANY_OF
                    ? parts.stream().anyMatch(part -> part.message(message))
                    : parts.stream().allMatch(part -> part.message(message));
        }
    }
}
