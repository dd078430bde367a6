package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;

import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import org.junit.jupiter.api.Test;

class ColumnViewTest {
    private final ColumnView view = new ColumnView(1, SharedTables.EMPTY);

    @Test
    void shouldKeepMessagesByTimeAndThenIdWhenTheyComeInAnotherOrder() {
        message(7, 3, 20);
        message(7, 2, 20);
        message(7, 9, 10);

        int start = view.messageStart(0);
        assertThat(view.messageEnd(0) - start).isEqualTo(3);
        assertThat(view.messageTime(start)).isEqualTo(10);
        assertThat(view.hasChat(0)).isFalse();
    }

    @Test
    void shouldHoldATaggingUntilItsMessageComes() {
        view.apply(null, new Placed(new Row.Tagging(1, 1, 5, 9, 3), 7, 3));
        assertThat(view.conversationBound()).isZero();

        message(7, 3, 20);

        assertThat(view.messageTags(view.messageStart(0)).tagIds()).containsExactly(5);
    }

    @Test
    void shouldGiveTheOrdinalAwayWhenEverythingOfAConversationIsGone() {
        Placed chat = Placed.in(7, new Row.Chat(7, 1));
        Placed message = Placed.in(7, new Row.Message(3, 7, "human", 20));
        view.apply(null, chat);
        view.apply(null, message);
        view.apply(chat, null);
        assertThat(view.chatId(0)).isEqualTo(7);
        view.apply(message, null);

        view.apply(null, Placed.in(8, new Row.Chat(8, 1)));

        assertThat(view.conversationBound()).isEqualTo(1);
        assertThat(view.chatId(0)).isEqualTo(8);
        assertThat(view.messageEnd(0)).isEqualTo(view.messageStart(0));
    }

    @Test
    void shouldFindTheConversationOfATraceThatCameBeforeItsSession() {
        view.apply(null, Placed.in(7, new Row.Trace(1, 1L, 2L, 4L, 10, 500, "success")));
        assertThat(view.traceConversation(0)).isEqualTo(-1);

        view.apply(null, Placed.in(7, session(4, 7)));

        assertThat(view.traceConversation(0)).isZero();
    }

    @Test
    void shouldKeepTheNewerSessionWhenAnOlderOneOfTheSameChatGoes() {
        view.apply(null, Placed.in(7, session(4, 7)));
        view.apply(null, Placed.in(7, session(5, 7)));

        view.apply(Placed.in(7, session(4, 7)), null);

        assertThat(view.hasSession(0)).isTrue();
        assertThat(view.sessionId(0)).isEqualTo(5);
    }

    @Test
    void shouldShowADisplacedSessionAgainWhenTheOneThatTookItsChatGoes() {
        Placed older = Placed.in(7, session(4, 7));
        Placed newer = Placed.in(7, session(5, 7));
        view.apply(null, older);
        view.apply(null, newer);

        view.apply(newer, null);
        assertThat(view.sessionId(0)).isEqualTo(4);

        view.apply(older, null);
        assertThat(view.conversationBound()).isEqualTo(1);
        assertThat(view.hasSession(0)).isFalse();
    }

    @Test
    void shouldTakeTheChannelsPlatformWhenTheDatabaseHasNoSuchColumn() {
        view.shared(SharedTables.EMPTY.with(new Row.Channel(6, 1, null, "telegram", true, "")));
        view.apply(null, Placed.in(7, new Row.Session(4, 1, "x", 2, null, 7, 6L, null, true, "active", 0, null)));

        assertThat(view.platform(0)).isEqualTo("telegram");
    }

    private void message(long chatId, long id, long time) {
        view.apply(null, Placed.in(chatId, new Row.Message(id, chatId, "human", time)));
    }

    private static Row.Session session(long id, long chatId) {
        return new Row.Session(id, 1, "x" + id, 2, 3L, chatId, null, null, false, "active", 0, null);
    }
}
