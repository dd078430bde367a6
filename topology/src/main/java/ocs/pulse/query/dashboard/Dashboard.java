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
        return of(question, view, ActivityScan.parts(view.conversationBound()));
    }

    static Dashboard of(DashboardQuestion question, TeamView view, int parts) {
        Selection selection = new Selection(view, question.filter());
        Listing listing = Listing.of(view, question.filter(), selection);
        Panels panels = ActivityScan.run(
                view, question, selection, periods -> new Panels(view, question, listing, periods), parts);
        return new Dashboard(
                panels.overview.result(),
                panels.activity.activeParticipants(),
                panels.activity.sessionAnalytics(),
                panels.activity.messageVolume(),
                panels.bots.result(question.bots()),
                panels.users.result(),
                panels.channels.result(),
                panels.tags.result(),
                panels.responses.result());
    }
}
