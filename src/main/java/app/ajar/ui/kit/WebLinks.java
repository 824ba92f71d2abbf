package app.ajar.ui.kit;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the web addresses in what people write, and says of each whether it leads where it seems to. Pure. */
public final class WebLinks {

    /** No address that people send is longer; what is stays text. */
    private static final int LONGEST = 2_048;
    private static final int MOST = 50;
    /** What can follow the beginning of an address: no blanks, no quotes, no brackets that HTML and Markdown put around one. */
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![\\p{L}\\p{N}_@.\\-/])(?:https?://|www\\.)[^\\s\\p{Z}\\p{Cc}<>\"“”„«»`|\\\\^{}\\u3000-\\u3003\\u3008-\\u3011]+",
            Pattern.CASE_INSENSITIVE);
    private static final String TRAILING = ".,;:!?'’‘*_~…·،؛؟。，、！？；：）］】」』";
    private static final Pattern LABEL = Pattern
            .compile("[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}])?");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int MOST_PORT = 65_535;
    private static final String PUNYCODE = "xn--";
    private static final Set<UnicodeScript> JAPANESE = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.LATIN);
    private static final Set<UnicodeScript> KOREAN = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL,
            UnicodeScript.LATIN);
    /** Scripts with letters that look like Latin ones: a whole name in one of them may pass for another. */
    private static final Set<UnicodeScript> LOOKALIKE = EnumSet.of(UnicodeScript.CYRILLIC, UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN, UnicodeScript.CHEROKEE);

    private WebLinks() {}

    /**
     * One address in a text.
     *
     * @param start its first character
     * @param end behind its last
     * @param address what a browser is given: http or https, plain ASCII
     * @param host where it leads, as it reads: never in an order other than left to right
     * @param deceptive whether it may lead elsewhere than a reader thinks
     */
    public record Link(int start, int end, URI address, String host, boolean deceptive) {}

    /** A stretch of text as it is drawn, in a link or beside one. */
    record Piece(String text, @Nullable Link link) {}

    /**
     * A text cut where links begin and end.
     *
     * @param drawn the text with lines broken: breaks were put in, and blanks before them left out; or the start of it
     * @param links of the text itself
     */
    static List<Piece> pieces(String text, String drawn, List<Link> links) {
        if (links.isEmpty()) {
            return List.of(new Piece(drawn, null));
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        int from = 0;
        Link current = null;
        for (int i = 0; i < drawn.length(); i++) {
            char c = drawn.charAt(i);
            if (c != '\n') {
                while (at < text.length() && text.charAt(at) != c && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
            }
            boolean inText = at < text.length() && text.charAt(at) == c;
            // A break that was put in belongs to what it breaks.
            Link here = inText ? linkAt(at, links) : current;
            if (!Objects.equals(here, current) && i > from) {
                pieces.add(new Piece(drawn.substring(from, i), current));
                from = i;
            }
            current = here;
            at += inText ? 1 : 0;
        }
        if (from < drawn.length()) {
            pieces.add(new Piece(drawn.substring(from), current));
        }
        return pieces;
    }

    private static @Nullable Link linkAt(int at, List<Link> links) {
        for (Link link : links) {
            if (at >= link.start() && at < link.end()) {
                return link;
            }
        }
        return null;
    }

    /** Whether {@link #in} could find anything; cheap. */
    static boolean maybe(String text) {
        for (int i = 0; i + 3 < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == ':' && text.startsWith("//", i + 1))
                    || ((c == 'w' || c == 'W') && text.regionMatches(true, i, "www.", 0, 4))) {
                return true;
            }
        }
        return false;
    }

    /** The addresses of a text, in order. */
    public static List<Link> in(String text) {
        if (!maybe(text)) {
            return List.of();
        }
        List<Link> links = new ArrayList<>();
        Matcher matcher = CANDIDATE.matcher(text);
        while (links.size() < MOST && matcher.find()) {
            String candidate = trimmed(matcher.group());
            Link link = candidate.length() > LONGEST ? null : link(candidate, matcher.start());
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }

    /** Without what ends the sentence around it: punctuation, and closing brackets that were not opened inside. */
    private static String trimmed(String candidate) {
        int end = candidate.length();
        while (end > 0) {
            char last = candidate.charAt(end - 1);
            boolean unopened = switch (last) {
                case ')' -> unopened(candidate, end, '(', ')');
                case ']' -> unopened(candidate, end, '[', ']');
                default -> false;
            };
            if (!unopened && TRAILING.indexOf(last) < 0 && !isInvisible(last)) {
                break;
            }
            end--;
        }
        return candidate.substring(0, end);
    }

    private static boolean unopened(String text, int end, char open, char close) {
        int balance = 0;
        for (int i = 0; i < end; i++) {
            balance += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
        }
        return balance < 0;
    }

    private static @Nullable Link link(String written, int start) {
        boolean bare = written.regionMatches(true, 0, "www.", 0, 4);
        if (!bare && !written.contains("://")) {
            return null;
        }
        int schemeEnd = bare ? 0 : written.indexOf("://") + 3;
        String scheme = bare ? "https" : written.substring(0, schemeEnd - 3).toLowerCase(Locale.ROOT);
        int hostEnd = authorityEnd(written, schemeEnd);
        String authority = written.substring(schemeEnd, hostEnd);
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        int colon = place.lastIndexOf(':');
        String port = colon < 0 ? "" : place.substring(colon + 1);
        String host = visible(colon < 0 ? place : place.substring(0, colon));
        String ascii = ascii(host);
        if (ascii == null || (bare && ascii.indexOf('.') == ascii.lastIndexOf('.'))
                || !(port.isEmpty() || isPort(port))) {
            return null;
        }
        URI address = address(scheme + "://" + ascii + (port.isEmpty() ? "" : ":" + port)
                + encoded(visible(written.substring(hostEnd))));
        if (address == null || address.getHost() == null) {
            // Numbers that only some programs take for a host, and names with an underscore.
            return null;
        }
        boolean deceptive = at >= 0 || hasInvisible(written) || seemsOther(host, ascii);
        return new Link(start, start + written.length(), address, shown(host, ascii), deceptive);
    }

    private static int authorityEnd(String written, int from) {
        for (int i = from; i < written.length(); i++) {
            if ("/?#".indexOf(written.charAt(i)) >= 0) {
                return i;
            }
        }
        return written.length();
    }

    private static boolean isPort(String port) {
        return PORT.matcher(port).matches() && Integer.parseInt(port) <= MOST_PORT;
    }

    /** The host as the network knows it; null when it is none. */
    private static @Nullable String ascii(String host) {
        String dotted = host.replace('．', '.').replace('｡', '.');
        String whole = dotted.endsWith(".") ? dotted.substring(0, dotted.length() - 1) : dotted;
        String[] labels = whole.split("\\.", -1);
        boolean named = whole.equalsIgnoreCase("localhost") || labels.length > 1;
        for (String label : labels) {
            named = named && LABEL.matcher(label).matches();
        }
        if (!named) {
            return null;
        }
        try {
            String ascii = IDN.toASCII(whole, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.length() > 253 ? null : ascii;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.getLogger(WebLinks.class.getName()).log(System.Logger.Level.TRACE, "no host: {0}",
                    e.getClass().getSimpleName());
            return null;
        }
    }

    /** Names of one script that is not taken for another read as they are; all others as the network knows them. */
    private static String shown(String host, String ascii) {
        return seemsOther(host, ascii) ? ascii : host.toLowerCase(Locale.ROOT);
    }

    private static boolean seemsOther(String host, String ascii) {
        String plain = host.toLowerCase(Locale.ROOT);
        boolean encoded = plain.startsWith(PUNYCODE) || plain.contains("." + PUNYCODE);
        boolean same = ascii.equals(plain) || (ascii + ".").equals(plain);
        if (encoded) {
            return true;
        }
        return !same && (ascii.indexOf(PUNYCODE) < 0 || confusing(plain));
    }

    private static boolean confusing(String host) {
        for (String label : host.split("\\.", -1)) {
            Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
            label.codePoints().mapToObj(UnicodeScript::of)
                    .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                    .forEach(scripts::add);
            boolean usual = scripts.size() <= 1 || JAPANESE.containsAll(scripts) || KOREAN.containsAll(scripts);
            if (!usual || scripts.stream().anyMatch(LOOKALIKE::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Direction controls, joiners, soft hyphens, tags and their like: they are drawn as nothing, or turn what is around them. */
    private static boolean isInvisible(int point) {
        return Character.getType(point) == Character.FORMAT || point == 0x115F || point == 0x1160 || point == 0x3164
                || point == 0x034F || point == 0xFFA0;
    }

    private static boolean hasInvisible(String text) {
        // The joiner and the selector of emoji stand in paths, where they mislead nobody.
        return text.codePoints().anyMatch(point -> isInvisible(point) && point != 0x200D);
    }

    private static String visible(String text) {
        if (!hasInvisible(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(point -> !isInvisible(point) || point == 0x200D).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** A path, query and fragment as plain ASCII; percent signs that begin no code are codes themselves. */
    private static String encoded(String rest) {
        StringBuilder ascii = new StringBuilder(rest.length() + 16);
        boolean fragment = false;
        for (byte each : rest.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean fits = letter || "-._~:/?@!$&'()*+,;=%".indexOf(c) >= 0 || (c == '#' && !fragment);
            fragment |= c == '#';
            if (fits) {
                ascii.append(c);
            } else {
                ascii.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return STRAY_PERCENT.matcher(ascii).replaceAll("%25");
    }

    private static @Nullable URI address(String ascii) {
        try {
            return new URI(ascii);
        } catch (URISyntaxException e) {
            System.getLogger(WebLinks.class.getName()).log(System.Logger.Level.TRACE, "no address at {0}",
                    e.getIndex());
            return null;
        }
    }
}
