package ocs.pulse.query.chatbot;

import org.jspecify.annotations.Nullable;

/**
 * A chatbot as its table shows it.
 *
 * @param lastActivity ISO 8601 in UTC with microseconds; null where there never was any
 */
public record ChatbotRow(
        long id,
        String name,
        @Nullable String description,
        boolean isArchived,
        int participantCount,
        int sessionCount,
        int interactionCount,
        @Nullable String lastActivity,
        Trend trend) {}
