package app.ajar.ui.kit;

import app.ajar.ui.access.FieldName;
import app.ajar.ui.access.SpokenChoice;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.skin.TextAreaSkin;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * A field of several lines that shows emoji in colour while they are typed, and grows with its lines. Inside, a text area
 * edits stand-in letters and their pictures lie over its blanks; outside there is only ordinary text.
 */
public final class EmojiField extends Region {

    /**
     * Characters it takes; what is over is left out. Five times what Instagram lets anybody write, and more than a template
     * holds: the toolkit lays out all of a text at once, and a megabyte of Hebrew that was pasted would stop the window for
     * minutes.
     */
    public static final int MOST = 5_000;

    private static final double FRAME = 6;
    /** The skin gives a letter's bounds with an outline around, and without the area's border. */
    private static final double OUTLINE = 1;
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

    private final int mostLines;
    private final Area area = new Area();
    private final Pane pictures = new Pane();
    private final Pane grounds = new Pane();
    private final Rectangle clip = new Rectangle();
    private final Rectangle groundClip = new Rectangle();
    private final Text ruler = new Text();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final List<Integer> drawn = new ArrayList<>();
    private final List<Region> marks = new ArrayList<>();
    private List<String> marked = List.of();
    private boolean overfull;

    /** Copies and reads out what others see, never the stand-in letters. */
    private static final class Area extends TextArea {

        private final SpokenChoice choice = new SpokenChoice(this);

        @Override
        public void copy() {
            String selected = getSelectedText();
            if (!selected.isEmpty()) {
                ClipboardContent content = new ClipboardContent();
                content.putString(EmojiIndex.Letters.decode(selected));
                Clipboard.getSystemClipboard().setContent(content);
            }
        }

        @Override
        public void replaceText(int start, int end, String text) {
            super.replaceText(start, end, text);
            settle();
        }

        /**
         * Lays out at once what must not be wrapped: until then it has the width of the text before, and whoever asks for its
         * bounds, as the mouse does, wraps it by that.
         */
        void settle() {
            if (!isWrapText() && getWidth() > 0) {
                layout();
            }
        }

        @Override
        public void cut() {
            copy();
            replaceSelection("");
        }

        @Override
        public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return switch (attribute) {
                case TEXT -> EmojiIndex.Letters.decode(getText());
                case FOCUS_ITEM -> choice.item();
                default -> super.queryAccessibleAttribute(attribute, parameters);
            };
        }
    }

    /**
     * @param mostLines how many lines it grows to before it scrolls
     * @param name what screen readers call it
     */
    public EmojiField(int mostLines, String name) {
        this.mostLines = mostLines;
        Theme.loadFonts();
        getStyleClass().add("emoji-field");
        area.setWrapText(true);
        area.setPrefRowCount(1);
        FieldName.give(area, name);
        area.setTextFormatter(new TextFormatter<>(this::taken));
        area.textProperty().addListener((property, before, letters) -> {
            text.set(EmojiIndex.Letters.decode(letters));
            // The toolkit throws when it wraps Arabic or Hebrew itself; see LineBreaks.
            area.setWrapText(!LineBreaks.needed(letters));
            requestLayout();
        });
        area.scrollTopProperty().addListener((property, before, top) -> placePictures());
        area.scrollLeftProperty().addListener((property, before, left) -> placePictures());
        for (Pane over : List.of(grounds, pictures)) {
            over.setMouseTransparent(true);
            over.setManaged(false);
        }
        area.addEventFilter(KeyEvent.KEY_PRESSED, EmojiField::goOn);
        pictures.setClip(clip);
        grounds.setClip(groundClip);
        getChildren().addAll(area, grounds, pictures);
        getChildren().addAll(area.choice.lines());
    }

    /** What the arrows choose elsewhere while the keyboard is in here. */
    public SpokenChoice choice() {
        return area.choice;
    }

    /** Tab leads on and back, as in every other field: a text area would type it, and keep the keyboard for ever. */
    private static void goOn(KeyEvent key) {
        boolean plain = !key.isControlDown() && !key.isAltDown() && !key.isMetaDown();
        if (key.getCode() == KeyCode.TAB && plain && key.getTarget() instanceof Node field) {
            field.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            key.consume();
        }
    }

    /** Bounds what comes in, and takes heaps of marks and control characters out of it: a paste is somebody else's text. */
    private TextFormatter.Change taken(TextFormatter.Change change) {
        if (change.isContentChange()) {
            String typed = TameText.typed(change.getText());
            int room = Math.max(0, MOST - (change.getControlNewText().length() - change.getText().length()));
            String fitting = TameText.head(typed, room);
            overfull = fitting.length() < typed.length();
            if (!fitting.equals(change.getText())) {
                change.setText(fitting);
                int caret = change.getRangeStart() + fitting.length();
                change.selectRange(caret, caret);
            }
        }
        TextFormatter.Change encoded = encoded(change);
        if (encoded.isContentChange() && LineBreaks.needed(encoded.getControlNewText())) {
            // Before the text is there: the skin lays it out as soon as it is.
            area.setWrapText(false);
        }
        return encoded;
    }

    private static TextFormatter.Change encoded(TextFormatter.Change change) {
        String letters = change.getControlNewText();
        if (change.isContentChange() && EmojiIndex.Letters.mustEncode(letters)) {
            String better = EmojiIndex.Letters.encode(EmojiIndex.Letters.decode(letters));
            if (!better.equals(letters)) {
                int caret = Math.min(better.length(), EmojiIndex.Letters
                        .encode(EmojiIndex.Letters.decode(letters.substring(0, change.getCaretPosition()))).length());
                change.setRange(0, change.getControlText().length());
                change.setText(better);
                change.selectRange(caret, caret);
            }
        }
        return change;
    }

    /** The text as others read it. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    public String getText() {
        return text.get();
    }

    /** Whether more was to be put in last than it takes, so that only the beginning is there. */
    public boolean isOverfull() {
        return overfull;
    }

    /** Puts a text in, the cursor behind it. */
    public void setText(String newText) {
        area.setText(EmojiIndex.Letters.encode(newText));
        area.positionCaret(area.getLength());
        area.settle();
    }

    /** Types this at the cursor, in place of what is selected. */
    public void insert(String typed) {
        area.replaceSelection(typed);
    }

    /** What stands before the cursor, as others read it. */
    public String beforeCursor() {
        return EmojiIndex.Letters.decode(area.getText(0, area.getCaretPosition()));
    }

    /**
     * Types this in place of what stands right before the cursor.
     *
     * @param tail the end of {@link #beforeCursor}, may be empty
     */
    public void replaceBeforeCursor(String tail, String typed) {
        int cursor = area.getCaretPosition();
        area.replaceText(cursor - EmojiIndex.Letters.encode(tail).length(), cursor, typed);
    }

    /** Selects the first place where this stands, from the one given on; nothing when there is none. */
    public void select(String part, int from) {
        String all = text.get();
        int start = all.indexOf(part, from);
        if (start >= 0) {
            int first = EmojiIndex.Letters.encode(all.substring(0, start)).length();
            area.selectRange(first, first + EmojiIndex.Letters.encode(part).length());
        }
    }

    /**
     * Marks every place where one of these stands, with a ground of the style class {@code field-mark}, until told otherwise.
     *
     * @param parts ordinary text, as others read it
     */
    public void mark(List<String> parts) {
        List<String> letters = parts.stream().filter(part -> !part.isEmpty()).map(EmojiIndex.Letters::encode).toList();
        if (!letters.equals(marked)) {
            marked = letters;
            requestLayout();
        }
    }

    /** Whether a prompt with these words is drawn as it should be: the toolkit draws it, emoji and wrapping included. */
    public static boolean canPrompt(String words) {
        return !LineBreaks.needed(words) && !EmojiIndex.mayHoldEmoji(words);
    }

    /** @param prompt words for which {@link #canPrompt} holds */
    public void setPrompt(String prompt) {
        area.setPromptText(prompt);
    }

    /** Whether the keyboard is in it. */
    public ReadOnlyBooleanProperty focusedInside() {
        return area.focusedProperty();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getWidth() : width) - 2 * FRAME;
        return Math.ceil(Math.min(textHeight(inner), mostLines * lineHeight())) + 2 * FRAME;
    }

    private double lineHeight() {
        ruler.setFont(area.getFont());
        ruler.setWrappingWidth(0);
        ruler.setText("X");
        return ruler.getLayoutBounds().getHeight();
    }

    private double textHeight(double width) {
        String letters = area.getText();
        ruler.setFont(area.getFont());
        ruler.setWrappingWidth(0);
        ruler.setText(letters.isEmpty() || letters.endsWith("\n") ? letters + "X" : letters);
        ruler.setWrappingWidth(area.isWrapText() && width > 0 ? width : 0);
        return ruler.getLayoutBounds().getHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        pseudoClassStateChanged(FULL, textHeight(getWidth() - 2 * FRAME) > mostLines * lineHeight() + 1);
        area.resizeRelocate(0, 0, getWidth(), getHeight());
        area.layout();
        for (Rectangle each : List.of(clip, groundClip)) {
            each.setWidth(getWidth());
            each.setHeight(getHeight());
        }
        pictures.resizeRelocate(0, 0, getWidth(), getHeight());
        grounds.resizeRelocate(0, 0, getWidth(), getHeight());
        placePictures();
    }

    private void placePictures() {
        String letters = area.getText();
        List<Integer> places = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            int cell = EmojiIndex.Letters.cell(letters.charAt(i));
            if (cell >= 0) {
                places.add(i);
                cells.add(cell);
            }
        }
        if (!cells.equals(drawn)) {
            drawn.clear();
            drawn.addAll(cells);
            pictures.getChildren().setAll(cells.stream().map(cell -> new EmojiTile(cell, area.getFont())).toList());
        }
        if (!(area.getSkin() instanceof TextAreaSkin skin)) {
            return;
        }
        placeMarks(skin, letters);
        for (int i = 0; i < places.size(); i++) {
            Rectangle2D blank = skin.getCharacterBounds(places.get(i));
            Region picture = (Region) pictures.getChildren().get(i);
            double high = picture.prefHeight(-1);
            picture.resizeRelocate(Math.rint(blank.getMinX() + OUTLINE + area.snappedLeftInset()),
                    Math.rint(blank.getMinY() + area.snappedTopInset() + (blank.getHeight() - high) / 2),
                    picture.prefWidth(-1), high);
        }
    }

    /** A ground for each line of each place: what is marked may be wrapped. */
    private void placeMarks(TextAreaSkin skin, String letters) {
        int used = 0;
        for (String part : marked) {
            for (int at = letters.indexOf(part); at >= 0; at = letters.indexOf(part, at + part.length())) {
                for (Rectangle2D ground : grounds(skin, at, at + part.length())) {
                    place(used++, ground);
                }
            }
        }
        while (marks.size() > used) {
            grounds.getChildren().remove(marks.removeLast());
        }
    }

    private static List<Rectangle2D> grounds(TextAreaSkin skin, int from, int to) {
        List<Rectangle2D> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Rectangle2D letter = skin.getCharacterBounds(i);
            Rectangle2D line = lines.isEmpty() ? null : lines.getLast();
            if (line != null && line.getMinY() == letter.getMinY()) {
                double left = Math.min(line.getMinX(), letter.getMinX());
                lines.set(lines.size() - 1, new Rectangle2D(left, line.getMinY(),
                        Math.max(line.getMaxX(), letter.getMaxX()) - left, line.getHeight()));
            } else {
                lines.add(letter);
            }
        }
        return lines;
    }

    private void place(int number, Rectangle2D ground) {
        if (number == marks.size()) {
            Region mark = new Region();
            mark.getStyleClass().add("field-mark");
            mark.setManaged(false);
            marks.add(mark);
            grounds.getChildren().add(mark);
        }
        marks.get(number).resizeRelocate(Math.rint(ground.getMinX() + OUTLINE + area.snappedLeftInset()),
                Math.rint(ground.getMinY() + area.snappedTopInset()), Math.ceil(ground.getWidth()),
                Math.ceil(ground.getHeight()));
    }
}
