package app.ajar.ui.compose;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.ui.message.Quote;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which message the words in the composer answer; shows it above them. */
final class Answering {

    private final ReplyDesk.Means means;
    private final Composer composer;
    private final Consumer<@Nullable MessageId> changed;
    private @Nullable MessageId message;

    /** @param changed told when the user chose another message, or with null none */
    Answering(ReplyDesk.Means means, Composer composer, Consumer<@Nullable MessageId> changed) {
        this.means = means;
        this.composer = composer;
        this.changed = changed;
        composer.quote().setOnRemoved(() -> {
            message = null;
            changed.accept(null);
            composer.focusFirst();
        });
    }

    /** Null when no message in particular is answered. */
    @Nullable
    MessageId message() {
        return message;
    }

    /** The user chose this message. */
    void choose(Message chosen) {
        message = chosen.id();
        composer.quote().show(Quote.of(chosen, person()));
        changed.accept(chosen.id());
    }

    /** What stands in the field now answers this message, as it was kept; with null none. */
    void begin(ConversationId conversation, @Nullable MessageId kept) {
        message = kept;
        composer.quote().hide();
        if (kept != null) {
            means.bridge().load(() -> means.database().threads().message(conversation, kept),
                    found -> show(kept, found));
        }
    }

    /** Nothing is answered any more. */
    void clear() {
        message = null;
        composer.quote().hide();
    }

    private void show(MessageId kept, Optional<Message> found) {
        if (Objects.equals(kept, message)) {
            composer.quote().show(found.map(original -> Quote.of(original, person()))
                    .orElseGet(() -> Quote.missing(kept)));
        }
    }

    private String person() {
        Conversation row = composer.conversationProperty().get();
        return row == null ? "" : row.person().displayName();
    }
}
