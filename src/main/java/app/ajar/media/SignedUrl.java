package app.ajar.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a signed media URL tells about itself. It is never edited: its signature covers all of it. */
final class SignedUrl {

    /** {@code oe} is the expiry in hexadecimal Unix seconds; seen on Meta's hosts, promised nowhere. */
    private static final Pattern EXPIRY = Pattern.compile("[?&]oe=([0-9A-Fa-f]{8})(?:&|$)");

    private SignedUrl() {}

    /** Whether the URL says that it is over; false when it says nothing. */
    static boolean expired(String url, Instant now) {
        Matcher expiry = EXPIRY.matcher(url);
        return expiry.find() && !now.isBefore(Instant.ofEpochSecond(Long.parseLong(expiry.group(1), 16)));
    }

    /** Whether the URL says that it is not over; false when it says nothing. */
    static boolean lives(String url, Instant now) {
        return EXPIRY.matcher(url).find() && !expired(url, now);
    }

    /** Whether these lead to different pictures: a new signature or another host of the same network is no difference. */
    static boolean differs(@Nullable String present, @Nullable String stored) {
        return present != null && stored != null && !Objects.equals(path(present), path(stored));
    }

    private static String path(String url) {
        try {
            return String.valueOf(new URI(url).getPath());
        } catch (URISyntaxException e) {
            return url;
        }
    }
}
