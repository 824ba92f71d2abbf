package app.ajar.graph;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads single values the way Meta's pages, samples and live traces disagree about them: ids as text or number, times as
 * ISO or Unix, lists wrapped or bare, empty for absent. Nothing here throws; what cannot be read is null.
 */
final class Lenient {

    /** Unix times below this are seconds (until the year 5138), others milliseconds (since 1973). */
    private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");

    /** Past the year 9999 no date can be stored or shown. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** {@code 2025-07-28T22:44:49+0000}: a page holds a thousand of these, and the formatter is slow. */
    private static final Pattern AS_SENT = Pattern
            .compile("(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)\\+0000");

    /** Its relatives: no seconds, fractions, Z, colon, no offset at all. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).appendLiteral('T').append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHMM", "Z").optionalEnd()
            .optionalStart().appendOffset("+HH", "Z").optionalEnd().toFormatter(Locale.ROOT);

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]{1,2})?");

    private static final Pattern TOKEN_IN_URL = Pattern.compile("(?i)(access_token(?:=|%3D))[^&\"\\\\\\s]+");

    private Lenient() {}

    /** Text of a string or number, digits exact; null when absent, empty or of another kind. */
    static @Nullable String text(JsonNode node) {
        String text = null;
        if (node.isString()) {
            text = node.stringValue();
        } else if (node.isIntegralNumber()) {
            text = node.bigIntegerValue().toString();
        } else if (node.isNumber()) {
            BigDecimal number = decimal(node.asString());
            text = number == null ? null : number.toPlainString();
        }
        return text == null || text.isEmpty() ? null : text;
    }

    /** Like {@link #text}, but also null when there is nothing but white space: an id is never blank. */
    static @Nullable String id(JsonNode node) {
        String text = text(node);
        return text == null || text.isBlank() ? null : text;
    }

    /** A whole number above zero, also when sent as text or with a fraction; null otherwise. */
    static @Nullable Integer size(JsonNode node) {
        Integer number = whole(node);
        return number == null || number <= 0 ? null : number;
    }

    /** A whole number that fits, also when sent as text or with a fraction; null otherwise. */
    static @Nullable Integer whole(JsonNode node) {
        BigDecimal number = number(node);
        if (number == null) {
            return null;
        }
        try {
            return number.setScale(0, RoundingMode.DOWN).intValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static @Nullable BigDecimal number(JsonNode node) {
        String text = text(node);
        return text == null ? null : decimal(text.strip());
    }

    /** Yes or no, also as text or number; null when absent. */
    static @Nullable Boolean yesNo(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        String text = text(node);
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A time of any form the reference has seen; null when absent, unreadable, not after 1970 or past the year 9999. */
    static @Nullable Instant time(JsonNode node) {
        String text = text(node);
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        Instant usual = usualTime(stripped);
        Instant time = usual == null ? unusualTime(stripped) : usual;
        return time == null || !time.isAfter(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
    }

    private static @Nullable Instant usualTime(String text) {
        Matcher time = AS_SENT.matcher(text);
        if (!time.matches()) {
            return null;
        }
        int[] part = IntStream.rangeClosed(1, time.groupCount()).map(i -> Integer.parseInt(time.group(i))).toArray();
        try {
            return LocalDateTime.of(part[0], part[1], part[2], part[3], part[4], part[5]).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant unusualTime(String text) {
        BigDecimal unix = decimal(text);
        return unix == null ? isoTime(text) : unixTime(unix);
    }

    private static @Nullable Instant unixTime(BigDecimal unix) {
        BigDecimal millis = unix.compareTo(FIRST_MILLIS) < 0 ? unix.movePointRight(3) : unix;
        try {
            return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Instant isoTime(String text) {
        try {
            String joined = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            TemporalAccessor parsed = ISO.parseBest(joined, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        // Longer or more extreme numbers are no id, time or size, and would be costly to write out.
        if (text.length() > 200 || !DECIMAL.matcher(text).matches()) {
            return null;
        }
        return new BigDecimal(text);
    }

    /** Whether a key is there with something in it that is not null. */
    static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Whether a value says nothing: absent, null, "", false, or a list or object without anything in it. */
    static boolean empty(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .allMatch(e -> e.getKey().equals("paging") || e.getKey().equals("summary") || empty(e.getValue()));
        }
        if (node.isArray()) {
            return node.isEmpty();
        }
        return !present(node) || (node.isString() && node.stringValue().isEmpty())
                || (node.isBoolean() && !node.booleanValue());
    }

    /** Elements of a list that may be bare, wrapped in {@code {"data": …}}, or a single object; empty when absent. */
    static List<JsonNode> rows(JsonNode node) {
        if (empty(node)) {
            return List.of();
        }
        if (node.isArray()) {
            List<JsonNode> rows = new ArrayList<>(node.size());
            node.forEach(rows::add);
            return rows;
        }
        if (node.isObject()) {
            if (node.has("data")) {
                return rows(node.path("data"));
            }
        }
        return List.of(node);
    }

    /** The object itself, or the one inside {@code {"data":[…]}}; an absent node when there is none. */
    static JsonNode one(JsonNode node) {
        List<JsonNode> rows = rows(node);
        return rows.isEmpty() ? node.path("data").path("none") : rows.getFirst();
    }

    /** The JSON to keep; a token that stands in a paging URL is cut out. */
    static String raw(JsonNode node) {
        return TOKEN_IN_URL.matcher(node.toString()).replaceAll("$1");
    }
}
