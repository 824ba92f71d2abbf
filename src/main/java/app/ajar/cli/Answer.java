package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.text.OutsideText;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A command's result: named facts as one JSON object for programs, lines of text for people. */
final class Answer {

    /** C1 controls, line separators, what turns direction, and surrogates without their other half. */
    private static final Pattern ODD = Pattern
            .compile("[\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069\\x{D800}-\\x{DFFF}]");

    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a fact; times are written in UTC to the second, enums by name, null as null. */
    Answer fact(String name, @Nullable Object value) {
        facts.put(name, plain(value));
        return this;
    }

    /** Adds what people read, a line or two; whatever stands in it, it does nothing to a terminal. */
    Answer line(String line) {
        line.lines().forEach(each -> text.append(OutsideText.onTerminal(each)).append('\n'));
        return this;
    }

    /** The facts, to stand within another answer. */
    Map<String, @Nullable Object> facts() {
        return facts;
    }

    void print(PrintStream out, boolean json) {
        out.print(json ? asJson(facts) + "\n" : text);
        flush(out);
    }

    /**
     * A value as JSON that reads back exactly and shows nothing odd: what a terminal would obey or turn, and halves of
     * characters that UTF-8 cannot hold, are written as codes.
     */
    static String asJson(@Nullable Object value) {
        String json = JsonMapper.shared().writeValueAsString(value);
        return isOdd(json)
                ? ODD.matcher(json).replaceAll(odd -> String.format(Locale.ROOT, "\\\\u%04x",
                        (int) odd.group().charAt(0)))
                : json;
    }

    /** Whether a text holds something that {@link #asJson} writes as a code and Jackson alone does not. */
    static boolean isOdd(String text) {
        return ODD.matcher(text).find();
    }

    /** ISO 8601 in UTC, whole seconds. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A reader that went away must not look like success. */
    static void flush(PrintStream out) {
        if (out.checkError()) {
            throw CommandFailure.of(Exit.FAILED, "cli.output.broken");
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Instant at -> time(at);
            case Enum<?> word -> word.name();
            case null, default -> value;
        };
    }
}
