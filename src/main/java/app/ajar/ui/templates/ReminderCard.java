package app.ajar.ui.templates;

import app.ajar.model.Conversation;
import app.ajar.model.ReplyText;
import app.ajar.sending.Replies;
import app.ajar.store.Templates.Template;
import app.ajar.templates.Placeholders.Filled;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.WrappingLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Above the composer of a conversation that reminds of itself: since when the person waits, and the template that one press
 * sends. Nothing goes without the press.
 */
final class ReminderCard extends VBox {

    private static final int MOST_LINES = 3;

    private final Composer composer;
    private final TemplateBook book;
    private final Reminders reminders;
    private final Answer answer;
    private final Label title = new WrappingLabel("", "words-body-strong");
    private final EmojiText words = new EmojiText(MOST_LINES);
    private final Button send = new Button(Texts.get("templates.reminder.send"), Icon.SEND.node(14));
    private final Button insert = new Button(Texts.get("templates.reminder.insert"));
    private Reminders.@Nullable Due shown;
    private boolean sending;
    private boolean stood;
    private boolean putAway;

    /**
     * What answers.
     *
     * @param undo for how long a reply is held before it goes
     * @param put types a template into the field, to be changed first
     */
    record Answer(Replies replies, Supplier<Duration> undo, Consumer<Template> put) {}

    /** Lets one come up above this composer whenever its conversation reminds. */
    static void attach(Composer composer, TemplateBook book, Reminders reminders, Answer answer) {
        ReminderCard card = new ReminderCard(composer, book, reminders, answer);
        reminders.dueProperty().subscribe(now -> card.show());
        composer.conversationProperty().subscribe(now -> card.show());
        composer.aboveProperty().subscribe(now -> card.show());
        book.knownProperty().subscribe(now -> card.refill());
    }

    private ReminderCard(Composer composer, TemplateBook book, Reminders reminders, Answer answer) {
        this.composer = composer;
        this.book = book;
        this.reminders = reminders;
        this.answer = answer;
        getStyleClass().add("reminder-card");
        words.getStyleClass().add("reminder-words");
        send.getStyleClass().add("primary-button");
        send.setOnAction(pressed -> send());
        insert.getStyleClass().add("quiet-button");
        insert.setOnAction(pressed -> insert());
        IconButton close = new IconButton(Icon.CLOSE, 14, Texts.get("templates.reminder.dismiss"), null);
        close.setOnAction(pressed -> dismiss());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(title, Priority.SOMETIMES);
        HBox head = new HBox(8, Icon.BELL.node(15), title, space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox choices = new HBox(8, send, insert);
        choices.getStyleClass().add("reminder-choices");
        getChildren().addAll(head, words, choices);
    }

    /** Another card may stand there; this one comes back when that is gone, unless Esc put it away until next time. */
    private void show() {
        Conversation row = composer.conversationProperty().get();
        Reminders.Due due = row == null ? null : reminders.dueProperty().get().get(row.id());
        boolean mine = equals(composer.above());
        if (!Objects.equals(due, shown)) {
            shown = due;
            putAway = false;
            if (due != null) {
                book.want();
                title.setText(Texts.get("templates.reminder.title", waiting(due.since())));
                refill();
            }
        } else if (stood && composer.above() == null) {
            putAway = true;
        }
        stood = mine;
        if (due == null && mine) {
            composer.showAbove(null);
        } else if (due != null && !putAway && composer.above() == null) {
            composer.showAbove(this);
        }
    }

    private String waiting(Instant since) {
        return Times.message(since, book.clock().now(), ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT));
    }

    private @Nullable Template template() {
        Reminders.Due due = shown;
        return due == null
                ? null
                : book.knownProperty().get().find(due.conversation().reminder().template()).orElse(null);
    }

    private void refill() {
        Template template = template();
        if (template == null) {
            words.setText(Texts.get("templates.reminder.gone"));
            show(send, false);
            show(insert, false);
            return;
        }
        Filled filled = book.fill(template, composer.conversationProperty().get());
        words.setText(filled.text());
        show(send, filled instanceof Filled.Complete && ReplyText.sendable(filled.text()));
        show(insert, true);
    }

    private static void show(Region control, boolean shown) {
        control.setVisible(shown);
        control.setManaged(shown);
    }

    private void send() {
        Conversation row = composer.conversationProperty().get();
        Template template = template();
        if (sending || row == null || template == null
                || !(book.fill(template, row) instanceof Filled.Complete filled)) {
            return;
        }
        sending = true;
        book.bridge().<Replies.Written>load(() -> {
            try {
                return answer.replies().write(row.id(), filled.text(), false, answer.undo().get());
            } catch (RuntimeException e) {
                book.bridge().onToolkit(() -> {
                    sending = false;
                    composer.refuse(Texts.get("compose.not.saved"));
                });
                throw e;
            }
        }, written -> {
            sending = false;
            switch (written) {
                case Replies.Written.Queued _ -> book.used(template.id());
                case Replies.Written.Refused refused -> composer.refuse(
                        Texts.get("thread.failed", Texts.get("thread.failed." + refused.why())));
            }
        });
    }

    private void insert() {
        Template template = template();
        if (template != null) {
            answer.put().accept(template);
        }
    }

    private void dismiss() {
        Reminders.Due due = shown;
        if (due != null) {
            Instant inbound = Objects.requireNonNullElse(due.conversation().window().lastInboundAt(), due.since());
            book.bridge().run(() -> book.database().notes().reminderDone(due.conversation().id(), inbound));
            composer.field().requestFocus();
        }
    }
}
