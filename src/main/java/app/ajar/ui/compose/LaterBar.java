package app.ajar.ui.compose;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Over the field while what is written does not go at once: what it is for, whether it asks first, and the way back. */
final class LaterBar extends VBox {

    private final EmojiText words = new EmojiText(2);
    private final RadioButton ask = new RadioButton(Texts.get("compose.later.ask"));
    private final RadioButton itself = new RadioButton(Texts.get("compose.later.itself"));
    private final FlowPane choice = new FlowPane(14, 4, ask, itself);

    LaterBar(Runnable leave) {
        super(6);
        getStyleClass().add("later-bar");
        words.getStyleClass().add("later-words");
        words.setFont(EmojiText.FontRole.SMALL);
        ToggleGroup group = new ToggleGroup();
        ask.setToggleGroup(group);
        itself.setToggleGroup(group);
        Button back = new Button(Texts.get("compose.later.leave"));
        back.getStyleClass().add("link-button");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(pressed -> leave.run());
        HBox first = new HBox(8, words, back);
        first.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(first, choice);
        hide();
    }

    /** Says this, and lets choose between asking and going by itself where that matters. */
    void show(String text, boolean chooses, boolean byItself) {
        words.setText(text);
        choice.setVisible(chooses);
        choice.setManaged(chooses);
        (byItself ? itself : ask).setSelected(true);
        setVisible(true);
        setManaged(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }

    boolean byItself() {
        return itself.isSelected();
    }
}
