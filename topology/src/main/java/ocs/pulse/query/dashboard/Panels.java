package ocs.pulse.query.dashboard;

import java.util.stream.Stream;
import ocs.pulse.view.TeamView;

/** A counter for each panel. */
final class Panels implements Counter<Panels> {
    final Overview overview;
    final PeriodActivity activity;
    final BotPerformance bots;
    final UserEngagement users;
    final ChannelBreakdown channels;
    final TagAnalytics tags;
    final AverageResponseTime responses;

    Panels(TeamView view, DashboardQuestion question, Listing listing, Periods periods) {
        overview = new Overview(view, listing);
        activity = new PeriodActivity(view, periods);
        bots = new BotPerformance(view, listing);
        users = new UserEngagement(view, question.limit());
        channels = new ChannelBreakdown(view);
        tags = new TagAnalytics(view);
        responses = new AverageResponseTime(view, question.periods());
    }

    @Override
    public void add(Activity some) {
        overview.add(some);
        activity.add(some);
        bots.add(some);
        users.add(some);
        channels.add(some);
        tags.add(some);
        responses.add(some);
    }

    @Override
    public void add(Panels other) {
        overview.add(other.overview);
        activity.add(other.activity);
        bots.add(other.bots);
        users.add(other.users);
        channels.add(other.channels);
        tags.add(other.tags);
        responses.add(other.responses);
    }

    /** None of them knows of another, so they end at the same time. */
    @Override
    public void end() {
        Stream.<Counter<?>>of(responses, activity, bots, users).parallel().forEach(Counter::end);
    }
}
