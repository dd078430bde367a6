package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;

/** Whoever answers for the team: a running ocs-pulse. */
public interface Answers {

    /**
     * The whole answer to a question, all pages of it, in the form of {@link SourceTruth}.
     *
     * @param lsn a position of the write-ahead log that the answer must contain
     * @throws VerifyFailed if it cannot be had
     */
    JsonNode ask(String team, Question question, long lsn);
}
