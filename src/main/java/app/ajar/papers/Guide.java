package app.ajar.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guide, cut into chapters that can be drawn. It is the same file that the repository shows, so it reads as much of
 * Markdown as that file uses: headings, paragraphs, lists, tables, code, pictures on lines of their own, and within a line
 * bold, italic, code and links.
 */
public final class Guide {

    private static final String FOLDER = "/app/ajar/papers/guide/";
    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]\\(([^)\\s]+)\\)");
    private static final Pattern POINT = Pattern.compile("(?:-|\\d+\\.) (.+)");
    private static final Pattern RULE = Pattern.compile("\\|[-| :]+\\|");
    private static final Pattern INLINE = Pattern
            .compile("\\*\\*(.+?)\\*\\*|\\*([^*]+)\\*|`([^`]+)`|\\[([^]]+)]\\(([^)\\s]+)\\)");

    private Guide() {}

    /**
     * One chapter.
     *
     * @param anchor how links within the guide name it, without the {@code #}
     */
    public record Chapter(String title, String anchor, List<Block> blocks) {

        @Override
        public String toString() {
            return title;
        }
    }

    /** What a chapter is made of. */
    public sealed interface Block {

        /** What it says, without how it looks. */
        String plain();
    }

    /** A paragraph. */
    public record Paragraph(List<Span> words) implements Block {

        @Override
        public String plain() {
            return Guide.plain(words);
        }
    }

    /**
     * A list.
     *
     * @param numbered whether the points follow each other
     */
    public record Points(boolean numbered, List<List<Span>> points) implements Block {

        @Override
        public String plain() {
            return points.stream().map(Guide::plain).collect(Collectors.joining("\n"));
        }
    }

    /** A table; the first row is its head, and is empty where nothing stands in it. */
    public record Table(List<List<Span>> head, List<List<List<Span>>> rows) implements Block {

        @Override
        public String plain() {
            return rows.stream().map(row -> row.stream().map(Guide::plain).collect(Collectors.joining(": ")))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Lines to be typed. */
    public record Code(String lines) implements Block {

        @Override
        public String plain() {
            return lines;
        }
    }

    /** A picture, with words for those who do not see it. */
    public record Picture(URL place, String words) implements Block {

        @Override
        public String plain() {
            return words;
        }
    }

    /** How words look. */
    public enum Manner {
        PLAIN, STRONG, TITLE, CODE
    }

    /**
     * Words of one look.
     *
     * @param link where they lead: {@code #} and a chapter's anchor, an https address, or null
     */
    public record Span(String words, Manner manner, @Nullable String link) {}

    /** The chapters of the guide that came with the program. */
    public static List<Chapter> chapters() {
        try (InputStream in = Objects.requireNonNull(Guide.class.getResourceAsStream(FOLDER + "guide.md"),
                "the guide is missing from the build")) {
            return chapters(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the guide cannot be read", e);
        }
    }

    /** The chapters of a text: what stands below a heading of the second level, up to the next. */
    static List<Chapter> chapters(String markdown) {
        List<Chapter> chapters = new ArrayList<>();
        String[] parts = markdown.replace("\r", "").split("(?m)^## ", -1);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int end = part.indexOf('\n');
            String title = end < 0 ? part : part.substring(0, end);
            chapters.add(new Chapter(title, anchor(title), blocks(end < 0 ? "" : part.substring(end))));
        }
        return chapters;
    }

    /** How a heading is named in links. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String block : text.strip().split("\n{2,}", -1)) {
            if (!block.isBlank()) {
                blocks.add(block(block.strip()));
            }
        }
        return blocks;
    }

    private static Block block(String text) {
        List<String> lines = text.lines().toList();
        String first = lines.getFirst();
        Matcher picture = PICTURE.matcher(first);
        if (picture.matches()) {
            return new Picture(Objects.requireNonNull(Guide.class.getResource(FOLDER + picture.group(2)),
                    () -> picture.group(2) + " is missing from the build"), picture.group(1));
        }
        if (first.startsWith("```")) {
            return new Code(lines.stream().filter(line -> !line.startsWith("```")).collect(Collectors.joining("\n")));
        }
        if (first.startsWith("|")) {
            List<List<List<Span>>> rows = lines.stream().filter(line -> !RULE.matcher(line).matches()).map(Guide::cells)
                    .toList();
            boolean headed = rows.getFirst().stream().anyMatch(cell -> !cell.isEmpty());
            return new Table(headed ? rows.getFirst() : List.of(), rows.subList(1, rows.size()));
        }
        if (POINT.matcher(first).matches()) {
            return new Points(Character.isDigit(first.charAt(0)), lines.stream().map(POINT::matcher)
                    .filter(Matcher::matches).map(point -> spans(point.group(1))).toList());
        }
        return new Paragraph(spans(String.join(" ", lines)));
    }

    private static List<List<Span>> cells(String row) {
        String inner = row.strip().substring(1, row.strip().length() - 1);
        return Arrays.stream(inner.split("\\|", -1)).map(cell -> spans(cell.strip())).toList();
    }

    private static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher inline = INLINE.matcher(text);
        int from = 0;
        while (inline.find()) {
            plain(spans, text.substring(from, inline.start()));
            from = inline.end();
            if (inline.group(1) != null) {
                spans.add(new Span(inline.group(1), Manner.STRONG, null));
            } else if (inline.group(2) != null) {
                spans.add(new Span(inline.group(2), Manner.TITLE, null));
            } else if (inline.group(3) != null) {
                spans.add(new Span(inline.group(3), Manner.CODE, null));
            } else {
                String link = inline.group(5);
                // Files of the repository are not in an installed copy.
                boolean leads = link.startsWith("#") || link.startsWith("https://");
                spans.add(new Span(inline.group(4).replace("`", ""), Manner.PLAIN, leads ? link : null));
            }
        }
        plain(spans, text.substring(from));
        return spans;
    }

    private static void plain(List<Span> spans, String words) {
        if (!words.isEmpty()) {
            spans.add(new Span(words, Manner.PLAIN, null));
        }
    }

    private static String plain(List<Span> words) {
        return words.stream().map(Span::words).collect(Collectors.joining());
    }
}
