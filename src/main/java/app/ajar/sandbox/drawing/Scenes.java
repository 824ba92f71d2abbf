package app.ajar.sandbox.drawing;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws photo-like scenes for message media and stories, by name; an unknown name gives the mountains. */
public final class Scenes {

    private static final double UNITS = 1000;

    private Scenes() {}

    /** Draws a scene; the same scene, size and seed give the same picture. */
    public static BufferedImage draw(String scene, int width, int height, long seed) {
        Random random = new Random(seed ^ scene.hashCode());
        try (Brush b = new Brush(width, height, UNITS)) {
            switch (scene) {
                case "fjord" -> Landscapes.fjord(b, random);
                case "lake" -> Landscapes.lake(b, random);
                case "beach" -> Landscapes.beach(b, random);
                case "camino" -> Landscapes.camino(b, random);
                case "surf" -> Landscapes.surf(b, random);
                case "cabin" -> Landscapes.cabin(b, random);
                case "tent" -> Landscapes.tent(b, random);
                case "jumper" -> StillLifes.jumper(b, random);
                case "mugs" -> StillLifes.mugs(b);
                case "shelf" -> StillLifes.shelf(b, random);
                case "boots" -> StillLifes.boots(b, random);
                case "seam" -> StillLifes.seam(b, random);
                case "scarf" -> StillLifes.scarf(b, random);
                case "parcel" -> Places.parcel(b, random);
                case "market" -> Places.market(b, random);
                case "map" -> Places.map(b, random);
                case "workshop" -> Places.workshop(b, random);
                case "wave" -> Places.wave(b);
                case "heart" -> Places.heart(b);
                default -> Landscapes.mountains(b, random);
            }
            if (!scene.equals("heart") && !scene.equals("wave")) {
                b.asPhoto(seed);
            }
            return b.image();
        }
    }
}
