package app.ajar.ui.notify;

import app.ajar.model.Conversation;
import app.ajar.settings.Notifications.Details;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import app.ajar.text.OutsideText;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.inbox.Preview;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a card says, as much of it as may be read by who passes by. Pure.
 *
 * @param title a person's name, or what it is about
 * @param count what stands behind the name, empty for nothing
 * @param lines one below the other
 * @param face whose picture stands beside it; empty where nobody is named
 */
record CardWords(String title, String count, List<String> lines, Optional<Conversation> face) {

    /** Of a person's messages so many are shown, those that came last. */
    private static final int MOST_LINES = 3;
    /** Letters that fit into a line; from Hangul on they count twice. */
    private static final int LINE = 42;
    private static final int FIRST_WIDE = 0x1100;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    static CardWords of(Card card, Details details, ZoneId zone, Locale locale) {
        return switch (card) {
            case Card.FromPerson person -> person(person, details);
            case Card.FromMany many -> new CardWords(Texts.get("notify.messages", many.messages()),
                    Texts.get("notify.people", many.people()),
                    Stream.concat(many.afterSilence() ? Stream.of(Texts.get("notify.meanwhile")) : Stream.of(),
                            names(many.some(), many.people(), details)).toList(),
                    Optional.empty());
            case Card.Closing closing -> closing(closing, details, zone, locale);
            case Card.ManyClosing many -> new CardWords(
                    Texts.get(many.last() ? "notify.closing.many.last" : "notify.closing.many", many.count()), "",
                    names(many.some(), many.count(), details).toList(), Optional.empty());
        };
    }

    private static CardWords person(Card.FromPerson card, Details details) {
        int count = card.messages().size();
        String news = Texts.get("notify.messages", count);
        String name = card.who().person().displayName();
        return switch (details) {
            case WORDS -> {
                List<Arrival> last = card.messages().subList(Math.max(0, count - MOST_LINES), count);
                List<String> said = last.stream()
                        .map(message -> Preview.inbound(message.kind(), message.text(), message.attachment())).toList();
                yield count == 1
                        ? new CardWords(name, "", broken(said.getFirst()), Optional.of(card.who()))
                        : new CardWords(name, news, said, Optional.of(card.who()));
            }
            case NAMES -> new CardWords(name, "", List.of(news), Optional.of(card.who()));
            case NOTHING -> new CardWords(news, "", List.of(), Optional.empty());
        };
    }

    private static CardWords closing(Card.Closing card, Details details, ZoneId zone, Locale locale) {
        String time = Times.clock(card.until(), zone, locale);
        String closes = card.last()
                ? Texts.get("notify.closing.last", time, minutes(card.left()))
                : Texts.get("notify.closing", time);
        return details == Details.NOTHING
                ? new CardWords(Texts.get("notify.closing.nobody"), "", broken(closes), Optional.empty())
                : new CardWords(card.who().person().displayName(), "", broken(closes), Optional.of(card.who()));
    }

    /** Rounded up: a window of half a minute has not none. */
    private static long minutes(Duration left) {
        return Math.max(1, left.plusSeconds(59).toMinutes());
    }

    private static Stream<String> names(List<Conversation> some, int all, Details details) {
        if (details == Details.NOTHING || some.isEmpty()) {
            return Stream.of();
        }
        // Each in a line of its own: names that read from the right beside others that do not are hard to tell apart.
        Stream<String> names = some.stream().map(row -> row.person().displayName());
        return all > some.size()
                ? Stream.concat(names, Stream.of(Texts.get("notify.names.more", all - some.size())))
                : names;
    }

    /**
     * What stands alone, in up to three lines that most likely fit, broken between words where there are any; one that does
     * not fit after all is shortened when it is drawn.
     */
    static List<String> broken(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = lines.size() < MOST_LINES - 1 ? lineEnd(rest) : rest.length();
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static int lineEnd(String text) {
        Matcher letter = GRAPHEME.matcher(text);
        int taken = 0;
        int blank = 0;
        while (letter.find()) {
            int point = text.codePointAt(letter.start());
            taken += point >= FIRST_WIDE ? 2 : 1;
            if (taken > LINE) {
                return blank > 0 ? blank : letter.start();
            }
            if (Character.isWhitespace(point)) {
                blank = letter.end();
            }
        }
        return text.length();
    }

    /** The whole card in words, for a screen reader; what people wrote is its guest. */
    String accessible() {
        return Stream.concat(Stream.of(title, count), lines.stream()).filter(words -> !words.isEmpty())
                .map(OutsideText::isolated).collect(Collectors.joining(", "));
    }
}
