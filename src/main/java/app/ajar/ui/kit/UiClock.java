package app.ajar.ui.kit;

import java.time.Clock;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * The one clock of the screen: publishes the time every 30 seconds, every second while something shown is within its
 * last 5 minutes, and not at all while the window is hidden. Never counts ticks, so sleep and wake are right.
 */
public final class UiClock {

    public UiClock(Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** The time as last published; set on the toolkit's thread. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        throw new UnsupportedOperationException();
    }

    /** Something shown ends at this time: ask for seconds when it comes near. Names the asker; null time takes it back. */
    public void watch(Object asker, java.time.@org.jspecify.annotations.Nullable Instant end) {
        throw new UnsupportedOperationException();
    }

    public void setVisible(boolean visible) {
        throw new UnsupportedOperationException();
    }

    public void stop() {
        throw new UnsupportedOperationException();
    }
}
