package app.ajar.ui.compose;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.sending.Presence;
import java.util.Objects;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Tells that somebody types a reply that goes at once; only keys count, not drafts and templates put in. */
public final class TypingSign {

    private final Composer composer;
    private final Presence presence;
    private @Nullable ConversationId typing;

    private TypingSign(Composer composer, Presence presence) {
        this.composer = composer;
        this.presence = presence;
    }

    /** Follows a composer from now on. */
    public static void follow(Composer composer, Presence presence) {
        TypingSign sign = new TypingSign(composer, presence);
        composer.field().addEventFilter(KeyEvent.KEY_TYPED, sign::typed);
        composer.field().textProperty().addListener((property, before, text) -> {
            if (text.isBlank()) {
                sign.stopped();
            }
        });
        composer.conversationProperty().subscribe(row -> {
            if (row == null || !Objects.equals(row.id(), sign.typing)) {
                sign.stopped();
            }
        });
    }

    private void typed(KeyEvent key) {
        String letters = key.getCharacter();
        boolean letter = !letters.isEmpty() && !Character.isISOControl(letters.charAt(0));
        Conversation row = composer.conversationProperty().get();
        if (letter && !key.isShortcutDown() && row != null && composer.purpose() == Composer.Purpose.NOW) {
            typing = row.id();
            presence.typing(row.id());
        }
    }

    private void stopped() {
        ConversationId last = typing;
        typing = null;
        if (last != null) {
            presence.stoppedTyping(last);
        }
    }
}
