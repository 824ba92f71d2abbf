package app.ajar.ui.media;

/**
 * Where a picture lies in the viewer: fitted, or larger and moved about. Sizes are pixels of the view. Pure.
 *
 * @param zoom 1 for fitted, at most {@link #MOST}
 * @param x the picture's left edge
 * @param y the picture's upper edge
 */
record ZoomView(double viewWidth, double viewHeight, double imageWidth, double imageHeight, double zoom, double x,
        double y) {

    static final double MOST = 8;

    /** The whole picture in the middle, never larger than it is. */
    static ZoomView fitted(double viewWidth, double viewHeight, double imageWidth, double imageHeight) {
        return new ZoomView(viewWidth, viewHeight, imageWidth, imageHeight, 1, 0, 0).held();
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
    ZoomView zoomedAt(double factor, double pointX, double pointY) {
        double next = Math.clamp(zoom * factor, 1, MOST);
        double grown = next / zoom;
        return new ZoomView(viewWidth, viewHeight, imageWidth, imageHeight, next, pointX - (pointX - x) * grown,
                pointY - (pointY - y) * grown).held();
    }

    /** Larger or smaller around the view's middle. */
    ZoomView zoomed(double factor) {
        return zoomedAt(factor, viewWidth / 2, viewHeight / 2);
    }

    ZoomView moved(double byX, double byY) {
        return new ZoomView(viewWidth, viewHeight, imageWidth, imageHeight, zoom, x + byX, y + byY).held();
    }

    /** In a view of another size: the zoom stays, and so does the share of the picture in the middle. */
    ZoomView in(double newWidth, double newHeight) {
        double middleX = width() == 0 ? 0.5 : (viewWidth / 2 - x) / width();
        double middleY = height() == 0 ? 0.5 : (viewHeight / 2 - y) / height();
        ZoomView next = new ZoomView(newWidth, newHeight, imageWidth, imageHeight, zoom, 0, 0);
        return next.moved(newWidth / 2 - middleX * next.width(), newHeight / 2 - middleY * next.height());
    }

    /** A picture smaller than the view is in its middle; a larger one leaves no gap at its edges. */
    private ZoomView held() {
        return new ZoomView(viewWidth, viewHeight, imageWidth, imageHeight, zoom, held(x, width(), viewWidth),
                held(y, height(), viewHeight));
    }

    private static double held(double at, double size, double view) {
        return size <= view ? (view - size) / 2 : Math.clamp(at, view - size, 0);
    }
}
