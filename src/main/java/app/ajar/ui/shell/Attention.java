package app.ajar.ui.shell;

import app.ajar.sync.SyncEngine;
import app.ajar.ui.kit.UiClock;
import javafx.stage.Stage;

/** Tells sync and clock how much the window is looked at. */
final class Attention {

    private final Stage stage;
    private final SyncEngine engine;
    private final UiClock clock;

    private Attention(Stage stage, SyncEngine engine, UiClock clock) {
        this.stage = stage;
        this.engine = engine;
        this.clock = clock;
    }

    static void follow(Stage stage, SyncEngine engine, UiClock clock) {
        Attention attention = new Attention(stage, engine, clock);
        stage.focusedProperty().subscribe(attention::tell);
        stage.iconifiedProperty().subscribe(attention::tell);
        stage.showingProperty().subscribe(attention::tell);
    }

    private void tell() {
        boolean visible = stage.isShowing() && !stage.isIconified();
        clock.setVisible(visible);
        engine.attention(!visible
                ? SyncEngine.Attention.HIDDEN
                : stage.isFocused() ? SyncEngine.Attention.FOCUSED : SyncEngine.Attention.BACKGROUND);
    }
}
