package app.ajar.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong, once or more often.
 *
 * @param on the kind of call it befalls; absent for any
 * @param skip how many matching calls go well first
 * @param times how many calls it befalls; {@link #ALWAYS} until cleared
 * @param effect what happens
 */
public record Fault(@Nullable Endpoint on, int skip, int times, Effect effect) {

    /** Until it is cleared. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** What happens to a call. */
    public sealed interface Effect {
        /** This HTTP status with an empty body, and nothing is done. */
        record Status(int status) implements Effect {}

        /** Meta's error envelope under any HTTP status, and nothing is done; subcode 0 for none. */
        record Refused(int status, int code, int subcode) implements Effect {}

        /** The connection closes and nothing is done. */
        record DropBefore() implements Effect {}

        /** It is done, and then the connection closes without an answer. */
        record DropAfter() implements Effect {}

        /** It is done and answered, late. */
        record Delay(Duration by) implements Effect {}

        /** It is done, and the answer breaks off in the middle. */
        record Cut() implements Effect {}

        /** A web page instead of an answer, under this status, and nothing is done. */
        record Html(int status) implements Effect {}
    }

    /** @throws IllegalArgumentException when a count is out of range */
    public Fault {
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("A fault skips 0 or more calls and befalls 1 or more.");
        }
    }

    /** A fault that befalls the next call of this kind. */
    public static Fault once(Endpoint on, Effect effect) {
        return new Fault(on, 0, 1, effect);
    }

    /** A fault that befalls so many calls of this kind, from the next on. */
    public static Fault times(Endpoint on, int times, Effect effect) {
        return new Fault(on, 0, times, effect);
    }

    /** A fault that befalls every call until it is cleared. */
    public static Fault always(Effect effect) {
        return new Fault(null, 0, ALWAYS, effect);
    }
}
