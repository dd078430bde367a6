package ocs.pulse.query.chatbot;

/** The numbers of a team's chatbots at one version. */
public interface ChatbotFigures {

    /** {@link ChatbotTotals#NONE} for an experiment that nothing points at. */
    ChatbotTotals totals(long experimentId);

    /**
     * Every trace that points at exactly this experiment, of any status and in any order, with a time from the first to
     * the last (both included).
     */
    void traces(long experimentId, long first, long last, TraceVisitor visitor);

    /** Takes one trace. */
    @FunctionalInterface
    interface TraceVisitor {
        void visit(long time, String status);
    }
}
