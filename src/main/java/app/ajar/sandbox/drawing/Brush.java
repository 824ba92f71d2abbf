package app.ajar.sandbox.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws on a picture in units of its own: the picture is always {@code unitsWide} wide, whatever its pixels. */
final class Brush implements AutoCloseable {

    private final BufferedImage image;
    private final Graphics2D g;
    private final double wide;
    private final double high;

    Brush(int pixelsWide, int pixelsHigh, double unitsWide) {
        image = new BufferedImage(pixelsWide, pixelsHigh, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double scale = pixelsWide / unitsWide;
        g.scale(scale, scale);
        wide = unitsWide;
        high = pixelsHigh / scale;
    }

    BufferedImage image() {
        return image;
    }

    double wide() {
        return wide;
    }

    double high() {
        return high;
    }

    /** A colour from {@code #rrggbb}. */
    static Color hex(String rgb) {
        return new Color(Integer.parseInt(rgb.substring(1), 16));
    }

    static Color alpha(Color c, double alpha) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(255 * alpha));
    }

    /** Between two colours; 0 gives the first, 1 the second. */
    static Color mix(Color a, Color b, double t) {
        return new Color((int) (a.getRed() + (b.getRed() - a.getRed()) * t),
                (int) (a.getGreen() + (b.getGreen() - a.getGreen()) * t),
                (int) (a.getBlue() + (b.getBlue() - a.getBlue()) * t));
    }

    static Color darker(Color c, double by) {
        return mix(c, new Color(20, 16, 34), by);
    }

    static Color lighter(Color c, double by) {
        return mix(c, Color.WHITE, by);
    }

    void fill(Paint paint, Shape shape) {
        g.setPaint(paint);
        g.fill(shape);
    }

    void line(Paint paint, double width, Shape shape) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    void dashes(Paint paint, double width, double on, double off, Shape shape) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 4,
                new float[]{(float) on, (float) off}, 0));
        g.draw(shape);
    }

    void background(Color top, Color bottom) {
        fill(new GradientPaint(0, 0, top, 0, (float) high, bottom), new Rectangle2D.Double(0, 0, wide, high));
    }

    void diagonal(Color from, Color to) {
        fill(new GradientPaint(0, 0, from, (float) wide, (float) high, to), new Rectangle2D.Double(0, 0, wide, high));
    }

    /** A vertical gradient between two heights, for use as a paint. */
    static Paint down(double y1, Color c1, double y2, Color c2) {
        return new GradientPaint(0, (float) y1, c1, 0, (float) y2, c2);
    }

    void disc(Paint paint, double cx, double cy, double r) {
        fill(paint, oval(cx, cy, r, r));
    }

    static Ellipse2D.Double oval(double cx, double cy, double rx, double ry) {
        return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
    }

    static RoundRectangle2D.Double box(double x, double y, double w, double h, double corner) {
        return new RoundRectangle2D.Double(x, y, w, h, 2 * corner, 2 * corner);
    }

    static Arc2D.Double arc(double cx, double cy, double rx, double ry, double from, double extent) {
        return new Arc2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry, from, extent, Arc2D.OPEN);
    }

    /** A closed shape of straight lines through x, y, x, y, … */
    static Path2D.Double poly(double... xy) {
        Path2D.Double path = open(xy);
        path.closePath();
        return path;
    }

    /** An open line through x, y, x, y, … */
    static Path2D.Double open(double... xy) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i + 1 < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }

    /** A smooth shape: a start, then for each curve two handles and an end. */
    static Path2D.Double curve(double... xy) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i + 5 < xy.length; i += 6) {
            path.curveTo(xy[i], xy[i + 1], xy[i + 2], xy[i + 3], xy[i + 4], xy[i + 5]);
        }
        return path;
    }

    /** Light that fades out from a point. */
    void glow(double cx, double cy, double r, Color color, double strength) {
        fill(new RadialGradientPaint(new Point2D.Double(cx, cy), (float) r, new float[]{0, 0.35f, 1},
                new Color[]{alpha(color, strength), alpha(color, strength * 0.45), alpha(color, 0)}),
                oval(cx, cy, r, r));
    }

    /** The soft shadow under a thing. */
    void shade(double cx, double cy, double rx, double ry, double strength) {
        AffineTransform before = g.getTransform();
        g.translate(cx, cy);
        g.scale(1, ry / rx);
        glow(0, 0, rx, new Color(12, 8, 24), strength);
        g.setTransform(before);
    }

    /** A mountain range from edge to edge, its crest around a height, rough by so much. */
    void ridge(Paint paint, double crest, double rough, int peaks, Random random) {
        double[] heights = new double[129];
        for (int p = 0; p < peaks; p++) {
            double at = (p + 0.15 + 0.7 * random.nextDouble()) / peaks * 128;
            double tall = rough * (0.45 + 0.55 * random.nextDouble());
            double slope = 128.0 / peaks * (0.65 + 0.5 * random.nextDouble());
            for (int i = 0; i < heights.length; i++) {
                heights[i] = Math.max(heights[i], tall * (1 - Math.abs(i - at) / slope));
            }
        }
        Path2D.Double path = new Path2D.Double();
        path.moveTo(0, high);
        for (int i = 0; i < heights.length; i++) {
            double jag = (random.nextDouble() - 0.5) * rough * 0.07;
            path.lineTo(wide * i / 128, crest - heights[i] + jag);
        }
        path.lineTo(wide, high);
        path.closePath();
        fill(paint, path);
    }

    /** Runs something turned around a point, in degrees. */
    void turned(double degrees, double cx, double cy, Runnable draw) {
        AffineTransform before = g.getTransform();
        g.rotate(Math.toRadians(degrees), cx, cy);
        draw.run();
        g.setTransform(before);
    }

    /** Runs something elsewhere, so far to the right and down. */
    void moved(double right, double down, Runnable draw) {
        AffineTransform before = g.getTransform();
        g.translate(right, down);
        draw.run();
        g.setTransform(before);
    }

    /** Runs something upside down, mirrored at a height. */
    void mirrored(double at, Runnable draw) {
        AffineTransform before = g.getTransform();
        g.translate(0, 2 * at);
        g.scale(1, -1);
        draw.run();
        g.setTransform(before);
    }

    /** Runs something larger or smaller around a point. */
    void zoomed(double factor, double cx, double cy, Runnable draw) {
        AffineTransform before = g.getTransform();
        g.translate(cx, cy);
        g.scale(factor, factor);
        g.translate(-cx, -cy);
        draw.run();
        g.setTransform(before);
    }

    /** Runs something that leaves marks inside a shape only. */
    void inside(Shape shape, Runnable draw) {
        Shape before = g.getClip();
        g.clip(shape);
        draw.run();
        g.setClip(before);
    }

    /** The darker corners and the faint grain of a photo. */
    void asPhoto(long seed) {
        double r = Math.hypot(wide, high) / 2;
        fill(new RadialGradientPaint(new Point2D.Double(wide / 2, high / 2), (float) r, new float[]{0.55f, 1},
                new Color[]{new Color(0, 0, 0, 0), new Color(10, 6, 20, 70)}),
                new Rectangle2D.Double(0, 0, wide, high));
        int side = 160;
        BufferedImage grain = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(seed);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int tone = random.nextBoolean() ? 0xFFFFFF : 0;
                grain.setRGB(x, y, random.nextInt(9) << 24 | tone);
            }
        }
        double unit = wide / image.getWidth() * side;
        fill(new TexturePaint(grain, new Rectangle2D.Double(0, 0, unit, unit)),
                new Rectangle2D.Double(0, 0, wide, high));
    }

    @Override
    public void close() {
        g.dispose();
    }
}
