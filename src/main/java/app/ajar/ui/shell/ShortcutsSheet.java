package app.ajar.ui.shell;

import app.ajar.text.Texts;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The list of shortcuts, over the window. */
final class ShortcutsSheet extends StackPane {

    private static final List<String> KEYS = List.of("search", "move", "reply", "send", "undo", "later", "planned",
            "pick", "emoji", "templates", "star", "read", "answer", "heart", "react",
            "details", "media", "zoom", "back", "sync", "told", "jobs", "settings", "guide", "help");

    private final SettingsMemory settings;
    private final GridPane grid = new GridPane();
    private final Button close = new Button(Texts.get("shell.keys.close"));

    ShortcutsSheet(SettingsMemory settings, Runnable onClose) {
        this.settings = settings;
        getStyleClass().add("scrim");
        Label title = new Label(Texts.get("shell.keys.title"));
        title.getStyleClass().add("words-title");
        grid.getStyleClass().add("keys-grid");
        close.getStyleClass().add("quiet-button");
        close.setOnAction(pressed -> onClose.run());
        VBox sheet = new VBox(title, grid, close);
        sheet.getStyleClass().add("shortcuts-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(sheet);
        setOnMouseClicked(click -> {
            if (click.getTarget() == this) {
                onClose.run();
            }
        });
        // The sheet has one thing to press: the keyboard stays on it.
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.TAB) {
                key.consume();
            }
        });
    }

    /** Shows the keys as they are set now, and takes the keyboard. */
    void open() {
        grid.getChildren().clear();
        for (int row = 0; row < KEYS.size(); row++) {
            String key = KEYS.get(row);
            Label does = new Label(Texts.get("shell.keys." + key));
            does.getStyleClass().add("words-body");
            Label press = new Label(Texts.get(key.equals("send")
                    ? settings.get().enterSends() ? "shell.keys.send.enter" : "shell.keys.send.ctrl"
                    : "shell.keys." + key + ".key"));
            press.getStyleClass().add("key");
            GridPane.setHalignment(press, HPos.RIGHT);
            grid.addRow(row, does, press);
        }
        close.requestFocus();
    }
}
