/**
 * The chatbot table and the trend of one chatbot.
 *
 * <p>Comes in: the shared tables and the figures of each chatbot ({@link ocs.pulse.query.chatbot.ChatbotFigures}),
 * which are kept ready for a team or counted from its view. Goes out: pages of
 * {@link ocs.pulse.query.chatbot.ChatbotRow}, and {@link ocs.pulse.query.chatbot.Trend}s.
 */
@NullMarked
package ocs.pulse.query.chatbot;

import org.jspecify.annotations.NullMarked;
