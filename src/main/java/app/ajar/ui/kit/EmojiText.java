package app.ajar.ui.kit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text with colour emoji, because the toolkit draws wrong letters for them: text runs as text, each emoji
 * grapheme as a picture cut from the Noto sheet. The role sets the font; the fill is the looked-up colour
 * {@code -ajar-words}, which any style class on it or around it may set to another token.
 */
public final class EmojiText extends Region {

    private static final double LINE_SPACING_EM = 0.22;
    /** Wider than any text, pixels. */
    private static final double UNBROKEN = 1_000_000;
    private static final double BREAK_SLACK = 12;

    /** Never on screen: measures what might be drawn. */
    private static final Text RULER = new Text();
    /** Of each font there is; a list asks for them twice a row. */
    private static final Map<Font, Double> LINE_HEIGHTS = new HashMap<>();

    private static final int MOST_CUT = 512;
    /** Lines that were too long, and what of them fits: the same rows come again and again, and measuring costs most. */
    private static final Map<Line, String> CUT = new LinkedHashMap<>(MOST_CUT, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Line, String> eldest) {
            return size() > MOST_CUT;
        }
    };

    /** Looked for once: every text has one, and the toolkit's search is by the names of all fonts. */
    private static final Map<FontRole, Font> FONTS = new ConcurrentHashMap<>();

    private record Line(String text, Font font, double width) {}

    private final boolean oneLine;
    private final Text plain = new Text();
    private TextFlow mixed = new TextFlow();
    private String text = "";
    private String shown = "";
    private String drawn = "";
    /** Whether it takes a flow of several nodes, and not just one. */
    private boolean flows;
    private boolean bothWays;
    private Font font = FontRole.BODY.font();
    private double drawnForWidth = Double.NaN;
    private @Nullable LinkMenu menu;
    private List<WebLinks.Link> links = List.of();

    /** @param maxLines 1 for a single line that ends in an ellipsis, 0 for as many as it takes */
    public EmojiText(int maxLines) {
        oneLine = maxLines == 1;
        getStyleClass().add("emoji-text");
        plain.getStyleClass().add("emoji-text-run");
        // Their own size changes are this region's doing and must not ask for another layout.
        plain.setManaged(false);
        mixed.setManaged(false);
        setAccessibleRole(AccessibleRole.TEXT);
        applyFont();
    }

    /** Starts decoding the emoji pictures; done when all can be drawn. For pictures of the window. */
    public static CompletableFuture<Void> prepare() {
        return EmojiSheet.ready().thenApply(ignored -> null);
    }

    public void setText(String newText) {
        if (newText.equals(text) && !getChildren().isEmpty()) {
            return;
        }
        text = newText;
        shown = oneLine ? TameText.oneLine(newText) : TameText.paragraphs(newText);
        bothWays = LineBreaks.needed(shown);
        links = menu == null ? List.of() : WebLinks.in(shown);
        flows = bothWays || !links.isEmpty() || EmojiIndex.mayHoldEmoji(shown);
        drawnForWidth = Double.NaN;
        setNodeOrientation(
                TameText.isRightToLeft(shown) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        setAccessibleText(shown);
        // A line that flows already is drawn once, when its width is known: most do not fit, and their pieces are costly.
        if (!oneLine || !flows || bothWays || !getChildren().contains(mixed)) {
            draw(shown);
        }
        requestLayout();
    }

    public String getText() {
        return text;
    }

    /** From the next text on its web addresses are links, which open by this menu. */
    public void showLinks(LinkMenu opening) {
        menu = opening;
    }

    /** The web addresses that are drawn as links. */
    public List<WebLinks.Link> links() {
        return links;
    }

    /** The family, weight and size of its text, and a style class for its fill. */
    public void setFont(FontRole role) {
        setFont(role.font());
    }

    void setFont(Font newFont) {
        if (newFont.equals(font)) {
            return;
        }
        font = newFont;
        drawnForWidth = Double.NaN;
        applyFont();
        drawn = "";
        draw(shown);
        requestLayout();
    }

    private void applyFont() {
        plain.setFont(font);
        applySpacing();
    }

    private void applySpacing() {
        double spacing = oneLine ? 0 : Math.round(font.getSize() * LINE_SPACING_EM);
        plain.setLineSpacing(spacing);
        mixed.setLineSpacing(spacing);
    }

    /** Puts this text into the nodes: one for plain text, a flow when there are emoji. */
    private void draw(String what) {
        if (what.equals(drawn) && !getChildren().isEmpty()) {
            return;
        }
        drawn = what;
        if (flows) {
            if (bothWays) {
                // A used flow wraps at its old width whoever asks for its bounds before the next layout; a new one does not.
                mixed = new TextFlow();
                mixed.setManaged(false);
                // Once measured it would wrap at one pixel until it is laid out, and a row asks for its baseline before that.
                mixed.resize(UNBROKEN, 0);
                applySpacing();
            }
            mixed.getChildren().setAll(WebLinks.pieces(shown, what, links).stream().flatMap(this::nodes).toList());
            show(mixed);
        } else {
            plain.setText(what);
            show(plain);
        }
    }

    private void show(Node node) {
        if (getChildren().size() != 1 || !getChildren().contains(node)) {
            getChildren().setAll(List.of(node));
        }
    }

    private Stream<Node> nodes(WebLinks.Piece piece) {
        List<Node> nodes = EmojiIndex.split(piece.text()).stream().flatMap(this::nodes).toList();
        if (piece.link() != null && menu != null) {
            menu.attach(piece.link(), nodes);
        }
        return nodes.stream();
    }

    private Stream<Node> nodes(EmojiIndex.Run run) {
        return switch (run) {
            case EmojiIndex.Run.Emoji emoji -> Stream.of(new EmojiTile(emoji.cell(), font));
            case EmojiIndex.Run.Words words when bothWays -> LineBreaks.pieces(words.text()).stream().map(this::piece);
            case EmojiIndex.Run.Words words -> Stream.of(piece(words.text()));
        };
    }

    private Node piece(String words) {
        Text piece = new Text(words);
        piece.setFont(font);
        piece.getStyleClass().add("emoji-text-run");
        return piece;
    }

    @Override
    public @Nullable Orientation getContentBias() {
        return oneLine ? null : Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return oneLine ? Double.MAX_VALUE : computePrefWidth(height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(wholeWidth());
    }

    @Override
    protected double computePrefHeight(double width) {
        return snapSizeY(oneLine ? lineHeight() : heightAt(Math.max(0, width)));
    }

    @Override
    public double getBaselineOffset() {
        return flows ? mixed.getBaselineOffset() : plain.getBaselineOffset();
    }

    private double lineHeight() {
        return LINE_HEIGHTS.computeIfAbsent(font, measuredOnce -> measured("Hg").getHeight());
    }

    private double wholeWidth() {
        if (drawn.equals(shown)) {
            return contentWidth();
        }
        return shown.lines().mapToDouble(this::widthOf).max().orElse(0);
    }

    private double contentWidth() {
        if (flows) {
            return Math.ceil(mixed.prefWidth(-1)) + 1;
        }
        plain.setWrappingWidth(0);
        return Math.ceil(plain.getLayoutBounds().getWidth());
    }

    private double heightAt(double width) {
        double wrapAt = width;
        if (bothWays) {
            breakLines(width);
            wrapAt = 0;
        }
        if (flows) {
            return mixed.prefHeight(wrapAt == 0 ? -1 : wrapAt);
        }
        plain.setWrappingWidth(wrapAt);
        return plain.getLayoutBounds().getHeight();
    }

    private void breakLines(double width) {
        if (width != drawnForWidth) {
            drawnForWidth = width;
            draw(width <= 0 ? shown : LineBreaks.broken(shown, width, this::widthOf));
        }
    }

    @Override
    protected void layoutChildren() {
        if (oneLine) {
            layoutLine(getWidth());
            return;
        }
        double width = getWidth();
        if (bothWays) {
            breakLines(width);
            // Room enough that no line is wrapped once more: in its line a letter may be wider than alone.
            width = Math.max(width, Math.ceil(mixed.prefWidth(-1))) + BREAK_SLACK;
        }
        if (flows) {
            mixed.resizeRelocate(0, 0, width, getHeight());
        } else {
            plain.setWrappingWidth(width);
            plain.relocate(0, 0);
        }
    }

    private void layoutLine(double width) {
        if (width != drawnForWidth) {
            drawnForWidth = width;
            String cut = CUT.get(new Line(shown, font, width));
            if (cut == null) {
                drawWhatFits(width);
            } else {
                draw(cut);
            }
        }
        double content = contentWidth();
        // A single line starts where its neighbours start, whatever its script.
        boolean turned = getParent() != null
                && getParent().getEffectiveNodeOrientation() != getEffectiveNodeOrientation();
        double x = turned ? Math.max(0, width - content) : 0;
        if (flows) {
            double height = mixed.prefHeight(-1);
            mixed.resizeRelocate(x, (getHeight() - height) / 2, content, height);
        } else {
            plain.relocate(x, (getHeight() - plain.getLayoutBounds().getHeight()) / 2);
        }
    }

    private void drawWhatFits(double width) {
        boolean measures = flows && !bothWays;
        if (!measures) {
            draw(shown);
        }
        double whole = measures ? widthOf(shown) : contentWidth();
        if (whole <= width + 1) {
            draw(shown);
            return;
        }
        int expected = bothWays ? (int) (shown.length() * width / whole) : reaching(width);
        String cut = TameText.fitting(shown, expected, prefix -> widthOf(prefix) <= width);
        CUT.put(new Line(shown, font, width), cut);
        draw(cut);
    }

    private double widthOf(String candidate) {
        return flows
                ? Math.ceil(EmojiIndex.split(candidate).stream().mapToDouble(this::widthOf).sum()) + 1
                : measured(candidate).getWidth();
    }

    private double widthOf(EmojiIndex.Run run) {
        return run instanceof EmojiIndex.Run.Emoji ? EmojiTile.width(font) : measured(run.text()).getWidth();
    }

    /** About how many of its characters have room before an ellipsis, in a text that runs one way. */
    private int reaching(double width) {
        double room = width - measured(TameText.ELLIPSIS).getWidth();
        int end = 0;
        for (EmojiIndex.Run run : flows ? EmojiIndex.split(shown) : List.of(new EmojiIndex.Run.Words(shown))) {
            double wide = widthOf(run);
            if (wide > room) {
                boolean words = run instanceof EmojiIndex.Run.Words;
                return words ? end + RULER.hitTest(new Point2D(room, 0)).getInsertionIndex() : end;
            }
            room -= wide;
            end += run.text().length();
        }
        return end;
    }

    private Bounds measured(String words) {
        RULER.setFont(font);
        RULER.setText(words);
        return RULER.getLayoutBounds();
    }

    /** The type scale of the design: sizes and weights by what the text is for. */
    public enum FontRole {
        TITLE("Inter", FontWeight.BOLD, 17), NAME("Inter Semi Bold", FontWeight.NORMAL, 13), BODY("Inter",
                FontWeight.NORMAL, 13),
        BODY_STRONG("Inter Semi Bold", FontWeight.NORMAL, 13), BUBBLE("Inter",
                FontWeight.NORMAL, 13.5),
        SMALL("Inter", FontWeight.NORMAL,
                11.5),
        SMALL_STRONG("Inter Semi Bold", FontWeight.NORMAL, 11.5),
        SECTION("Inter Semi Bold", FontWeight.NORMAL, 11),
        /** An emoji that stands for itself, as large as a sticker. */
        STICKER("Inter", FontWeight.NORMAL, 40);

        private final String family;
        private final FontWeight weight;
        private final double size;

        FontRole(String family, FontWeight weight, double size) {
            this.family = family;
            this.weight = weight;
            this.size = size;
        }

        /** The font itself, for text that is measured. */
        public Font font() {
            return FONTS.computeIfAbsent(this, role -> {
                Theme.loadFonts();
                return Font.font(role.family, role.weight, role.size);
            });
        }
    }
}
