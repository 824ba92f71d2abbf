package app.ajar.ui.message;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The emoji people react with most, in a row, and a way to all others. Arrows go along it, Enter chooses. */
final class EmojiChoice extends HBox {

    /** The heart first, as in Instagram's own row. */
    static final List<String> USUAL = List.of("❤️", "👍", "😂", "😮", "😢", "🔥", "🙌");

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final List<Button> buttons = new ArrayList<>();

    /** @param more opens all other emoji */
    EmojiChoice(Consumer<String> chosen, Runnable more) {
        super(0);
        getStyleClass().add("emoji-choice");
        for (String emoji : USUAL) {
            EmojiText picture = new EmojiText(1);
            picture.setFont(EmojiText.FontRole.TITLE);
            picture.setText(emoji);
            picture.setMinWidth(USE_PREF_SIZE);
            Button button = new Button();
            button.setGraphic(picture);
            button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            button.getStyleClass().add("emoji-button");
            button.setAccessibleText(Texts.get("message.react.with", emoji));
            button.setOnAction(pressed -> chosen.accept(emoji));
            buttons.add(button);
        }
        IconButton others = new IconButton(Icon.ADD, Texts.get("message.react.more"), null);
        others.setOnAction(pressed -> more.run());
        buttons.add(others);
        getChildren().addAll(buttons);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            int by = Theme.along(key.getCode(), this);
            if (by != 0) {
                step(by);
                key.consume();
            }
        });
    }

    /** Marks the one that is ours, with null none. */
    void mark(@Nullable String ours) {
        for (int i = 0; i < USUAL.size(); i++) {
            buttons.get(i).pseudoClassStateChanged(CHOSEN, USUAL.get(i).equals(ours));
        }
    }

    /** Puts the keyboard on the first. */
    void takeKeyboard() {
        buttons.getFirst().requestFocus();
    }

    private void step(int by) {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        int from = buttons.indexOf(owner);
        buttons.get(Math.clamp((long) from + by, 0, buttons.size() - 1)).requestFocus();
    }
}
