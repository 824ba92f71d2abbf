package app.ajar.ui.media;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** One picture in the viewer: the wheel zooms at the pointer, dragging moves it, a double click fits it or comes close. */
final class ZoomPane extends Region {

    private static final PseudoClass CLOSE = PseudoClass.getPseudoClass("close");
    private static final double WHEEL = 1.0025;
    private static final double DOUBLE_CLICK = 2.5;

    private final ImageView view = new ImageView();
    private final Rectangle clip = new Rectangle();
    private @Nullable ZoomView zoom;
    private double dragX;
    private double dragY;

    ZoomPane() {
        getStyleClass().add("zoom-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setManaged(false);
        view.setSmooth(true);
        setClip(clip);
        getChildren().add(view);
        addEventHandler(ScrollEvent.SCROLL, event -> {
            zoomAt(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
            event.consume();
        });
        setOnMousePressed(press -> {
            dragX = press.getX();
            dragY = press.getY();
        });
        setOnMouseDragged(drag -> {
            if (zoom != null) {
                apply(zoom.moved(drag.getX() - dragX, drag.getY() - dragY));
            }
            dragX = drag.getX();
            dragY = drag.getY();
        });
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2 && zoom != null) {
                zoomAt(zoom.isFitted() ? DOUBLE_CLICK : 1 / ZoomView.MOST, click.getX(), click.getY());
            }
        });
    }

    /** Another picture, fitted; null for none. */
    void begin(@Nullable Image image) {
        view.setImage(image);
        zoom = null;
        requestLayout();
    }

    /** The next frame of the same picture. */
    void show(Image frame) {
        boolean first = view.getImage() == null;
        view.setImage(frame);
        if (first) {
            requestLayout();
        }
    }

    @Nullable
    Image image() {
        return view.getImage();
    }

    /** Larger or smaller around the middle. */
    void zoomBy(double factor) {
        if (zoom != null) {
            apply(zoom.zoomed(factor));
        }
    }

    void fit() {
        zoomBy(1 / ZoomView.MOST);
    }

    /** What is seen, null while there is no picture. */
    @Nullable
    ZoomView zoom() {
        return zoom;
    }

    private void zoomAt(double factor, double x, double y) {
        if (zoom != null) {
            apply(zoom.zoomedAt(factor, x, y));
        }
    }

    private void apply(ZoomView next) {
        zoom = next;
        pseudoClassStateChanged(CLOSE, !next.isFitted());
        view.setFitWidth(next.width());
        view.setFitHeight(next.height());
        view.relocate(Math.rint(next.x()), Math.rint(next.y()));
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        Image image = view.getImage();
        if (image != null && getWidth() > 0 && getHeight() > 0) {
            apply(zoom == null
                    ? ZoomView.fitted(getWidth(), getHeight(), image.getWidth(), image.getHeight())
                    : zoom.in(getWidth(), getHeight()));
        }
    }

    @Override
    protected double computePrefWidth(double forHeight) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double forWidth) {
        return 0;
    }
}
