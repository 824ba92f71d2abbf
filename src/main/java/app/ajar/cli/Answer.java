package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A command's result: named facts as one JSON object for programs, lines of text for people. */
final class Answer {

    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a fact; times are written in UTC to the second, enums by name, null as null. */
    Answer fact(String name, @Nullable Object value) {
        facts.put(name, plain(value));
        return this;
    }

    /** Adds a line for people. */
    Answer line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** The facts, to stand within another answer. */
    Map<String, @Nullable Object> facts() {
        return facts;
    }

    void print(PrintStream out, boolean json) {
        out.print(json ? JsonMapper.shared().writeValueAsString(facts) + "\n" : text);
        flush(out);
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
