package app.ajar.ui.shell;

import app.ajar.ui.shell.WindowFrame.Caret;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.Path;
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

    /** A blinking caret comes and goes every half second. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TextField field = new TextField();
    private long blinks;
    private long since = System.nanoTime();

    @Start
    void show(Stage stage) {
        stage.setScene(new Scene(field, 300, 100));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        field.requestFocus();
        // The caret is the one path in a field that nothing is selected in whose opacity ever changes.
        paths(field).forEach(path -> path.opacityProperty().addListener((property, before, now) -> {
            blinks++;
            since = System.nanoTime();
        }));
    }

    @Test
    void caret_blinks_andStopsAfterAWhile_andBlinksAgainWithAKey() {
        until("it blinks", () -> blinks > 3);
        run(() -> new Caret(field.getScene(), Duration.seconds(1.5)).follow());
        until("it rests", this::quiet);
        long before = blinks;

        run(this::press);

        until("it blinks again", () -> {
            if (quiet()) {
                // On a busy machine the whole while may pass in one step.
                press();
            }
            return blinks > before;
        });
        until("it rests", this::quiet);
        assertThat(field.isFocused()).isTrue();
    }

    private void press() {
        since = System.nanoTime();
        Event.fireEvent(field, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false));
    }

    private boolean quiet() {
        return System.nanoTime() - since > QUIET_NANOS;
    }

    private static Stream<Path> paths(Node node) {
        return switch (node) {
            case Path path -> Stream.of(path);
            case Parent parent -> parent.getChildrenUnmodifiable().stream().flatMap(CaretFxTest::paths);
            default -> Stream.empty();
        };
    }
}
