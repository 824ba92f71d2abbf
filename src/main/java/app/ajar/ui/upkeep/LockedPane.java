package app.ajar.ui.upkeep;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.WrappingLabel;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is said of an encrypted database whose key cannot be had, and the two answers to that. */
public final class LockedPane extends VBox {

    /**
     * @param lost whether the key's place was asked and has it no more
     * @param again hears, once, whether to try again
     */
    public LockedPane(Path folder, boolean lost, Consumer<Boolean> again) {
        getStyleClass().add("locked-pane");
        Theme.dress(this, "upkeep.css");
        Button retry = button("upkeep.locked.again", again, true);
        retry.setDefaultButton(true);
        Button close = button("upkeep.locked.close", again, false);
        close.setCancelButton(true);
        HBox buttons = new HBox(retry, close);
        buttons.getStyleClass().add("locked-answers");
        getChildren().addAll(new WrappingLabel(Texts.get("upkeep.locked"), "locked-title"),
                new WrappingLabel(Texts.get(lost ? "upkeep.locked.lost" : "upkeep.locked.now"), "words-body"),
                new WrappingLabel(folder.toString(), "locked-folder"), buttons);
    }

    private Button button(String key, Consumer<Boolean> again, boolean answer) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> {
            // A keychain may take its time, and one answer is enough.
            setDisable(true);
            again.accept(answer);
        });
        return button;
    }
}
