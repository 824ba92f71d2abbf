package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * A photo, video, voice message or file. It takes its final size at once, from what Meta said of the picture, so that
 * nothing moves when the picture comes; until then, and without one, it says calmly what it is.
 */
final class AttachmentTile extends Region {

    private static final double MOST_WIDTH = 260;
    private static final double MOST_HEIGHT = 320;
    private static final double LEAST_SIDE = 96;
    private static final double PLAIN_WIDTH = 220;
    private static final double PLAIN_HEIGHT = 132;
    private static final double LOW_HEIGHT = 56;
    private static final double CORNER = 14;

    private final double width;
    private final double height;
    private final VBox words = new VBox(6);

    AttachmentTile(Attachment attachment, ThreadContext context) {
        Integer pixelsWide = attachment.width();
        Integer pixelsHigh = attachment.height();
        if (pixelsWide != null && pixelsHigh != null && pixelsWide > 0 && pixelsHigh > 0) {
            double scale = Math.min(1, Math.min(MOST_WIDTH / pixelsWide, MOST_HEIGHT / pixelsHigh));
            width = Math.max(LEAST_SIDE, Math.rint(pixelsWide * scale));
            height = Math.max(LEAST_SIDE, Math.rint(pixelsHigh * scale));
        } else {
            width = PLAIN_WIDTH;
            height = isPicture(attachment) ? PLAIN_HEIGHT : LOW_HEIGHT;
        }
        String kind = Texts.get("thread.media." + attachment.kind());
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(kind);
        getStyleClass().add("attachment");
        words.setAlignment(Pos.CENTER);
        Label name = new Label(kind);
        name.getStyleClass().add("words-small-strong");
        words.getChildren().addAll(icon(attachment.kind()).node(), name);
        String title = attachment.title();
        if (title != null && !title.isBlank()) {
            EmojiText line = new EmojiText(1);
            line.setFont(EmojiText.FontRole.SMALL);
            line.setText(title);
            line.setMaxWidth(width - 2 * CORNER);
            words.getChildren().add(line);
        }
        getChildren().add(words);
        String file = attachment.file();
        if (file != null && isPicture(attachment)) {
            load(file, context);
        }
    }

    private static boolean isPicture(Attachment attachment) {
        return attachment.kind() == Attachment.Kind.IMAGE || attachment.kind() == Attachment.Kind.VIDEO;
    }

    private static Icon icon(Attachment.Kind kind) {
        return switch (kind) {
            case IMAGE -> Icon.PHOTO;
            case VIDEO -> Icon.VIDEO;
            case AUDIO -> Icon.AUDIO;
            case FILE -> Icon.FILE;
            case SHARE -> Icon.SHARE;
            case STORY -> Icon.STORY;
        };
    }

    private void load(String file, ThreadContext context) {
        int side = (int) Math.ceil(Math.max(width, height) * 2);
        context.bridge().<Optional<Image>>load(
                () -> context.outside().pictures().apply(file, side).map(image -> SwingFXUtils.toFXImage(image, null)),
                image -> image.ifPresent(this::showPicture));
    }

    private void showPicture(@Nullable Image image) {
        Rectangle picture = new Rectangle(width, height, new ImagePattern(image));
        picture.setArcWidth(2 * CORNER);
        picture.setArcHeight(2 * CORNER);
        getChildren().setAll(picture);
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
        words.resizeRelocate(0, 0, width, height);
    }
}
