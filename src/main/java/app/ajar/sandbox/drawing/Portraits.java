package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws a flat portrait or a brand mark for a profile picture. */
public final class Portraits {

    private Portraits() {}

    /** Draws a square picture; the same look and seed give the same picture. */
    public static BufferedImage draw(String look, long seed, int size) {
        Random random = new Random(seed ^ look.hashCode());
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = random.nextFloat();
        g.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.5f, 0.95f), size, size,
                Color.getHSBColor(hue + 0.1f, 0.7f, 0.7f)));
        g.fillRect(0, 0, size, size);
        g.setColor(Color.getHSBColor(0.07f, 0.45f, 0.5f + random.nextFloat() / 2));
        g.fill(new Ellipse2D.Double(size * 0.32, size * 0.2, size * 0.36, size * 0.42));
        g.setColor(Color.getHSBColor(hue + 0.5f, 0.5f, 0.6f));
        g.fill(new Ellipse2D.Double(size * 0.15, size * 0.66, size * 0.7, size * 0.6));
        g.dispose();
        return image;
    }
}
