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
    private @Nullable View zoom;
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
                zoomAt(zoom.isFitted() ? DOUBLE_CLICK : 1 / View.MOST, click.getX(), click.getY());
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
        zoomBy(1 / View.MOST);
    }

    /** What is seen, null while there is no picture. */
    @Nullable
    View zoom() {
        return zoom;
    }

    private void zoomAt(double factor, double x, double y) {
        if (zoom != null) {
            apply(zoom.zoomedAt(factor, x, y));
        }
    }

    private void apply(View next) {
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
                    ? View.fitted(getWidth(), getHeight(), image.getWidth(), image.getHeight())
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

    /**
     * Where a picture lies in the viewer: fitted, or larger and moved about. Sizes are pixels of the view. Pure.
     *
     * @param zoom 1 for fitted, at most {@link #MOST}
     * @param x the picture's left edge
     * @param y the picture's upper edge
     */
    record View(double viewWidth, double viewHeight, double imageWidth, double imageHeight, double zoom, double x,
            double y) {

        static final double MOST = 8;

        /** The whole picture in the middle, never larger than it is. */
        static View fitted(double viewWidth, double viewHeight, double imageWidth, double imageHeight) {
            return new View(viewWidth, viewHeight, imageWidth, imageHeight, 1, 0, 0).held();
        }

        private double fit() {
            return Math.min(1, Math.min(viewWidth / imageWidth, viewHeight / imageHeight));
        }

        double width() {
            return imageWidth * fit() * zoom;
        }

        double height() {
            return imageHeight * fit() * zoom;
        }

        boolean isFitted() {
            return zoom <= 1;
        }

        /** Larger or smaller; what is at this point of the view stays there as far as the picture's edges allow. */
        View zoomedAt(double factor, double pointX, double pointY) {
            double next = Math.clamp(zoom * factor, 1, MOST);
            double grown = next / zoom;
            return new View(viewWidth, viewHeight, imageWidth, imageHeight, next, pointX - (pointX - x) * grown,
                    pointY - (pointY - y) * grown).held();
        }

        /** Larger or smaller around the view's middle. */
        View zoomed(double factor) {
            return zoomedAt(factor, viewWidth / 2, viewHeight / 2);
        }

        View moved(double byX, double byY) {
            return new View(viewWidth, viewHeight, imageWidth, imageHeight, zoom, x + byX, y + byY).held();
        }

        /** In a view of another size: the zoom stays, and so does the share of the picture in the middle. */
        View in(double newWidth, double newHeight) {
            double middleX = width() == 0 ? 0.5 : (viewWidth / 2 - x) / width();
            double middleY = height() == 0 ? 0.5 : (viewHeight / 2 - y) / height();
            View next = new View(newWidth, newHeight, imageWidth, imageHeight, zoom, 0, 0);
            return next.moved(newWidth / 2 - middleX * next.width(), newHeight / 2 - middleY * next.height());
        }

        /** A picture smaller than the view is in its middle; a larger one leaves no gap at its edges. */
        private View held() {
            return new View(viewWidth, viewHeight, imageWidth, imageHeight, zoom, held(x, width(), viewWidth),
                    held(y, height(), viewHeight));
        }

        private static double held(double at, double size, double view) {
            return size <= view ? (view - size) / 2 : Math.clamp(at, view - size, 0);
        }
    }
}
