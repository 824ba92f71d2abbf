package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.text.OutsideText;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The planned replies of the conversation, between its messages and the field: when each goes, and what can be done. */
final class PlannedStrip extends VBox implements AutoCloseable {

    private static final PseudoClass ASKS = PseudoClass.getPseudoClass("asks");
    /** More would leave the conversation no room. */
    private static final int MOST = 3;

    private final ReplyDesk.Means means;
    private final ReplyActions actions;
    private final PlannedWords words;
    private final Runnable readAgain;
    private final ChangeFeed.Subscription subscription;
    /** Written on the toolkit's thread, read by the feed's and the readers'. */
    private volatile @Nullable ConversationId opened;
    private List<OutboxMessage> planned = List.of();
    private String person = "";
    private ReplyWindow.Status window = ReplyWindow.Status.CLOSED;
    private @Nullable Shown shown;

    /** What is drawn; drawn again only when it differs, so that the keyboard keeps its place. */
    private record Shown(List<OutboxMessage> replies, String person, ReplyWindow.Status window,
            ZonedDateTime day) {}

    PlannedStrip(ReplyDesk.Means means, ReplyActions actions, PlannedWords words) {
        super(6);
        this.means = means;
        this.actions = actions;
        this.words = words;
        readAgain = means.bridge().coalesced(this::read, this::take);
        subscription = means.database().feed().subscribe(this::changed);
        getStyleClass().add("planned-strip");
        setAccessibleText(Texts.get("compose.planned"));
        draw();
    }

    /** Shows this conversation's, or with null none. */
    void open(@Nullable ConversationId id) {
        opened = id;
        planned = List.of();
        draw();
        readAgain.run();
    }

    /** @param status of the conversation's window, as it is now */
    void show(String name, ReplyWindow.Status status) {
        person = name;
        window = status;
        draw();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void changed(Change change) {
        if (change instanceof Change.Reset
                || (change instanceof Change.OutboxChanged outbox && outbox.id().equals(opened))) {
            readAgain.run();
        }
    }

    private List<OutboxMessage> read() {
        ConversationId id = opened;
        return id == null ? List.of() : means.database().outbox().planned(id);
    }

    private void take(List<OutboxMessage> read) {
        if (read.stream().allMatch(reply -> reply.conversation().equals(opened))) {
            planned = read;
            draw();
        }
    }

    private void draw() {
        Instant now = means.clock().now();
        Shown next = new Shown(planned, person, window, now.atZone(words.zone()).truncatedTo(ChronoUnit.DAYS));
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        getChildren().setAll(planned.stream().limit(MOST).map(reply -> card(reply, now)).toList());
        if (planned.size() > MOST) {
            Button more = new Button(Texts.get("compose.planned.more", planned.size() - MOST));
            more.getStyleClass().add("link-button");
            more.setOnAction(pressed -> means.habits().showPlanned().run());
            getChildren().add(more);
        }
        setVisible(!planned.isEmpty());
        setManaged(!planned.isEmpty());
    }

    private Node card(OutboxMessage reply, Instant now) {
        EmojiText when = new EmojiText(2);
        when.setFont(EmojiText.FontRole.SMALL);
        when.getStyleClass().add("planned-when");
        when.setText(words.when(reply, person, now));
        EmojiText text = new EmojiText(2);
        text.setText(reply.text());
        VBox said = new VBox(2, when, text);
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox buttons = new HBox(2);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getChildren().addAll(actions.buttons(reply, window, now));
        boolean asks = reply.plan() instanceof Plan.Asks;
        HBox card = new HBox(10, (asks ? Icon.ALERT : Icon.CLOCK).node(15), said, buttons);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("planned-card");
        card.pseudoClassStateChanged(ASKS, asks);
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(when.getText() + " " + OutsideText.isolated(reply.text()));
        return card;
    }
}
