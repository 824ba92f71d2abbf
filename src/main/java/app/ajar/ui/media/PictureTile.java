package app.ajar.ui.media;

import app.ajar.media.FilmStill;
import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.Attachment;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.media.PictureCache.Picture;
import app.ajar.ui.media.PictureCache.Wanted;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The place of one picture or video: of its final size from the start, so that nothing moves when the picture comes. It
 * holds a decoded picture only while it is near the view. Until there is one, or when there never will be, it says
 * calmly what it is and why.
 */
final class PictureTile extends Region implements MediaBlock.Part {

    /** Narrower ones have no room for words. */
    private static final double WORDS_FROM = 120;
    private static final double PLAY_SIDE = 44;
    private static final double LENGTH_EDGE = 8;

    private final MediaContext context;
    private final Consumer<MediaItem> open;
    private final double width;
    private final double height;
    private final Cut cut;
    private final Rectangle picture = new Rectangle(0, 0, null);
    private final VBox words = new VBox(6);
    private final Label more = new Label();
    /** How long a video is. */
    private final Label length = new Label();
    private final Motion motion = new Motion(this, this::draw);
    private MediaItem item;
    private boolean near;
    private boolean broken;
    /** A video of which this computer cannot show a picture. */
    private boolean stillMissing;
    /** Whether it was asked for, or said to be seen, since it came into view. */
    private boolean wanted;
    /** Whether the user asked for it, since it was last here or known not to come. */
    private boolean asked;
    private PictureCache.@Nullable Request request;
    private @Nullable Picture shown;

    /**
     * @param cut whether the tile shows the middle of its picture or, being of its shape, all of it
     * @param open what pressing it does
     */
    PictureTile(MediaItem item, TileShape shape, Cut cut, MediaContext context, Consumer<MediaItem> open) {
        this.item = item;
        this.width = shape.width();
        this.height = shape.height();
        this.cut = cut;
        this.context = context;
        this.open = open;
        getStyleClass().add("media-tile");
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        picture.setManaged(false);
        // A picture is never mirrored, wherever the window is read from.
        picture.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        picture.getStyleClass().add("media-picture");
        words.setAlignment(Pos.CENTER);
        words.getStyleClass().add("media-words");
        more.getStyleClass().add("media-more");
        length.getStyleClass().add("media-length");
        Stream.of(picture, more, length).forEach(part -> part.setMouseTransparent(true));
        length.setVisible(false);
        getChildren().addAll(picture, words, length);
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress()) {
                activate();
                click.consume();
            }
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                activate();
                key.consume();
            }
        });
        say();
    }

    /** Shows how the attachment is now; the place keeps its size. */
    @Override
    public void show(MediaItem next) {
        Attachment before = item.attachment();
        item = next;
        Attachment now = next.attachment();
        if (before.state() == now.state() && before.trouble() == now.trouble()
                && Objects.equals(before.file(), now.file())) {
            return;
        }
        if (before.state() != now.state()) {
            // The bytes under a file's name may be others by now.
            context.pictures().forget(now.file());
        }
        broken = false;
        stillMissing = false;
        wanted = false;
        asked &= now.state() == Attachment.State.PENDING;
        release();
        length.setVisible(false);
        say();
        look();
    }

    @Override
    public MediaItem item() {
        return item;
    }

    /** The last square of a grid stands for so many more; 0 for none. */
    void setMore(int count) {
        getChildren().remove(more);
        if (count > 0) {
            more.setText(Texts.get("media.more", count));
            getChildren().add(more);
            setAccessibleText(Texts.get("media.more.spoken", count));
        }
    }

    /**
     * Where it is.
     *
     * @param isNear whether it is on screen or will be after a little scrolling; else it holds no picture
     * @param inView whether it is on screen
     */
    @Override
    public void place(boolean isNear, boolean inView) {
        motion.setInView(inView);
        // The keyboard goes through what is seen, not through all that is loaded.
        setFocusTraversable(inView);
        if (near != isNear) {
            near = isNear;
            if (near) {
                look();
            } else {
                release();
                wanted = false;
            }
        }
        if (inView && !wanted) {
            wanted = true;
            switch (item.attachment().state()) {
                case PENDING -> context.want(item);
                case STORED -> context.seen(item);
                case FAILED, NOT_KEPT -> {
                    // Only asked for when the user says so.
                }
            }
        }
    }

    @Override
    public void dispose() {
        place(false, false);
    }

    /** Opens it, or where it has nothing to show tries again. */
    @Override
    public void activate() {
        if (trouble().isEmpty() || !roomy()) {
            open.accept(item);
        } else if (trouble().get().help() != null) {
            tryAgain();
        }
    }

    private void tryAgain() {
        boolean damaged = broken;
        MediaItem missing = item;
        asked = true;
        words.getChildren().setAll(kindIcon(), small(context.asked()));
        context.pictures().forget(missing.attachment().file());
        context.bridge().run(() -> {
            // It was whole when it was stored: a file that is still there would not be fetched again.
            if (damaged) {
                context.files().discard(missing.attachment().file());
            }
            context.want(missing);
        });
    }

    boolean holdsPicture() {
        return shown != null;
    }

    /** Whether a picture was asked for that is neither here nor known to be missing. */
    boolean isWaiting() {
        return request != null;
    }

    boolean isMoving() {
        return motion.isPlaying();
    }

    private Optional<Trouble> trouble() {
        return broken ? Optional.of(Trouble.BROKEN) : context.trouble(item.attachment());
    }

    private boolean roomy() {
        return width >= WORDS_FROM && height >= WORDS_FROM;
    }

    private boolean isStored(Visual visual) {
        return item.attachment().state() == Attachment.State.STORED && item.attachment().file() != null
                && Visual.of(item.attachment()) == visual;
    }

    /** What stands in the place of a picture. */
    private void say() {
        Visual visual = Visual.of(item.attachment());
        String kind = Texts.get("media.kind." + visual);
        Optional<Trouble> trouble = trouble();
        setAccessibleText(trouble.map(why -> Texts.get("media.kind.trouble", kind, why.words())).orElse(kind));
        words.getChildren().clear();
        if (trouble.isPresent()) {
            words.getChildren().add(kindIcon());
            if (roomy()) {
                words.getChildren().add(small(trouble.get().words()));
                trouble.get().button()
                        .ifPresent(help -> words.getChildren().add(MediaBlock.link(help, this::tryAgain)));
            }
        } else if (isStored(Visual.FILM)) {
            sayFilm();
        } else if (!isStored(Visual.PICTURE)) {
            words.getChildren().add(kindIcon());
            if (roomy()) {
                words.getChildren().add(small(asked ? context.asked() : kind));
            }
        }
    }

    private void sayFilm() {
        if (!stillMissing) {
            words.getChildren().add(playSign());
            return;
        }
        words.getChildren().add(kindIcon());
        if (roomy()) {
            Button elsewhere = MediaBlock.link(Texts.get("media.player"),
                    () -> context.files().open(item.attachment().file()));
            elsewhere.setGraphic(Icon.EXTERNAL.node(12));
            words.getChildren().add(elsewhere);
        }
    }

    private void showLength() {
        String file = item.attachment().file();
        if (!roomy() || !isStored(Visual.FILM) || length.isVisible()) {
            return;
        }
        context.bridge().load(() -> context.files().find(file).flatMap(FilmStill::length), known -> {
            if (Objects.equals(file, item.attachment().file()) && isStored(Visual.FILM)) {
                known.ifPresent(plays -> length.setText(Controls.playTime(plays.toMillis() / 1000.0, 0)));
                length.setVisible(known.isPresent());
                requestLayout();
            }
        });
    }

    private Node kindIcon() {
        return Visual.of(item.attachment()).icon().node(roomy() ? 20 : Icon.SIDE);
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setTextAlignment(TextAlignment.CENTER);
        label.getStyleClass().add("media-says");
        return label;
    }

    private StackPane playSign() {
        StackPane sign = new StackPane(Icon.PLAY.node(roomy() ? Icon.SIDE : 12));
        sign.getStyleClass().add("media-play");
        double side = Math.min(PLAY_SIDE, Math.min(width, height) / 3);
        sign.setMinSize(side, side);
        sign.setMaxSize(side, side);
        return sign;
    }

    /** Gets the picture if it is to be shown and not here. */
    private void look() {
        String file = item.attachment().file();
        boolean film = isStored(Visual.FILM);
        if (!near || broken || stillMissing || shown != null || request != null || file == null
                || !(film || isStored(Visual.PICTURE))) {
            return;
        }
        showLength();
        int side = (int) Math.ceil(Math.max(width, height) * scale());
        // Handed over at once when it is in memory: then there is nothing to cancel.
        boolean[] done = new boolean[1];
        PictureCache.Request asked = context.pictures().load(new Wanted(file, cut, side, true), found -> {
            done[0] = true;
            request = null;
            found.ifPresentOrElse(this::arrived, this::failed);
        });
        request = done[0] ? null : asked;
    }

    private double scale() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX();
    }

    private void arrived(Picture found) {
        shown = found;
        motion.set(found);
    }

    private void failed() {
        stillMissing = isStored(Visual.FILM);
        broken = !stillMissing;
        say();
    }

    /** Covers the place without being bent: where the shapes differ, what is too much is cut off at both sides. */
    private void draw(Image image) {
        double wide = getWidth() > 0 ? getWidth() : width;
        double high = getHeight() > 0 ? getHeight() : height;
        double grown = Math.max(wide / image.getWidth(), high / image.getHeight());
        double imageWide = image.getWidth() * grown;
        double imageHigh = image.getHeight() * grown;
        picture.setFill(new ImagePattern(image, (wide - imageWide) / 2, (high - imageHigh) / 2, imageWide, imageHigh,
                false));
    }

    private void release() {
        if (request != null) {
            request.cancel();
            request = null;
        }
        shown = null;
        motion.set(null);
        picture.setFill(null);
    }

    @Override
    protected double computePrefWidth(double forHeight) {
        return width;
    }

    @Override
    protected double computePrefHeight(double forWidth) {
        return height;
    }

    @Override
    protected void layoutChildren() {
        picture.setWidth(getWidth());
        picture.setHeight(getHeight());
        words.resizeRelocate(0, 0, getWidth(), getHeight());
        more.resizeRelocate(0, 0, getWidth(), getHeight());
        double wide = length.prefWidth(-1);
        double high = length.prefHeight(-1);
        length.resizeRelocate(getWidth() - wide - LENGTH_EDGE, getHeight() - high - LENGTH_EDGE, wide, high);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            activate();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    /** The tooltip of a tile too small for words. */
    void explain() {
        IconButton.help(this, this::getAccessibleText);
    }
}
