package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ThreadEntry;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import app.ajar.ui.access.LiveWords;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.compose.SaidLine;
import app.ajar.ui.emoji.EmojiPicker;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.message.MessageActions;
import app.ajar.ui.message.MessageTools;
import app.ajar.ui.message.Reacting;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The messages with what floats over them: the way to the newest, what came of a reaction, and the choice of an emoji. */
final class TimelinePane extends StackPane {

    private static final double EDGE = 12;

    private final ThreadContext context;
    private final ThreadViewModel model;
    private final ReplyDesk desk;
    private final TimelineView timeline;
    private final Button newMessages = new Button();
    private final SaidLine said = new SaidLine();
    private final LiveWords live = new LiveWords();
    private String newest = "";
    private final Reacting reacting;
    private @Nullable ConversationId drawn;

    /** @param open shows an attachment large */
    TimelinePane(ThreadContext context, ThreadViewModel model, ReplyDesk desk, Consumer<MediaItem> open) {
        this.context = context;
        this.model = model;
        this.desk = desk;
        Doings doings = new Doings();
        reacting = new Reacting(context.sync().reactions(), context.bridge(), this::window, this::say);
        MessageTools tools = new MessageTools(doings, this::pick, this::takeKeyboard);
        timeline = new TimelineView(
                row -> RowView.of(row, () -> new EntryView(context, doings, doings, open), context.outside().open()),
                doings, doings, tools);
        newMessages.getStyleClass().add("new-messages");
        newMessages.setGraphic(Icon.DOWN.node(13));
        newMessages.setOnAction(event -> toNewest());
        said.getStyleClass().setAll("timeline-said");
        said.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMinHeight(0);
        setAlignment(newMessages, Pos.BOTTOM_CENTER);
        setMargin(newMessages, new Insets(0, 0, EDGE, 0));
        setAlignment(said, Pos.TOP_CENTER);
        setMargin(said, new Insets(EDGE));
        getChildren().addAll(timeline, newMessages, said, live);
        model.rowsProperty().addListener((property, before, rows) -> showRows(rows));
        model.unseenProperty().addListener((property, before, count) -> showNewMessages());
        timeline.atBottomProperty().addListener((property, before, bottom) -> {
            model.setAtBottom(bottom);
            showNewMessages();
        });
        showNewMessages();
    }

    TimelineView timeline() {
        return timeline;
    }

    /** No conversation is drawn any more. */
    void forget() {
        drawn = null;
    }

    /** Another conversation is about to be shown, or with null none. */
    void open(@Nullable ConversationId id) {
        said.clear();
        closePicker();
        reacting.open(id);
    }

    private void takeKeyboard() {
        timeline.requestFocus();
    }

    private void showRows(List<TimelineRow> rows) {
        desk.setHeld(newestHeld(rows));
        if (Objects.equals(drawn, model.opened())) {
            boolean wrote = isNewReply(rows);
            timeline.setRows(rows);
            tell(rows);
            if (wrote) {
                timeline.follow();
            }
        } else {
            drawn = model.opened();
            timeline.reset(rows);
            newest = newest(rows);
        }
    }

    /** A message that came, and how far the newest reply is, are told to who does not see them. */
    private void tell(List<TimelineRow> rows) {
        String now = newest(rows);
        if (!now.isEmpty() && !now.equals(newest) && !model.hasNewer()) {
            live.say(now);
        }
        newest = now;
    }

    private static String newest(List<TimelineRow> rows) {
        return !rows.isEmpty() && rows.getLast() instanceof TimelineRow.Bubble last ? EntryView.words(last) : "";
    }

    private static @Nullable OutboxMessage newestHeld(List<TimelineRow> rows) {
        for (TimelineRow row : rows.reversed()) {
            if (row instanceof TimelineRow.Bubble bubble
                    && bubble.entry() instanceof ThreadEntry.Waiting(var _, OutboxMessage reply)
                    && reply.state() == DeliveryState.QUEUED && reply.plan() instanceof Plan.Now plan
                    && plan.heldUntil() != null) {
                return reply;
            }
        }
        return null;
    }

    /** Somebody who writes wants to see it: their own newest reply brings the timeline to its end. */
    private boolean isNewReply(List<TimelineRow> rows) {
        return !rows.isEmpty() && rows.getLast() instanceof TimelineRow.Bubble last
                && last.entry() instanceof ThreadEntry.Waiting && !timeline.shows(last.key());
    }

    private void showNewMessages() {
        boolean away = !timeline.atBottomProperty().get();
        newMessages.setText(Texts.get("thread.new.messages", model.unseenProperty().get()));
        newMessages.setVisible(away);
    }

    private void toNewest() {
        model.jumpToNewest();
        timeline.follow();
        timeline.requestFocus();
    }

    private ReplyWindow window() {
        return desk.standardWindow();
    }

    private void say(String what, boolean wrong, String doing, Runnable action) {
        said.say(what, wrong, doing, action);
    }

    /** Any emoji, chosen over the messages. */
    private void pick(Node beside, Consumer<String> chosen) {
        closePicker();
        EmojiPicker picker = EmojiPicker.forOne(context.outside().emoji(), chosen, () -> {
            takeKeyboard();
            closePicker();
        });
        picker.getStyleClass().add("timeline-picker");
        setAlignment(picker, Pos.BOTTOM_CENTER);
        setMargin(picker, new Insets(EDGE));
        getChildren().add(picker);
        picker.focusWithinProperty().addListener((property, before, within) -> {
            if (!within) {
                getChildren().remove(picker);
            }
        });
        picker.open();
    }

    private void closePicker() {
        getChildren().removeIf(EmojiPicker.class::isInstance);
    }

    private void show(Optional<String> key) {
        if (key.isPresent()) {
            said.clear();
            timeline.goTo(key.get());
        } else {
            said.say(Texts.get("message.quote.not.here"), false, "", () -> {});
        }
    }

    /** What the timeline and the buttons at a message ask for. */
    private final class Doings implements StateLine.Actions, TimelineView.Ends, MessageActions {

        @Override
        public List<Button> buttons(OutboxMessage reply, ReplyWindow.Status window, Instant now) {
            return desk.actions().buttons(reply, window, now);
        }

        @Override
        public void copy(String text) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }

        @Override
        public void react(Message message, String emoji) {
            said.clear();
            reacting.react(message, emoji);
        }

        @Override
        public void reply(Message message) {
            said.clear();
            desk.answer(message);
        }

        @Override
        public void goTo(MessageId message) {
            model.find(message, TimelinePane.this::show);
        }

        @Override
        public boolean hasOlder() {
            return model.hasOlder();
        }

        @Override
        public boolean hasNewer() {
            return model.hasNewer();
        }

        @Override
        public void loadOlder() {
            model.loadOlder();
        }

        @Override
        public void loadNewer() {
            model.loadNewer();
        }
    }
}
