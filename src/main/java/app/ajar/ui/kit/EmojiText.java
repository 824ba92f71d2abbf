package app.ajar.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
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

    /** Looked for once: every text has one, and the toolkit's search is by the names of all fonts. */
    private static final Map<FontRole, Font> FONTS = new ConcurrentHashMap<>();

    /** How it is drawn: as one piece, as several beside each other, or in a flow, which costs most. */
    private enum Way {
        PLAIN, LINE, FLOW
    }

    private final boolean oneLine;
    private final Text plain = new Text();
    private @Nullable TextFlow mixed;
    private String text = "";
    private String shown = "";
    private String drawn = "";
    private Way way = Way.PLAIN;
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
        way = wayOf(shown);
        drawnForWidth = Double.NaN;
        setNodeOrientation(
                TameText.isRightToLeft(shown) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        setAccessibleText(shown);
        if (way == Way.LINE) {
            // Drawn when its width is known: most do not fit, and their pieces are costly.
            drawn = "";
        } else {
            draw(shown);
        }
        requestLayout();
    }

    private Way wayOf(String words) {
        if (bothWays || !links.isEmpty()) {
            return Way.FLOW;
        }
        return !EmojiIndex.mayHoldEmoji(words) ? Way.PLAIN : oneLine ? Way.LINE : Way.FLOW;
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
        if (way != Way.LINE) {
            draw(shown);
        }
        requestLayout();
    }

    private void applyFont() {
        plain.setFont(font);
        plain.setLineSpacing(spacing());
        if (mixed != null) {
            mixed.setLineSpacing(spacing());
        }
    }

    private double spacing() {
        return oneLine ? 0 : Math.round(font.getSize() * LINE_SPACING_EM);
    }

    private TextFlow flow() {
        if (mixed == null) {
            mixed = new TextFlow();
            mixed.setManaged(false);
            mixed.setLineSpacing(spacing());
        }
        return mixed;
    }

    /** Puts this text into the nodes. */
    private void draw(String what) {
        if (what.equals(drawn) && !getChildren().isEmpty()) {
            return;
        }
        drawn = what;
        switch (way) {
            case FLOW -> {
                if (bothWays) {
                    // A used flow wraps at its old width whoever asks for its bounds before the next layout; a new one does not.
                    mixed = null;
                    // Once measured it would wrap at one pixel until it is laid out, and a row asks for its baseline before that.
                    flow().resize(UNBROKEN, 0);
                }
                flow().getChildren().setAll(links.isEmpty()
                        ? nodes(what)
                        : WebLinks.pieces(shown, what, links).stream().flatMap(this::nodes).toList());
                show(flow());
            }
            case LINE -> {
                List<Node> pieces = nodes(what);
                pieces.forEach(piece -> piece.setManaged(false));
                getChildren().setAll(pieces);
            }
            case PLAIN -> {
                plain.setText(what);
                show(plain);
            }
        }
    }

    private void show(Node node) {
        if (getChildren().size() != 1 || !getChildren().contains(node)) {
            getChildren().setAll(List.of(node));
        }
    }

    private Stream<Node> nodes(WebLinks.Piece piece) {
        List<Node> nodes = nodes(piece.text());
        if (piece.link() != null && menu != null) {
            menu.attach(piece.link(), nodes);
        }
        return nodes.stream();
    }

    private List<Node> nodes(String words) {
        List<Node> nodes = new ArrayList<>();
        for (EmojiIndex.Run run : EmojiIndex.split(words)) {
            switch (run) {
                case EmojiIndex.Run.Emoji emoji -> nodes.add(new EmojiTile(emoji.cell(), font));
                case EmojiIndex.Run.Words(String of) when bothWays -> LineBreaks.pieces(of).forEach(
                        part -> nodes.add(piece(part)));
                case EmojiIndex.Run.Words(String of) -> nodes.add(piece(of));
            }
        }
        return nodes;
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
        return snapSizeY(oneLine ? ruler().lineHeight() : heightAt(Math.max(0, width)));
    }

    @Override
    public double getBaselineOffset() {
        return switch (way) {
            case FLOW -> flow().getBaselineOffset();
            case LINE -> Math.max(plain.getBaselineOffset(), EmojiTile.baseline(font));
            case PLAIN -> plain.getBaselineOffset();
        };
    }

    private double wholeWidth() {
        if (drawn.equals(shown)) {
            return contentWidth();
        }
        return shown.lines().mapToDouble(ruler()::width).max().orElse(0);
    }

    private double contentWidth() {
        return switch (way) {
            case FLOW -> Math.ceil(flow().prefWidth(-1)) + 1;
            case LINE -> ruler().width(drawn);
            case PLAIN -> {
                plain.setWrappingWidth(0);
                yield Math.ceil(plain.getLayoutBounds().getWidth());
            }
        };
    }

    private double heightAt(double width) {
        double wrapAt = width;
        if (bothWays) {
            breakLines(width);
            wrapAt = 0;
        }
        if (way == Way.FLOW) {
            return flow().prefHeight(wrapAt == 0 ? -1 : wrapAt);
        }
        plain.setWrappingWidth(wrapAt);
        return plain.getLayoutBounds().getHeight();
    }

    private void breakLines(double width) {
        if (width != drawnForWidth) {
            drawnForWidth = width;
            draw(width <= 0 ? shown : LineBreaks.broken(shown, width, ruler()::width));
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
            width = Math.max(width, Math.ceil(flow().prefWidth(-1))) + BREAK_SLACK;
        }
        if (way == Way.FLOW) {
            flow().resizeRelocate(0, 0, width, getHeight());
        } else {
            plain.setWrappingWidth(width);
            plain.relocate(0, 0);
        }
    }

    private void layoutLine(double width) {
        if (width != drawnForWidth) {
            drawnForWidth = width;
            draw(ruler().fitting(shown, width, bothWays,
                    way == Way.LINE ? () -> ruler().width(shown) : this::drawnWhole));
        }
        // A single line starts where its neighbours start, whatever its script.
        boolean turned = getParent() != null
                && getParent().getEffectiveNodeOrientation() != getEffectiveNodeOrientation();
        double x = turned ? Math.max(0, width - contentWidth()) : 0;
        switch (way) {
            case FLOW -> {
                double height = flow().prefHeight(-1);
                flow().resizeRelocate(x, (getHeight() - height) / 2, contentWidth(), height);
            }
            case LINE -> layoutPieces(x);
            case PLAIN -> plain.relocate(x, (getHeight() - plain.getLayoutBounds().getHeight()) / 2);
        }
    }

    /** Beside each other on one baseline, as a flow would put them. */
    private void layoutPieces(double left) {
        double ascent = 0;
        double descent = 0;
        for (Node piece : getChildren()) {
            piece.autosize();
            ascent = Math.max(ascent, piece.getBaselineOffset());
            descent = Math.max(descent, piece.getLayoutBounds().getHeight() - piece.getBaselineOffset());
        }
        double baseline = (getHeight() - Math.ceil(ascent + descent)) / 2 + ascent;
        double x = left;
        for (Node piece : getChildren()) {
            if (piece instanceof EmojiTile tile) {
                tile.place(x, baseline);
            } else {
                piece.relocate(x, baseline - piece.getBaselineOffset());
            }
            x += piece.getLayoutBounds().getWidth();
        }
    }

    private double drawnWhole() {
        draw(shown);
        return contentWidth();
    }

    private TextRuler ruler() {
        return new TextRuler(font, way != Way.PLAIN);
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
