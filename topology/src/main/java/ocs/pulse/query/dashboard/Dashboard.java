package ocs.pulse.query.dashboard;

import java.util.List;
import ocs.pulse.view.TeamView;

/** Every panel from one version of a team and one pass over it, under the panels' own names with underscores. */
public record Dashboard(
        Overview.Result overview,
        List<PeriodActivity.Authors> activeParticipants,
        PeriodActivity.SessionAnalytics sessionAnalytics,
        PeriodActivity.MessageVolume messageVolume,
        BotPerformance.Result botPerformance,
        UserEngagement.Result userEngagement,
        ChannelBreakdown.Result channelBreakdown,
        TagAnalytics.Result tagAnalytics,
        List<AverageResponseTime.Mean> averageResponseTime) {

    /** The answer to a question; it takes one pass over the conversations and one over the traces. */
    public static Dashboard of(DashboardQuestion question, TeamView view) {
        Selection selection = new Selection(view, question.filter());
        Listing listing = Listing.of(view, question.filter(), selection);
        Periods periods = question.periods();
        Overview overview = new Overview(view, listing);
        PeriodActivity activity = new PeriodActivity(view, periods);
        BotPerformance bots = new BotPerformance(view, listing);
        UserEngagement users = new UserEngagement(view, question.limit());
        ChannelBreakdown channels = new ChannelBreakdown(view);
        TagAnalytics tags = new TagAnalytics(view);
        AverageResponseTime responses = new AverageResponseTime(view, question.periods());
        List<Counter> counters = List.of(overview, activity, bots, users, channels, tags, responses);
        ActivityScan.run(view, question.window(), selection, periods, counters);
        return new Dashboard(
                overview.result(),
                activity.activeParticipants(),
                activity.sessionAnalytics(),
                activity.messageVolume(),
                bots.result(question.bots()),
                users.result(),
                channels.result(),
                tags.result(),
                responses.result());
    }
}
