package app.ajar.ui.shell;

import app.ajar.ui.shell.WindowFrame.Caret;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ApplicationExtension.class)
class CaretFxTest {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private final StackPane root = new StackPane();
    private long pulses;
    private long seen;
    private long since;

    @Start
    void show(Stage stage) {
        TextField field = new TextField();
        root.getChildren().add(field);
        Scene scene = new Scene(root, 300, 100);
        scene.addPostLayoutPulseListener(() -> pulses++);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        field.requestFocus();
    }

    @Test
    void caret_blinks_andStopsAfterAWhile_andBlinksAgainWithAKey() {
        until("it blinks", () -> pulses > 20);
        run(() -> new Caret(root.getScene(), Duration.millis(50)).follow());
        until("nothing is drawn any more", this::quiet);
        long before = pulses;

        run(() -> Event.fireEvent(field(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false)));

        until("it was drawn again", () -> pulses > before);
        until("nothing is drawn any more", this::quiet);
        assertThat(field().isFocused()).isTrue();
    }

    private Node field() {
        return root.getChildren().getFirst();
    }

    /** A blinking caret is drawn twice a second, and keeps the pulses going between. */
    private boolean quiet() {
        long now = System.nanoTime();
        if (pulses != seen) {
            seen = pulses;
            since = now;
        }
        return now - since > QUIET_NANOS;
    }
}
