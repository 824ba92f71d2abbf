package app.ajar.ui.media;

import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.access.Keyboard;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.media.PictureCache.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One picture or video large, over the whole window, and from it left and right through all of the conversation's. Lies
 * invisible on top of everything until it is opened; takes the keyboard while it is open and gives it back.
 */
public final class Viewer extends BorderPane implements AutoCloseable {

    /** Of a picture seen large, device pixels; stored ones are rarely larger. */
    private static final int SIDE = 2048;
    private static final double STEP = 1.3;
    private static final double EDGE = 14;
    private static final TileShape CALM = new TileShape(320, 220);

    private final MediaContext context;
    private final Supplier<Instant> now;
    private final MediaSequence sequence;
    private final ZoomPane picture = new ZoomPane();
    private final StackPane middle = new StackPane();
    private final EmojiText who = new EmojiText(1);
    private final Label when = new Label();
    private final Label note = new Label();
    private final IconButton older = button(Icon.BACK, "media.older", arrow("←", "→"), () -> step(1));
    private final IconButton newer = button(Icon.FORWARD, "media.newer", arrow("→", "←"), () -> step(-1));
    private final IconButton larger = button(Icon.ZOOM_IN, "media.larger", "+", () -> picture.zoomBy(STEP));
    private final IconButton smaller = button(Icon.ZOOM_OUT, "media.smaller", "-", () -> picture.zoomBy(1 / STEP));
    private final IconButton copy = button(Icon.COPY, "media.copy", "Ctrl+C", this::copyPicture);
    private final IconButton save = button(Icon.DOWNLOAD, "media.save", "Ctrl+S", this::saveAs);
    private final IconButton folder = button(Icon.FOLDER, "media.folder", null, this::openFolder);
    private final IconButton close = button(Icon.CLOSE, "media.close", "Esc", this::dismiss);
    private final Motion motion = new Motion(this, picture::show);
    private PictureCache.@Nullable Request request;
    private @Nullable FilmPane film;
    private @Nullable Node before;
    private @Nullable String shownKey;
    private Supplier<String> person = () -> "";
    private boolean pressedPlay;

    /** @param now for words like "yesterday" */
    public Viewer(MediaContext context, Supplier<Instant> now) {
        this.context = context;
        this.now = now;
        sequence = new MediaSequence(context.database(), context.bridge(), this::showSides);
        getStyleClass().addAll("viewer", "dark-ground");
        Theme.dress(this, "media.css");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(Texts.get("media.viewer"));
        setVisible(false);
        build();
        sequence.currentProperty().subscribe(this::show);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(KeyEvent.ANY, KeyEvent::consume);
        addEventHandler(ScrollEvent.SCROLL, ScrollEvent::consume);
        middle.setOnMouseClicked(click -> {
            if (middle.equals(click.getTarget()) && click.isStillSincePress()) {
                dismiss();
            }
        });
    }

    private static IconButton button(Icon icon, String key, @Nullable String shortcut, Runnable does) {
        IconButton button = new IconButton(icon, Texts.get(key), shortcut);
        button.setOnAction(pressed -> does.run());
        return button;
    }

    /** The older ones stand where reading begins, and the arrow key with them. */
    private static String arrow(String fromLeft, String fromRight) {
        return Texts.tongue().rightToLeft() ? fromRight : fromLeft;
    }

    private void build() {
        who.setFont(EmojiText.FontRole.BODY_STRONG);
        when.getStyleClass().add("viewer-when");
        note.getStyleClass().add("viewer-note");
        note.setMinWidth(0);
        VBox words = new VBox(1, who, when);
        words.setMinWidth(60);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox bar = new HBox(4, words, note, smaller, larger, copy, save, folder, close);
        bar.getStyleClass().add("viewer-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        older.getStyleClass().add("viewer-side");
        newer.getStyleClass().add("viewer-side");
        StackPane stage = new StackPane(middle, older, newer);
        stage.setMinSize(0, 0);
        StackPane.setAlignment(older, Pos.CENTER_LEFT);
        StackPane.setAlignment(newer, Pos.CENTER_RIGHT);
        StackPane.setMargin(older, new Insets(0, 0, 0, EDGE));
        StackPane.setMargin(newer, new Insets(0, EDGE, 0, 0));
        middle.getStyleClass().add("viewer-middle");
        middle.setMinSize(0, 0);
        setTop(bar);
        setCenter(stage);
    }

    /**
     * Opens it at this one; what has the keyboard now gets it back afterwards.
     *
     * @param displayName of the person whose conversation it is
     */
    public void open(MediaItem item, Supplier<String> displayName) {
        if (!isVisible()) {
            before = getScene() == null ? null : getScene().getFocusOwner();
        }
        person = displayName;
        pressedPlay = true;
        setVisible(true);
        close.requestFocus();
        sequence.open(item);
    }

    /** Closes it; may be called when it is not open. */
    public void dismiss() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        sequence.stop();
        Keyboard.giveBack(before);
        before = null;
    }

    private void step(int by) {
        pressedPlay = false;
        if (by > 0) {
            sequence.toOlder();
        } else {
            sequence.toNewer();
        }
    }

    private void show(@Nullable MediaItem item) {
        String key = item == null ? null : item.key() + item.attachment().state() + item.attachment().file();
        if (key != null && key.equals(shownKey)) {
            return;
        }
        shownKey = key;
        clear();
        if (item == null) {
            return;
        }
        boolean own = item.message().direction() == Message.Direction.OUTBOUND;
        who.setText(own ? Texts.get("media.you") : person.get());
        when.setText(Times.day(item.sentAt().atZone(ZoneId.systemDefault()).toLocalDate(), now.get(),
                ZoneId.systemDefault(), locale()) + ", "
                + Times.clock(item.sentAt(), ZoneId.systemDefault(), locale()));
        Optional<Path> file = item.attachment().state() == Attachment.State.STORED
                ? context.files().find(item.attachment().file())
                : Optional.empty();
        boolean isPicture = file.isPresent() && Visual.of(item.attachment()) == Visual.PICTURE;
        if (isPicture) {
            middle.getChildren().setAll(picture);
            load(item);
        } else if (file.isPresent()) {
            showFilm(item, file.get());
        } else {
            calm(item);
        }
        for (IconButton button : List.of(larger, smaller, copy)) {
            button.setDisable(!isPicture);
        }
        save.setDisable(file.isEmpty());
        folder.setDisable(file.isEmpty());
        showSides();
    }

    private void showFilm(MediaItem item, Path file) {
        FilmPane pane = new FilmPane(context.bridge(), file, () -> context.files().open(item.attachment().file()));
        film = pane;
        middle.getChildren().setAll(pane);
        context.pictures().load(wanted(item), found -> found.ifPresent(still -> pane.setStill(still.first())));
        if (close.isFocused()) {
            // Nobody chose it yet; what the space bar does is to play.
            pane.takeKeyboard();
        }
        if (pressedPlay) {
            pane.toggle();
        }
    }

    private void calm(MediaItem item) {
        PictureTile tile = new PictureTile(item, CALM, Cut.WHOLE, context, ignored -> {
            // It is open already.
        });
        tile.setMaxSize(CALM.width(), CALM.height());
        middle.getChildren().setAll(tile);
        tile.place(true, true);
    }

    private static Locale locale() {
        return Locale.getDefault(Locale.Category.FORMAT);
    }

    private void showSides() {
        older.setDisable(!sequence.hasOlder());
        newer.setDisable(!sequence.hasNewer());
    }

    private void load(MediaItem item) {
        boolean[] done = new boolean[1];
        PictureCache.Request asked = context.pictures().load(wanted(item), found -> {
            done[0] = true;
            request = null;
            found.ifPresentOrElse(image -> {
                motion.setInView(true);
                motion.set(image);
                ahead();
                // Its tile finds out by itself, in the same way, and offers to try again.
            }, () -> calm(item));
        });
        request = done[0] ? null : asked;
    }

    private static Wanted wanted(MediaItem item) {
        return new Wanted(String.valueOf(item.attachment().file()), Cut.WHOLE, SIDE, true);
    }

    /** The ones beside are decoded ahead, so that stepping on shows them at once. */
    private void ahead() {
        for (int side : new int[]{1, -1}) {
            sequence.beside(side).filter(item -> item.attachment().file() != null
                    && Visual.of(item.attachment()) == Visual.PICTURE)
                    .ifPresent(item -> context.pictures().load(wanted(item), found -> {
                        // It is in memory now.
                    }));
        }
    }

    private void clear() {
        if (request != null) {
            request.cancel();
            request = null;
        }
        motion.set(null);
        picture.begin(null);
        note.setText("");
        if (film != null) {
            film.close();
            film = null;
        }
        middle.getChildren().clear();
    }

    private void pressed(KeyEvent key) {
        if (!isVisible()) {
            return;
        }
        boolean onSlider = key.getTarget() instanceof Slider;
        boolean done = true;
        if (key.isShortcutDown()) {
            switch (key.getCode()) {
                case C -> copyPicture();
                case S -> saveAs();
                default -> done = false;
            }
        } else {
            switch (key.getCode()) {
                case ESCAPE -> dismiss();
                case TAB -> Keyboard.goRound(this, key.isShiftDown());
                case PLUS, EQUALS, ADD -> picture.zoomBy(STEP);
                case MINUS, SUBTRACT -> picture.zoomBy(1 / STEP);
                case DIGIT0, NUMPAD0 -> picture.fit();
                case LEFT, RIGHT, KP_LEFT, KP_RIGHT -> {
                    done = !onSlider;
                    if (done) {
                        step(-Theme.along(key.getCode(), this));
                    }
                }
                case SPACE -> {
                    done = film != null && !(key.getTarget() instanceof Button);
                    if (done && film != null) {
                        film.toggle();
                    }
                }
                default -> done = false;
            }
        }
        if (done) {
            key.consume();
        }
    }

    private void copyPicture() {
        Image image = picture.image();
        if (image != null) {
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            Clipboard.getSystemClipboard().setContent(content);
            note.setText(Texts.get("media.copied"));
        }
    }

    private void openFolder() {
        MediaItem item = sequence.currentProperty().get();
        if (item != null) {
            context.files().openFolder(item.attachment().file());
        }
    }

    private void saveAs() {
        MediaItem item = sequence.currentProperty().get();
        Optional<Path> from = item == null ? Optional.empty() : context.files().find(item.attachment().file());
        if (item == null || from.isEmpty()) {
            return;
        }
        String name = "instagram-" + item.sentAt().atZone(ZoneId.systemDefault()).toLocalDate() + ending(from.get());
        context.files().choose().apply(getScene() == null ? null : getScene().getWindow(), name)
                .ifPresent(to -> context.bridge().run(() -> copy(from.get(), to)));
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            context.bridge().onToolkit(() -> note.setText(Texts.get("media.saved")));
        } catch (IOException e) {
            context.bridge().onToolkit(() -> note.setText(Texts.get("media.not.saved")));
            throw new UncheckedIOException("a copy could not be written", e);
        }
    }

    @Override
    public void close() {
        sequence.close();
        clear();
    }
}
