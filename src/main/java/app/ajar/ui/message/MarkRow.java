package app.ajar.ui.message;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;

/** The reactions under a message. Ours looks different, says when Instagram does not have it yet, and a press takes it back. */
public final class MarkRow extends HBox {

    private static final double GAP = 3;
    private static final double CLOCK = 10;

    private final Runnable takeBack;
    private List<Mark> shown = List.of();

    /** @param takeBack takes our reaction away */
    public MarkRow(Runnable takeBack) {
        super(GAP);
        this.takeBack = takeBack;
        getStyleClass().add("reactions");
    }

    public void show(List<Mark> marks) {
        if (!marks.equals(shown)) {
            shown = marks;
            getChildren().setAll(marks.stream().map(this::chip).toList());
        }
    }

    private Node chip(Mark mark) {
        HBox inside = new HBox(GAP);
        inside.getStyleClass().add("mark-inside");
        if (!mark.emoji().isEmpty()) {
            EmojiText emoji = new EmojiText(1);
            emoji.setFont(EmojiText.FontRole.SMALL);
            emoji.setText(mark.emoji());
            emoji.setMinWidth(USE_PREF_SIZE);
            inside.getChildren().add(emoji);
        }
        if (mark.waiting()) {
            inside.getChildren().add(Icon.CLOCK.node(CLOCK));
        }
        if (!mark.ours()) {
            HBox theirs = inside;
            theirs.getStyleClass().add("reaction-mark");
            return theirs;
        }
        Button ours = new Button();
        ours.setGraphic(inside);
        ours.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        ours.getStyleClass().addAll("reaction-mark", "mark-ours");
        ours.setAccessibleText(mark.spoken());
        ours.setDisable(mark.emoji().isEmpty());
        ours.setOnAction(pressed -> takeBack.run());
        IconButton.tip(ours, () -> mark.waiting()
                ? mark.spoken()
                : Texts.get("message.mark.take.back"));
        return ours;
    }
}
