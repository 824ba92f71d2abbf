package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Invented conversations for the list's tests. */
final class People {

    static final AccountId ACCOUNT = new AccountId("17840001");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private People() {}

    static ConversationId id(String name) {
        return new ConversationId(ACCOUNT, name);
    }

    /** A conversation of this name whose last message came this many minutes before noon. */
    static Conversation wrote(String name, int minutesAgo) {
        return wrote(name, minutesAgo, 0, false);
    }

    static Conversation wrote(String name, int minutesAgo, int unread, boolean priority) {
        Instant at = NOON.minusSeconds(60L * minutesAgo);
        return new Conversation(id(name), Participant.known(new ParticipantId(ACCOUNT, name), name), at, "Hello",
                Message.Kind.TEXT, null, Message.Direction.INBOUND, DeliveryState.SENT,
                new WindowFacts(at, WindowFacts.Opener.MESSAGE, false, false), unread, priority, null);
    }

    static Conversation said(Message.Kind kind, @Nullable String text, Attachment.@Nullable Kind attachment,
            Message.Direction direction, DeliveryState state) {
        return new Conversation(id("noor"), Participant.known(new ParticipantId(ACCOUNT, "noor"), "noor"), NOON, text,
                kind, attachment, direction, state, WindowFacts.NONE, 0, false, null);
    }

    static ConversationRow row(String name, int minutesAgo) {
        return ConversationRow.of(wrote(name, minutesAgo));
    }
}
