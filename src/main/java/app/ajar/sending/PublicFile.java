package app.ajar.sending;

import app.ajar.model.OutboxMessage.Content;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a file that Meta's servers are to fetch: it must be public and https (messaging-api page), so that nothing on
 * this computer or in its network can be one. Pure.
 *
 * @param address as it is sent
 * @param likely what the file is by its ending, null when that says nothing
 */
public record PublicFile(URI address, Content.@Nullable Kind likely) {

    /** Longer ones are none that a person was given. */
    static final int LONGEST = 2_000;
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]");
    private static final Pattern LOCAL = Pattern.compile("(?i)file:.*|[a-z]:[\\\\/].*|[/\\\\~].*");
    /** Hosts that only this computer or its network knows. */
    private static final Pattern PRIVATE = Pattern.compile("(?i)(?:.*\\.)?(?:localhost|local|internal|lan|home\\.arpa)"
            + "|127\\..*|10\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*|0\\..*|\\[.*");
    private static final Map<Content.Kind, List<String>> ENDINGS = Map.of(
            Content.Kind.IMAGE, List.of(".png", ".jpg", ".jpeg", ".gif"),
            Content.Kind.VIDEO, List.of(".mp4", ".ogg", ".avi", ".mov", ".webm"),
            Content.Kind.AUDIO, List.of(".aac", ".m4a", ".wav"), Content.Kind.FILE, List.of(".pdf"));

    /** What came of looking at what was typed. */
    public sealed interface Checked {

        record Fits(PublicFile file) implements Checked {}

        record Wrong(Reason why) implements Checked {}
    }

    /** Why it is no address for Meta. */
    public enum Reason {
        EMPTY, ON_THIS_COMPUTER, NOT_HTTPS, NOT_WHOLE, TOO_LONG
    }

    /** Looks at what was typed; blanks around it do not count. */
    public static Checked check(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Checked.Wrong(Reason.EMPTY);
        }
        if (text.length() > LONGEST) {
            return new Checked.Wrong(Reason.TOO_LONG);
        }
        if (LOCAL.matcher(text).matches()) {
            return new Checked.Wrong(Reason.ON_THIS_COMPUTER);
        }
        URI address = parsed(text);
        if (address == null || BLANK.matcher(text).find()) {
            return new Checked.Wrong(Reason.NOT_WHOLE);
        }
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return new Checked.Wrong(address.getScheme() == null ? Reason.NOT_WHOLE : Reason.NOT_HTTPS);
        }
        String host = address.getHost();
        if (host != null && PRIVATE.matcher(host).matches()) {
            return new Checked.Wrong(Reason.ON_THIS_COMPUTER);
        }
        boolean whole = host != null && host.indexOf('.') > 0 && !host.endsWith(".") && address.getUserInfo() == null;
        return whole
                ? new Checked.Fits(new PublicFile(address, likely(address)))
                : new Checked.Wrong(Reason.NOT_WHOLE);
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException e) {
            System.getLogger(PublicFile.class.getName()).log(System.Logger.Level.TRACE, "no address at {0}",
                    e.getIndex());
            return null;
        }
    }

    private static Content.@Nullable Kind likely(URI address) {
        String path = address.getPath() == null ? "" : address.getPath().toLowerCase(Locale.ROOT);
        return ENDINGS.entrySet().stream().filter(kind -> kind.getValue().stream().anyMatch(path::endsWith))
                .map(Map.Entry::getKey).findFirst().orElse(null);
    }
}
