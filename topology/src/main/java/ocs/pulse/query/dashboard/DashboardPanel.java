package ocs.pulse.query.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ocs.pulse.view.TeamView;

/** The panels, and how each is answered by itself. */
public enum DashboardPanel {
    OVERVIEW {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            Overview overview = new Overview(view, Listing.of(view, question.filter(), selection));
            scan(question, view, selection, overview);
            return overview.result();
        }
    },
    ACTIVE_PARTICIPANTS {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            return periodActivity(question, view).activeParticipants();
        }
    },
    SESSION_ANALYTICS {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            return periodActivity(question, view).sessionAnalytics();
        }
    },
    MESSAGE_VOLUME {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            return periodActivity(question, view).messageVolume();
        }
    },
    BOT_PERFORMANCE {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            BotPerformance bots = new BotPerformance(view, Listing.of(view, question.filter(), selection));
            scan(question, view, selection, bots);
            return bots.result(question.bots());
        }
    },
    USER_ENGAGEMENT {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            UserEngagement users = new UserEngagement(view, question.limit());
            scan(question, view, new Selection(view, question.filter()), users);
            return users.result();
        }
    },
    CHANNEL_BREAKDOWN {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            ChannelBreakdown channels = new ChannelBreakdown(view);
            scan(question, view, new Selection(view, question.filter()), channels);
            return channels.result();
        }
    },
    TAG_ANALYTICS {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            TagAnalytics tags = new TagAnalytics(view);
            scan(question, view, new Selection(view, question.filter()), tags);
            return tags.result();
        }
    },
    AVERAGE_RESPONSE_TIME {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            AverageResponseTime responses = new AverageResponseTime(view, question.periods());
            scan(question, view, new Selection(view, question.filter()), responses);
            return responses.result();
        }
    };

    /** The panel of a path segment such as {@code bot-performance}. */
    public static Optional<DashboardPanel> ofPath(String path) {
        return Stream.of(values()).filter(panel -> panel.path().equals(path)).findFirst();
    }

    /** The panel's name in a path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The panel's result, a record or a list of records, for one version of a team. */
    public abstract Object answer(DashboardQuestion question, TeamView view);

    private static PeriodActivity periodActivity(DashboardQuestion question, TeamView view) {
        Periods periods = question.periods();
        PeriodActivity activity = new PeriodActivity(view, periods);
        ActivityScan.run(view, question.window(), new Selection(view, question.filter()), periods, List.of(activity));
        return activity;
    }

    private static void scan(DashboardQuestion question, TeamView view, Selection selection, Counter counter) {
        ActivityScan.run(view, question.window(), selection, question.periods(), List.of(counter));
    }
}
