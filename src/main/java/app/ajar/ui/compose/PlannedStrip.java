package app.ajar.ui.compose;

import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.time.Instant;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The planned replies of the conversation, between its messages and the field: when each goes, and what can be done. */
final class PlannedStrip extends VBox {

    private static final PseudoClass ASKS = PseudoClass.getPseudoClass("asks");
    /** More would leave the conversation no room. */
    private static final int MOST = 3;

    private final ReplyActions actions;
    private final PlannedWords words;
    private final Runnable showAll;
    private Shown shown = new Shown(List.of(), "", ReplyWindow.Status.CLOSED, "");

    /** What is drawn; drawn again only when it differs, so that the keyboard keeps its place. */
    private record Shown(List<OutboxMessage> replies, String person, ReplyWindow.Status window, String day) {}

    PlannedStrip(ReplyActions actions, PlannedWords words, Runnable showAll) {
        super(6);
        this.actions = actions;
        this.words = words;
        this.showAll = showAll;
        getStyleClass().add("planned-strip");
        setAccessibleText(Texts.get("compose.planned"));
        setVisible(false);
        setManaged(false);
    }

    void show(List<OutboxMessage> replies, String person, ReplyWindow.Status window, Instant now) {
        Shown next = new Shown(replies, person, window, now.atZone(words.zone()).toLocalDate().toString());
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        getChildren().setAll(replies.stream().limit(MOST).map(reply -> card(reply, now)).toList());
        if (replies.size() > MOST) {
            Button more = new Button(Texts.get("compose.planned.more", replies.size() - MOST));
            more.getStyleClass().add("link-button");
            more.setOnAction(pressed -> showAll.run());
            getChildren().add(more);
        }
        setVisible(!replies.isEmpty());
        setManaged(!replies.isEmpty());
    }

    private Node card(OutboxMessage reply, Instant now) {
        EmojiText when = new EmojiText(2);
        when.setFont(EmojiText.FontRole.SMALL);
        when.getStyleClass().add("planned-when");
        when.setText(words.when(reply, shown.person(), now));
        EmojiText text = new EmojiText(2);
        text.setText(reply.text());
        VBox said = new VBox(2, when, text);
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox buttons = new HBox(2);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getChildren().addAll(actions.buttons(reply, shown.window(), now));
        boolean asks = reply.plan() instanceof Plan.Asks;
        HBox card = new HBox(10, (asks ? Icon.ALERT : Icon.CLOCK).node(15), said, buttons);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("planned-card");
        card.pseudoClassStateChanged(ASKS, asks);
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(when.getText() + " " + reply.text());
        return card;
    }
}
