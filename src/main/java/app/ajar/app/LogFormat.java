package app.ajar.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * One line a record: time, level, thread, class, words, then the trace if there is one. No other line begins as a record
 * does, whatever an exception says, and one record never fills the file. Tokens and the queries of addresses
 * never reach the file, not even inside a library's exception.
 */
final class LogFormat extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    /** What a server answered may stand in an exception: it must not write colours or titles of its own. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028-\\u202E\\u2066-\\u2069&&[^\n\t]]");
    /** A line that could be taken for a record of its own; a trace has none. */
    private static final Pattern FORGED = Pattern.compile("\n(?=\\d)");
    /** Characters; far more than the deepest trace. */
    private static final int MOST = 200_000;
    private static final Pattern TOKEN = Pattern.compile("\\b(?:IG|EAA)[A-Za-z0-9_-]{12,}");
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/\\s\"'<>]+)[^\\s\"'<>]*");
    private static final Pattern PARAMETER = Pattern.compile("(access_token|client_secret)=[^&\\s]+");

    private final ZoneId zone;

    LogFormat(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(TIME.format(entry.getInstant().atZone(zone)))
                .append(' ').append(entry.getLevel().getName())
                .append(" [").append(Thread.currentThread().getName()).append("] ")
                .append(shortName(entry.getLoggerName())).append(": ")
                .append(formatMessage(entry)).append('\n');
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace, true));
            line.append(trace);
        }
        return clean(line.toString());
    }

    static String clean(String text) {
        String bounded = text.length() > MOST ? text.substring(0, MOST) + "…\n" : text;
        String ownLines = FORGED.matcher(CONTROL.matcher(bounded).replaceAll("?")).replaceAll("\n\t");
        String noTokens = TOKEN.matcher(ownLines).replaceAll("[token]");
        String noParameters = PARAMETER.matcher(noTokens).replaceAll("$1=[token]");
        return ADDRESS.matcher(noParameters).replaceAll("$1/…");
    }

    private static String shortName(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
