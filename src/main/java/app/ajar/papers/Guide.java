package app.ajar.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The guide, cut into chapters that can be drawn. It is the same file that the repository shows; what the window cannot
 * draw may not stand in it: below a heading of the second level paragraphs, lists, tables, code and pictures on lines of
 * their own, and within a line bold, italic, code and links.
 */
public final class Guide {

    private static final String FOLDER = "/app/ajar/papers/guide/";
    private static final Parser MARKDOWN = Parser.builder().extensions(List.of(TablesExtension.create())).build();

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
        for (Node node : children(MARKDOWN.parse(markdown))) {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                String title = plain(spans(heading));
                chapters.add(new Chapter(title, anchor(title), new ArrayList<>()));
            } else if (!chapters.isEmpty()) {
                chapters.getLast().blocks().add(block(node));
            }
        }
        return chapters;
    }

    /** How a heading is named in links. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static Block block(Node node) {
        return switch (node) {
            case org.commonmark.node.Paragraph paragraph when paragraph.getFirstChild() instanceof Image image ->
                picture(image);
            case org.commonmark.node.Paragraph paragraph -> new Paragraph(spans(paragraph));
            case ListBlock list -> new Points(list instanceof OrderedList,
                    children(list).stream().flatMap(item -> children(item).stream()).map(Guide::spans).toList());
            case FencedCodeBlock code -> new Code(code.getLiteral().stripTrailing());
            case TableBlock table -> table(table);
            default -> throw unreadable(node);
        };
    }

    private static Picture picture(Image image) {
        return new Picture(Objects.requireNonNull(Guide.class.getResource(FOLDER + image.getDestination()),
                () -> image.getDestination() + " is missing from the build"), plain(spans(image)));
    }

    private static Table table(TableBlock table) {
        List<List<List<Span>>> rows = children(table).stream().flatMap(part -> children(part).stream())
                .map(row -> children(row).stream().map(Guide::spans).toList()).toList();
        boolean headed = rows.getFirst().stream().anyMatch(cell -> !cell.isEmpty());
        return new Table(headed ? rows.getFirst() : List.of(), rows.subList(1, rows.size()));
    }

    /** Words of one look together, whatever lines they stand in. */
    private static List<Span> spans(Node node) {
        List<Span> spans = new ArrayList<>();
        for (Node child : children(node)) {
            Span span = span(child);
            Span before = spans.isEmpty() ? null : spans.getLast();
            if (before != null && before.manner == span.manner && Objects.equals(before.link, span.link)) {
                spans.set(spans.size() - 1, new Span(before.words + span.words, span.manner, span.link));
            } else {
                spans.add(span);
            }
        }
        return spans;
    }

    private static Span span(Node node) {
        return switch (node) {
            case Text text -> new Span(text.getLiteral(), Manner.PLAIN, null);
            case SoftLineBreak _ -> new Span(" ", Manner.PLAIN, null);
            case StrongEmphasis strong -> new Span(plain(spans(strong)), Manner.STRONG, null);
            case Emphasis title -> new Span(plain(spans(title)), Manner.TITLE, null);
            case org.commonmark.node.Code code -> new Span(code.getLiteral(), Manner.CODE, null);
            case Link link -> {
                String to = link.getDestination();
                // Files of the repository are not in an installed copy.
                boolean leads = to.startsWith("#") || to.startsWith("https://");
                yield new Span(plain(spans(link)), Manner.PLAIN, leads ? to : null);
            }
            default -> throw unreadable(node);
        };
    }

    private static IllegalArgumentException unreadable(Node node) {
        return new IllegalArgumentException("the window cannot draw this part of the guide: " + node);
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private static String plain(List<Span> words) {
        return words.stream().map(Span::words).collect(Collectors.joining());
    }
}
