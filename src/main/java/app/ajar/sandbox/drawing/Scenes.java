package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws photo-like scenes for message media and stories. */
public final class Scenes {

    private Scenes() {}

    /** Draws a scene; the same scene, size and seed give the same picture. */
    public static BufferedImage draw(String scene, int width, int height, long seed) {
        Random random = new Random(seed ^ scene.hashCode());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        float hue = random.nextFloat();
        g.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.5f, 0.95f), width, height,
                Color.getHSBColor(hue + 0.2f, 0.7f, 0.5f)));
        g.fillRect(0, 0, width, height);
        g.dispose();
        return image;
    }
}
