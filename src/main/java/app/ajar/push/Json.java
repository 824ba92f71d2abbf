package app.ajar.push;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What strangers send, read without trust: whatever is not as it should be counts as not there. */
final class Json {

    /** Far above a webhook's nesting; a bomb ends here. */
    private static final int DEEPEST = 64;
    private static final int LONGEST_ID = 512;
    /** Unix times below this are seconds, others milliseconds. */
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build()).build();

    private Json() {}

    /** Empty when this is not JSON. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (JacksonException e) {
            System.getLogger(Json.class.getName()).log(System.Logger.Level.DEBUG, "not JSON: {0}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** An id, as text or whole number; null when there is none. */
    static @Nullable String id(JsonNode node) {
        String text = node.isString()
                ? node.stringValue().strip()
                : node.isIntegralNumber() ? node.bigIntegerValue().toString() : "";
        return text.isEmpty() || text.length() > LONGEST_ID ? null : text;
    }

    /** A text; empty when there is none. */
    static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    /** A time as Unix seconds or milliseconds, or as Postgres and ISO write it; null when there is none that makes sense. */
    static @Nullable Instant time(JsonNode node) {
        try {
            Instant time = node.isNumber()
                    ? ofNumber(node.asLong(0))
                    : OffsetDateTime.parse(offset(text(node).strip())).toInstant();
            return time.isAfter(Instant.EPOCH) && time.isBefore(LAST) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant ofNumber(long number) {
        return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    /** Postgres puts a blank between date and time, and leaves out the minutes of an offset, or the offset of UTC. */
    private static String offset(String text) {
        String whole = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        if (whole.matches(".*T.*[+-]\\d{2}")) {
            return whole + ":00";
        }
        if (whole.matches(".*T.*[+-]\\d{4}")) {
            return whole.substring(0, whole.length() - 2) + ":" + whole.substring(whole.length() - 2);
        }
        return whole.matches(".*T[0-9:.]+") ? whole + "Z" : whole;
    }
}
