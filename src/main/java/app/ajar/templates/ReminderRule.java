package app.ajar.templates;

import app.ajar.model.ReplyWindow;
import app.ajar.store.UserNotes.Reminded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a conversation reminds of itself: the person wrote after our newest message, nothing of ours is on its way or
 * planned, the chosen time has passed since the first message that nobody answered, and the reply window, the standard
 * 24 hours, is open. It only offers; nothing is ever sent by it.
 */
public final class ReminderRule {

    /** What the user can choose from; all of it within the reply window. */
    public static final List<Duration> CHOICES = List.of(Duration.ofHours(1), Duration.ofHours(4),
            Duration.ofHours(8), Duration.ofHours(12), Duration.ofHours(16), Duration.ofHours(20),
            Duration.ofHours(22));

    /** What is chosen unless the user says otherwise. */
    public static final Duration USUAL = Duration.ofHours(12);

    private ReminderRule() {}

    /** Since when the person has been waiting, if the reminder is due now. */
    public static Optional<Instant> due(Reminded conversation, Instant now) {
        ReplyWindow.Status window = ReplyWindow.at(conversation.window(), false, now).status();
        if (window != ReplyWindow.Status.OPEN && window != ReplyWindow.Status.CLOSING_SOON) {
            return Optional.empty();
        }
        return waiting(conversation).filter(since -> !now.isBefore(since.plus(conversation.reminder().after())));
    }

    private static Optional<Instant> waiting(Reminded conversation) {
        Instant inbound = conversation.window().lastInboundAt();
        if (inbound == null || conversation.answering() || !isAfter(inbound, conversation.lastOutboundAt())
                || !isAfter(inbound, conversation.reminder().doneAt())) {
            return Optional.empty();
        }
        Instant since = conversation.waitingSince();
        return Optional.of(since == null ? inbound : since);
    }

    private static boolean isAfter(Instant inbound, @Nullable Instant mark) {
        return mark == null || inbound.isAfter(mark);
    }
}
