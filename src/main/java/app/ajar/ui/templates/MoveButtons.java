package app.ajar.ui.templates;

import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.function.IntConsumer;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Below a list that is ordered by hand: one up, one down; Alt with an arrow does the same in the list. */
final class MoveButtons extends HBox {

    private final IconButton up;
    private final IconButton down;

    /** @param move moves what is selected by so many places */
    MoveButtons(ListView<?> list, String upWords, String downWords, IntConsumer move) {
        up = new IconButton(Icon.UP, upWords, "Alt+\u2191");
        up.setOnAction(pressed -> move.accept(-1));
        down = new IconButton(Icon.DOWN, downWords, "Alt+\u2193");
        down.setOnAction(pressed -> move.accept(1));
        list.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.isAltDown() && (key.getCode() == KeyCode.UP || key.getCode() == KeyCode.DOWN)) {
                move.accept(key.getCode() == KeyCode.UP ? -1 : 1);
                key.consume();
            }
        });
        getChildren().addAll(up, down);
    }

    /** Whether what is selected can go up, and down. */
    void allow(boolean upwards, boolean downwards) {
        up.setDisable(!upwards);
        down.setDisable(!downwards);
    }
}
