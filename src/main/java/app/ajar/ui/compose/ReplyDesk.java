package app.ajar.ui.compose;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.ReplyWindow;
import app.ajar.sending.Replies;
import app.ajar.store.Database;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What stands below a conversation's messages: the composer, with its draft kept and its replies written into the outbox.
 * Used from the toolkit's thread only.
 */
public final class ReplyDesk extends VBox implements AutoCloseable {

    private final Means means;
    private final Composer composer;
    private final Drafts drafts;
    private @Nullable ConversationId opened;
    private boolean sending;

    /**
     * What it works with.
     *
     * @param enterSends whether Enter alone sends; else it is Ctrl+Enter
     * @param humanAgent whether the user turned the 7-day span on for an account
     */
    public record Means(Database database, Replies replies, FxBridge bridge, UiClock clock, BooleanSupplier enterSends,
            Predicate<AccountId> humanAgent) {}

    public ReplyDesk(Means means) {
        this.means = means;
        composer = new Composer(means.enterSends());
        drafts = new Drafts(means.database().notes(), means.bridge());
        composer.field().textProperty().addListener((property, before, text) -> drafts.typed(text));
        composer.setOnSend(this::send);
        getChildren().add(composer);
    }

    public Composer composer() {
        return composer;
    }

    /** No conversation is open from now on; what was being written is kept as a draft. */
    public void leave() {
        drafts.begin(null, "");
        opened = null;
        composer.leave();
    }

    /** From now on this conversation's replies are written, beginning with its draft. */
    public void open(ConversationId id, String draft) {
        opened = id;
        composer.setText(draft);
        drafts.begin(id, draft);
    }

    /** The conversation changed, or time passed. */
    public void show(Conversation row) {
        composer.show(row, window(row));
    }

    /** The reply window as it is now, with the seven days where the user turned them on. */
    public ReplyWindow window(Conversation row) {
        return ReplyWindow.at(row.window(), means.humanAgent().test(row.id().account()), means.clock().now());
    }

    /** Saves the draft; before the database closes. */
    @Override
    public void close() {
        drafts.save();
    }

    private void send() {
        Conversation row = composer.conversationProperty().get();
        if (sending || row == null) {
            return;
        }
        sending = true;
        String text = composer.text();
        boolean humanAgent = window(row).status() == ReplyWindow.Status.HUMAN_AGENT;
        means.bridge().<Replies.Written>load(() -> {
            try {
                return means.replies().write(row.id(), text, humanAgent);
            } catch (RuntimeException e) {
                means.bridge().onToolkit(() -> {
                    sending = false;
                    composer.refuse(Texts.get("compose.not.saved"));
                });
                throw e;
            }
        }, written -> {
            sending = false;
            if (Objects.equals(row.id(), opened)) {
                settle(written, text);
            }
        });
    }

    private void settle(Replies.Written written, String text) {
        switch (written) {
            case Replies.Written.Queued _ -> {
                if (composer.text().equals(text)) {
                    drafts.sent();
                    composer.setText("");
                }
            }
            case Replies.Written.Refused refused -> composer.refuse(
                    Texts.get("thread.failed", Texts.get("thread.failed." + refused.why())));
        }
    }
}
