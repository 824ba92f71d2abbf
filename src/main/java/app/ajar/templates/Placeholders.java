package app.ajar.templates;

import app.ajar.model.Account;
import app.ajar.model.Names;
import app.ajar.model.Participant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words in braces that a template fills in: {@code {first_name}}, or {@code {first_name|there}} with what stands for
 * it where the fact is unknown. Letters, digits and underscores alone make a name, in either case; a brace with anything
 * else behind it, and whatever stands in doubled braces, is text and stays as written.
 */
public final class Placeholders {

    // A lone brace more at the end is text: a slip of the finger must not send "{first_name}}" to a person.
    private static final Pattern SHAPE = Pattern
            .compile("(?<!\\{)\\{([A-Za-z][A-Za-z0-9_]*)(?:\\|([^{}\\r\\n]*))?}");

    private Placeholders() {}

    /** The facts a template can name. */
    public enum Name {
        FIRST_NAME, USERNAME, ACCOUNT, DATE;

        /** As it stands between the braces. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Name> of(String word) {
            return Arrays.stream(values()).filter(name -> name.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /**
     * What is known of the conversation that a template is filled for.
     *
     * @param firstName null when the person's profile is not known
     * @param account how the account is called
     */
    public record Facts(@Nullable String firstName, @Nullable String username, @Nullable String account,
            LocalDate today, Locale locale) {

        /** @param account null when it is not known yet */
        public static Facts of(@Nullable Participant person, @Nullable Account account, LocalDate today,
                Locale locale) {
            return new Facts(person == null ? null : firstName(person.name()),
                    person == null ? null : known(person.username()),
                    account == null
                            ? null
                            : Optional.ofNullable(known(account.name())).orElse(known(account.username())),
                    today, locale);
        }

        @Nullable
        String value(Name name) {
            return switch (name) {
                case FIRST_NAME -> firstName;
                case USERNAME -> username;
                case ACCOUNT -> account;
                case DATE -> DateTimeFormatter.ofLocalizedPattern("MMMMd").withLocale(locale).format(today);
            };
        }

        /** The first of the name's words that has a letter: people put pictures before their names. */
        private static @Nullable String firstName(@Nullable String name) {
            return name == null
                    ? null
                    : Arrays.stream(Names.shown(name).split("[\\s\\p{Z}]+", -1))
                            .filter(word -> word.codePoints().anyMatch(Character::isLetter)).findFirst()
                            .orElse(null);
        }

        private static @Nullable String known(@Nullable String text) {
            String shown = text == null ? "" : Names.shown(text);
            return shown.isEmpty() ? null : shown;
        }
    }

    /** What came of filling a template. */
    public sealed interface Filled {

        /** The words; what could not be filled stands in them as written. */
        String text();

        /** Nothing is left to fill. */
        record Complete(String text) implements Filled {}

        /** Something is: the fact is unknown and nothing stands for it, or there is no such fact. */
        record Lacking(String text, List<Gap> gaps) implements Filled {

            public Lacking {
                gaps = List.copyOf(gaps);
            }
        }
    }

    /**
     * A placeholder that was not filled.
     *
     * @param start where it begins in the text, of chars
     * @param end where it ends, exclusive
     * @param known whether there is such a fact at all
     */
    public record Gap(String written, int start, int end, boolean known) {}

    /** Puts the facts in. What a fact says is text: braces in a person's name are not placeholders. */
    public static Filled fill(String template, Facts facts) {
        StringBuilder text = new StringBuilder();
        List<Gap> gaps = new ArrayList<>();
        Matcher found = SHAPE.matcher(template);
        int from = 0;
        while (found.find()) {
            if (doubled(template, found)) {
                continue;
            }
            text.append(template, from, found.start());
            from = found.end();
            Optional<Name> name = Name.of(found.group(1));
            String value = name.map(facts::value).orElse(null);
            String fallback = found.group(2);
            if (value != null) {
                text.append(value);
            } else if (name.isPresent() && fallback != null && !fallback.isBlank()) {
                text.append(fallback.strip());
            } else {
                gaps.add(new Gap(found.group(), text.length(), text.length() + found.group().length(),
                        name.isPresent()));
                text.append(found.group());
            }
        }
        text.append(template, from, template.length());
        String result = text.toString();
        return gaps.isEmpty() ? new Filled.Complete(result) : new Filled.Lacking(result, gaps);
    }

    /**
     * The placeholders that a text about to be sent still has, each once, as written. They stop it: nobody means to send
     * one. {@code { first_name }}, with a space, is text and goes.
     */
    public static List<String> left(String text) {
        if (text.indexOf('{') < 0) {
            return List.of();
        }
        Matcher found = SHAPE.matcher(text);
        LinkedHashSet<String> left = new LinkedHashSet<>();
        while (found.find()) {
            if (!doubled(text, found)) {
                left.add(found.group());
            }
        }
        return List.copyOf(left);
    }

    /** The names that a template uses and that are none of ours, for whoever writes it. */
    public static List<String> unknown(String template) {
        return left(template).stream().filter(written -> {
            Matcher shape = SHAPE.matcher(written);
            return shape.matches() && Name.of(shape.group(1)).isEmpty();
        }).collect(Collectors.toList());
    }

    /** Doubled at its beginning: the pattern looks for that itself, but two open braces may be further ahead. */
    private static boolean doubled(String text, Matcher found) {
        return found.start() > 0 && text.charAt(found.start() - 1) == '{';
    }
}
