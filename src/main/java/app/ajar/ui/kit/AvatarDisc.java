package app.ajar.ui.kit;

import app.ajar.model.Names;
import app.ajar.model.Participant;
import app.ajar.model.ReplyWindow;
import app.ajar.text.WindowWords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * A person's picture in a disc inside the reply-window ring. Draws initials on a colour of the person's own at once, which
 * is both the loading state and the fallback; a decoded picture is shown only while the disc still shows that person.
 */
public final class AvatarDisc extends Region {

    private static final double STROKE = 2.6;
    private static final double TOP_DEGREES = 90;
    private static final double FULL_DEGREES = 360;
    private static final double LETTERS_SHARE = 0.36;
    private static final Map<ReplyWindow.Status, PseudoClass> RING = Map.of(
            ReplyWindow.Status.OPEN, PseudoClass.getPseudoClass("open"),
            ReplyWindow.Status.CLOSING_SOON, PseudoClass.getPseudoClass("closing"),
            ReplyWindow.Status.HUMAN_AGENT, PseudoClass.getPseudoClass("agent"));
    /** One per person, the same in both themes, so not tokens: a face keeps its colour. White letters stand on each. */
    private static final List<Paint> FACES = List.of(
            gradient("#e8795a", "#c73f74"), gradient("#dd9a35", "#c8612b"), gradient("#35a58c", "#1f7683"),
            gradient("#5590ea", "#3157c2"), gradient("#b05fd6", "#6c3bb4"), gradient("#7663ea", "#4635b8"),
            gradient("#8290a2", "#4c5a6c"));

    private final Avatars avatars;
    private final double pictureSide;
    private final Circle face;
    private final Circle track;
    private final Arc arc = new Arc();
    private final EmojiText letters = new EmojiText(1);
    private @Nullable Participant person;
    private @Nullable String file;
    private @Nullable Image picture;
    private String remaining = "";

    /**
     * @param pictureSide the disc's diameter, pixels (40 in the list)
     * @param ringSide the ring's outer diameter, pixels (50 in the list)
     */
    public AvatarDisc(Avatars avatars, double pictureSide, double ringSide) {
        this.avatars = avatars;
        this.pictureSide = pictureSide;
        double centre = ringSide / 2;
        double radius = (ringSide - STROKE) / 2;
        face = new Circle(centre, centre, pictureSide / 2);
        track = new Circle(centre, centre, radius);
        track.setStrokeWidth(STROKE);
        track.getStyleClass().add("avatar-track");
        arc.setCenterX(centre);
        arc.setCenterY(centre);
        arc.setRadiusX(radius);
        arc.setRadiusY(radius);
        arc.setStartAngle(TOP_DEGREES);
        arc.setType(ArcType.OPEN);
        arc.setStrokeWidth(STROKE);
        arc.setStrokeLineCap(StrokeLineCap.ROUND);
        arc.getStyleClass().add("avatar-arc");
        letters.getStyleClass().add("avatar-letters");
        letters.setFont(Font.font(EmojiText.FontRole.NAME.font().getFamily(), Math.rint(pictureSide * LETTERS_SHARE)));
        // A clock runs the same way round for every reader.
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        setMinSize(ringSide, ringSide);
        setPrefSize(ringSide, ringSide);
        setMaxSize(ringSide, ringSide);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        getStyleClass().add("avatar-disc");
        track.setVisible(false);
        arc.setVisible(false);
        getChildren().addAll(track, arc, face, letters);
    }

    /** Shows this person; the file is relative to the data folder and may be null. */
    public void show(Participant newPerson, @Nullable String avatarFile) {
        boolean samePerson = person != null && person.id().equals(newPerson.id());
        person = newPerson;
        file = avatarFile;
        String name = newPerson.displayName();
        remaining = samePerson ? remaining : "";
        showWords();
        letters.setText(Names.initials(name));
        if (!samePerson || avatarFile == null) {
            showLetters(newPerson);
        }
        if (avatarFile == null) {
            avatars.reportMissing(newPerson.id());
            return;
        }
        int side = (int) Math.ceil(pictureSide * EmojiTile.density());
        avatars.cached(avatarFile, side).ifPresentOrElse(this::showPicture,
                () -> avatars.load(newPerson.id(), avatarFile, side, image -> {
                    if (newPerson.id().equals(person == null ? null : person.id()) && avatarFile.equals(file)) {
                        image.ifPresentOrElse(this::showPicture, () -> showLetters(newPerson));
                    }
                }));
    }

    /** Draws the ring for this window at this time. */
    public void setWindow(ReplyWindow window, Instant now) {
        setWindow(window, now, WindowWords.remaining(window, now));
    }

    /**
     * The same, with {@link WindowWords#remaining} of them.
     *
     * @param left how long the person can still be answered, in words
     */
    public void setWindow(ReplyWindow window, Instant now, String left) {
        track.setVisible(true);
        double share = window.share(now);
        arc.setVisible(share > 0);
        arc.setLength(-FULL_DEGREES * share);
        remaining = left;
        showWords();
        RING.forEach((status, state) -> arc.pseudoClassStateChanged(state, status == window.status()));
    }

    /** The ring says in words what it draws: how long the person can be answered. */
    private void showWords() {
        String name = person == null ? "" : person.displayName();
        setAccessibleText(remaining.isEmpty() ? name : name + ", " + remaining);
    }

    /** Whether the person's picture is drawn, and not the initials. */
    boolean showsPicture() {
        return picture != null;
    }

    private void showLetters(Participant of) {
        picture = null;
        face.setFill(FACES.get(Math.floorMod(of.id().value().hashCode(), FACES.size())));
        letters.setVisible(true);
    }

    private void showPicture(Image image) {
        if (!image.equals(picture)) {
            picture = image;
            face.setFill(new ImagePattern(image));
            letters.setVisible(false);
        }
    }

    @Override
    protected void layoutChildren() {
        double width = Math.min(pictureSide, Math.ceil(letters.prefWidth(-1)));
        double height = letters.prefHeight(-1);
        letters.resizeRelocate((getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
    }

    private static Paint gradient(String from, String to) {
        return new LinearGradient(0, 0, 1, 1, true, CycleMethod.NO_CYCLE, new Stop(0, Color.web(from)),
                new Stop(1, Color.web(to)));
    }
}
