package app.ajar.text;

import app.ajar.model.ReplyWindow;
import java.time.Duration;
import java.time.Instant;

/** The reply window in words, because colour alone is not enough. */
public final class WindowWords {

    private WindowWords() {}

    /** The owner's short form: {@code 3d 20h}, {@code 23h 45m}, {@code 45m}, {@code < 1m}, {@code Closed}; unknown is {@code ?}. */
    public static String remaining(ReplyWindow window, Instant now) {
        if (window.status() == ReplyWindow.Status.UNKNOWN) {
            return Texts.get("common.window.unknown");
        }
        Duration left = window.remaining(now);
        if (window.status() != ReplyWindow.Status.HUMAN_AGENT && left.compareTo(ReplyWindow.STANDARD) > 0) {
            // The screen's clock is up to half a minute behind a message that just came.
            left = ReplyWindow.STANDARD;
        }
        if (left.isZero()) {
            return Texts.get("common.window.closed");
        }
        if (left.compareTo(ReplyWindow.STANDARD) > 0) {
            return Texts.get("common.window.days", left.toDays(), left.toHoursPart());
        }
        if (left.toHours() > 0) {
            return Texts.get("common.window.hours", left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? Texts.get("common.window.minutes", left.toMinutes())
                : Texts.get("common.window.moment");
    }
}
