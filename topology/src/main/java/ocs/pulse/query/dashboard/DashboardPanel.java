package ocs.pulse.query.dashboard;

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
            Listing listing = Listing.of(view, question.filter(), selection);
            return ActivityScan.run(view, question, selection, periods -> new Overview(view, listing))
                    .result();
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
            Listing listing = Listing.of(view, question.filter(), selection);
            return ActivityScan.run(view, question, selection, periods -> new BotPerformance(view, listing))
                    .result(question.bots());
        }
    },
    USER_ENGAGEMENT {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            return ActivityScan.run(view, question, selection, periods -> new UserEngagement(view, question.limit()))
                    .result();
        }
    },
    CHANNEL_BREAKDOWN {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            return ActivityScan.run(view, question, selection, periods -> new ChannelBreakdown(view))
                    .result();
        }
    },
    TAG_ANALYTICS {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            return ActivityScan.run(view, question, selection, periods -> new TagAnalytics(view))
                    .result();
        }
    },
    AVERAGE_RESPONSE_TIME {
        @Override
        public Object answer(DashboardQuestion question, TeamView view) {
            Selection selection = new Selection(view, question.filter());
            return ActivityScan.run(
                            view, question, selection, periods -> new AverageResponseTime(view, question.periods()))
                    .result();
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
        Selection selection = new Selection(view, question.filter());
        return ActivityScan.run(view, question, selection, periods -> new PeriodActivity(view, periods));
    }
}
