package app.ajar.graph;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import okhttp3.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code X-App-Usage} and {@code X-Business-Use-Case-Usage} say, the worst of all their entries. Read as a stream and
 * not as a tree, because Meta's own sample repeats keys and a tree would keep only one of them.
 * Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 *
 * @param reported whether there was any figure
 * @param percent highest share used
 * @param regain how long until access comes back, zero when the server named no time; the header counts minutes
 */
record UsageHeaders(boolean reported, int percent, Duration regain) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_MINUTES = 24 * 60;

    static UsageHeaders of(Headers headers) {
        UsageHeaders worst = new UsageHeaders(false, 0, Duration.ZERO);
        for (String name : new String[]{"X-App-Usage", "X-Business-Use-Case-Usage"}) {
            for (String value : headers.values(name)) {
                worst = worst.or(value);
            }
        }
        return worst;
    }

    private UsageHeaders or(String json) {
        boolean any = reported;
        int highest = percent;
        long minutes = regain.toMinutes();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                String key = parser.currentName();
                parser.nextToken();
                int figure = figure(parser.currentToken() == null ? "" : parser.getString());
                switch (key) {
                    case "call_count", "total_time", "total_cputime" -> {
                        any = true;
                        highest = Math.max(highest, figure);
                    }
                    case "estimated_time_to_regain_access" -> {
                        any = true;
                        minutes = Math.max(minutes, Math.min(figure, MOST_MINUTES));
                    }
                    default -> {
                        // Other keys, such as the kind of limit, change nothing.
                    }
                }
            }
        } catch (JacksonException e) {
            // A broken header still counts as far as it could be read: it is advice, not the answer.
            return new UsageHeaders(any, highest, Duration.ofMinutes(minutes));
        }
        return new UsageHeaders(any, highest, Duration.ofMinutes(minutes));
    }

    private static int figure(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,20})?")) {
            return 0;
        }
        return new BigDecimal(text).setScale(0, RoundingMode.UP).intValue();
    }
}
