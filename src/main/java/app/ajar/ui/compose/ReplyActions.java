package app.ajar.ui.compose;

import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

/** What can be done with a reply that is not sent: as buttons, the same wherever it is shown. The store has the last word. */
public final class ReplyActions {

    private final ReplyDesk.Means means;
    private final Outlets outlets;

    /** Says what came of something, with one thing to do about it (empty words for none). */
    @FunctionalInterface
    public interface Told {
        void say(String what, boolean wrong, String doing, Runnable action);
    }

    /**
     * What belongs to the place where the reply is shown.
     *
     * @param edit takes the reply's words back into the field
     * @param takeBack undoes sending, while it is held or after it failed: the words come back into the field
     * @param showsSent whether a reply that goes out stays to be seen there, so that nobody need say that it does
     */
    public record Outlets(Told told, Consumer<OutboxMessage> edit, Consumer<OutboxMessage> takeBack,
            boolean showsSent) {}

    public ReplyActions(ReplyDesk.Means means, Outlets outlets) {
        this.means = means;
        this.outlets = outlets;
    }

    /**
     * What can be done now, the likeliest first; none while it is being sent or checked.
     *
     * @param window of its conversation, as it is now
     */
    public List<Button> buttons(OutboxMessage reply, ReplyWindow.Status window, Instant now) {
        List<Button> all = new ArrayList<>();
        switch (reply.state()) {
            case QUEUED -> waiting(all, reply, window, now);
            case FAILED -> failed(all, reply, window);
            case SENDING, UNCERTAIN, SENT, SEEN -> {
                // Nobody can take it back.
            }
        }
        return all;
    }

    private void waiting(List<Button> all, OutboxMessage reply, ReplyWindow.Status window, Instant now) {
        boolean open = open(reply, window);
        switch (reply.plan()) {
            case Plan.Now held when held.held(now) -> add(all, "compose.undo", () -> outlets.takeBack().accept(reply));
            case Plan.Now _ -> add(all, "compose.planned.discard", () -> discard(reply, "compose.discarded"));
            case Plan.At _,Plan.WhenTheyWrite _ -> {
                addEdit(all, reply);
                if (open) {
                    add(all, "compose.planned.send.now", () -> sendNow(reply));
                }
                add(all, "compose.planned.cancel", () -> discard(reply, "compose.cancelled"));
            }
            case Plan.Asks _ -> {
                if (open) {
                    add(all, "compose.planned.send", () -> sendNow(reply));
                } else {
                    add(all, "compose.planned.keep", () -> keep(reply));
                }
                addEdit(all, reply);
                add(all, "compose.planned.discard", () -> discard(reply, "compose.discarded"));
            }
        }
    }

    private void failed(List<Button> all, OutboxMessage reply, ReplyWindow.Status window) {
        if (open(reply, window) && (reply.failure() == null || reply.failure().retryable() || closed(reply))) {
            add(all, "thread.retry", () -> retry(reply));
        } else if (window == ReplyWindow.Status.CLOSED) {
            add(all, "compose.planned.keep", () -> keep(reply));
        } else if (window == ReplyWindow.Status.HUMAN_AGENT && !reply.text().isEmpty()) {
            // As a person's answer it goes from the field alone, which asks.
            add(all, "compose.planned.edit", () -> outlets.takeBack().accept(reply));
        }
        if (!reply.text().isEmpty()) {
            add(all, "compose.copy", () -> copy(reply.text()));
        }
        add(all, "compose.planned.discard", () -> discard(reply, "compose.discarded"));
    }

    /** Whether it would be let through now. */
    private static boolean open(OutboxMessage reply, ReplyWindow.Status window) {
        return switch (window) {
            case OPEN, CLOSING_SOON, UNKNOWN -> true;
            case HUMAN_AGENT -> reply.humanAgent();
            case CLOSED -> false;
        };
    }

    /** Whether it failed for the window alone: the person may have written since. */
    private static boolean closed(OutboxMessage reply) {
        return reply.failure() == OutboxMessage.Failure.WINDOW_CLOSED
                || reply.failure() == OutboxMessage.Failure.CLOSED_WHILE_OFFLINE
                || reply.failure() == OutboxMessage.Failure.EXPIRED;
    }

    private void sendNow(OutboxMessage reply) {
        Duration hold = means.habits().undo().get();
        doing(() -> means.replies().sendNow(reply, hold), () -> goes(hold.isZero() ? "" : Texts.get("compose.undo"),
                () -> doing(() -> means.replies().change(reply.id(), reply.content(), reply.plan()), () -> {})));
    }

    private void retry(OutboxMessage reply) {
        doing(() -> means.replies().retry(reply.id()), () -> goes("", () -> {}));
    }

    private void keep(OutboxMessage reply) {
        doing(() -> means.replies().keepForLater(reply, false), () -> {});
    }

    private void goes(String undo, Runnable undoing) {
        if (!outlets.showsSent()) {
            outlets.told().say(Texts.get("compose.planned.goes"), false, undo, undoing);
        }
    }

    /** Throws it away, and offers to put it back. */
    public void discard(OutboxMessage reply, String said) {
        doing(() -> means.replies().discard(reply.id()), () -> outlets.told().say(Texts.get(said), false,
                Texts.get("compose.undo"), () -> means.bridge().run(() -> means.replies().putBack(reply))));
    }

    /** Does it off the toolkit's thread, and then what follows; says so when the reply is on its way already. */
    private void doing(Supplier<Boolean> action, Runnable then) {
        means.bridge().load(action, done -> {
            if (done) {
                then.run();
            } else {
                outlets.told().say(Texts.get("compose.undo.late"), true, "", () -> {});
            }
        });
    }

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Only words can be changed. */
    private void addEdit(List<Button> all, OutboxMessage reply) {
        if (reply.content().kind() == OutboxMessage.Content.Kind.TEXT) {
            add(all, "compose.planned.edit", () -> outlets.edit().accept(reply));
        }
    }

    private static void add(List<Button> all, String words, Runnable action) {
        Button button = new Button(Texts.get(words));
        button.getStyleClass().add("link-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        all.add(button);
    }
}
