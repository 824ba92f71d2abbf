package app.ajar.ui.upkeep;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.WrappingLabel;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/**
 * What is said of an encrypted database whose key cannot be had, and the answers to that: to try again, to give up, or, after
 * a second question, to begin anew without what it holds.
 */
public final class LockedPane extends VBox {

    private final Path folder;
    private final What what;
    private final Consumer<Answer> heard;

    /** What the user wants. */
    public enum Answer {
        /** The key may be there now. */
        AGAIN,
        /** Nothing is to be done. */
        CLOSE,
        /** What is encrypted is set aside and a new database is begun. */
        ANEW
    }

    /**
     * What is the matter.
     *
     * @param lost whether the key's place was asked and has it no more
     * @param failed whether it was to begin anew and could not
     */
    public record What(boolean lost, boolean failed) {}

    /** @param heard hears one answer */
    public LockedPane(Path folder, What what, Consumer<Answer> heard) {
        this.folder = folder;
        this.what = what;
        this.heard = heard;
        getStyleClass().add("locked-pane");
        Theme.dress(this, "upkeep.css");
        say();
    }

    private void say() {
        Button retry = answer("upkeep.locked.again", Answer.AGAIN);
        retry.setDefaultButton(true);
        Button close = answer("upkeep.locked.close", Answer.CLOSE);
        close.setCancelButton(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(retry, close, space, button("upkeep.locked.anew", this::ask));
        show(buttons, new WrappingLabel(Texts.get("upkeep.locked"), "locked-title"),
                body(what.failed ? "upkeep.locked.failed" : what.lost ? "upkeep.locked.lost" : "upkeep.locked.now"),
                new WrappingLabel(folder.toString(), "locked-folder"));
        retry.requestFocus();
    }

    /** Nothing is pressed by Enter here but what has the keyboard: that is the way back. */
    private void ask() {
        Button sure = answer("upkeep.locked.anew.sure", Answer.ANEW);
        sure.getStyleClass().add("danger-button");
        Button back = button("upkeep.locked.anew.back", this::say);
        back.setCancelButton(true);
        show(new HBox(back, sure), new WrappingLabel(Texts.get("upkeep.locked.anew.title"), "locked-title"),
                body("upkeep.locked.anew.lost"), body("upkeep.locked.anew.kept"), body("upkeep.locked.anew.first"));
        back.requestFocus();
    }

    private void show(HBox buttons, Node... words) {
        buttons.getStyleClass().add("locked-answers");
        getChildren().setAll(words);
        getChildren().add(buttons);
        Window window = getScene() == null ? null : getScene().getWindow();
        if (window != null) {
            window.sizeToScene();
        }
    }

    private static Node body(String key) {
        return new WrappingLabel(Texts.get(key), "words-body");
    }

    private Button answer(String key, Answer answer) {
        return button(key, () -> {
            // A keychain may take its time, and one answer is enough.
            setDisable(true);
            heard.accept(answer);
        });
    }

    private static Button button(String key, Runnable pressed) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> pressed.run());
        return button;
    }
}
