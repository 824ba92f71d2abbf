package app.ajar;

import java.util.ArrayList;
import java.util.List;

/** Names and texts that nobody means well with, one for each way to do harm; what they hold is never to be obeyed. */
public final class Hostile {

    public static final String ESCAPES = "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J\u009b2J\u0090q\u009c \b\b\r bell\u0007";
    public static final String OVERRIDE = "\u202egnp.exe\u202c photo\u2066\u2067 \u202d";
    public static final String UNCLOSED = "invoice\u202efdp.moc\u2067\u2068";
    public static final String CONTROLS = "nul\u0000 tab\t bs\b del\u007f nel\u0085 ls\u2028 ps\u2029 end";
    public static final String HALVES = "half\ud83d and \ude0d other";
    public static final String UNSEEN = "\u200b\u2060\ufeff\u200e\u200f\u00ad\u3164";
    public static final String MARKS = "Z" + "\u0335\u0301\u0489".repeat(3_334) + "algo";
    public static final String MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; {0} ${jndi:ldap://x} '';--";
    public static final String JSON = "{\"type\":\"account\",\"id\":\"1\"}\n{\"error\":{\"code\":190}}";
    public static final String FORMULA = "=cmd|' /C calc'!A0";
    public static final String LINKS = "https://instagram.com@evil.example/login https://xn--pple-43d.com/ "
            + "https://\u0430pple.com/ javascript:alert(1) file:///etc/passwd "
            + "https://evil.example/a b data:text/html,<b> https://paypal.com\u202e.example/";
    public static final String HEBREW = "\u05de\u05d9\u05e8\u05d9\u05dd \u05d4\u05d2\u05d3\u05d5\u05dc\u05d4";
    private static final int TEN_THOUSAND = 10_000;
    private static final int MILLION = 1_000_000;

    private Hostile() {}

    /** One person: their name, and what they write. */
    public record Person(String id, String name, String text) {}

    /** Everybody. */
    public static List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (String words : List.of(ESCAPES, OVERRIDE, UNCLOSED, CONTROLS, HALVES, UNSEEN, MARKS, MARKUP, JSON, FORMULA,
                LINKS, HEBREW)) {
            people.add(new Person("hostile-" + people.size(), words, words));
        }
        people.add(new Person("long-word", "n".repeat(TEN_THOUSAND), "w".repeat(MILLION)));
        people.add(new Person("long-words", "many words ".repeat(900), "many words ".repeat(90_000)));
        people.add(new Person("long-hebrew", (HEBREW + " ").repeat(900), (HEBREW + " ").repeat(70_000)));
        people.add(new Person("long-arabic", "\u0645\u0631\u062d\u0628\u0627".repeat(2_000), "\u0645".repeat(MILLION)));
        people.add(new Person("long-emoji", "\ud83d\ude0d".repeat(5_000),
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 "
                        .repeat(90_000)));
        people.add(new Person("long-lines", "a\nb\n".repeat(2_500), "line\n".repeat(200_000)));
        people.add(new Person("long-links", LINKS,
                "https://a.example/" + "x".repeat(900) + " www.b.example ".repeat(9_000)));
        people.add(new Person("long-marks", "e" + "\u0301".repeat(TEN_THOUSAND),
                ("o" + "\u0336".repeat(199)).repeat(5_000)));
        people.add(new Person("long-override", "\u202e".repeat(TEN_THOUSAND), "\u202e\u2067a\u05d0".repeat(100_000)));
        return people;
    }
}
