package app.ajar.ui.shell;

import app.ajar.text.Texts;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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

    /** How far an arrow moves the list, as a part of what does not fit. */
    private static final double STEP = 0.25;

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
        ScrollPane keys = new ScrollPane(grid);
        keys.getStyleClass().addAll("keys-scroll", "bare-scroll");
        keys.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        keys.setFocusTraversable(false);
        // A low window shows some of them at a time.
        keys.setMinHeight(0);
        VBox sheet = new VBox(title, keys, close);
        sheet.getStyleClass().add("shortcuts-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(sheet);
        setOnMouseClicked(click -> {
            if (click.getTarget() == this) {
                onClose.run();
            }
        });
        // The sheet has one thing to press: the keyboard stays on it, and the arrows move the list.
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            double by = switch (key.getCode()) {
                case DOWN, PAGE_DOWN -> STEP;
                case UP, PAGE_UP -> -STEP;
                default -> 0;
            };
            keys.setVvalue(Math.clamp(keys.getVvalue() + by, 0, 1));
            if (key.getCode() == KeyCode.TAB || by != 0) {
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
