package app.ajar.sandbox.drawing;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws photo-like scenes for message media and stories, by name; an unknown name gives the mountains. */
public final class Scenes {

    private static final double UNITS = 1000;
    private static final Set<String> STICKERS = Set.of("heart", "wave", "dachshund");

    private Scenes() {}

    /** Draws a scene; the same scene, size and seed give the same picture. */
    public static BufferedImage draw(String scene, int width, int height, long seed) {
        return draw(scene, width, height, seed, 0);
    }

    /** Draws so many pictures of a scene that moves, square, from which it goes on with the first again. */
    public static List<BufferedImage> moving(String scene, int side, int frames) {
        return IntStream.range(0, frames).mapToObj(i -> draw(scene, side, side, 0, (double) i / frames)).toList();
    }

    /** @param at how far the movement has come, from 0 to 1, where it begins again; scenes that do not move do not care */
    static BufferedImage draw(String scene, int width, int height, long seed, double at) {
        Random random = new Random(seed ^ scene.hashCode());
        try (Brush b = new Brush(width, height, UNITS)) {
            switch (scene) {
                case "fjord" -> Landscapes.fjord(b, random);
                case "lake" -> Landscapes.lake(b, random);
                case "beach" -> Landscapes.beach(b, random);
                case "camino" -> Landscapes.camino(b, random);
                case "surf" -> Moving.surf(b, random, at);
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
                case "wave" -> Moving.wave(b, at);
                case "heart" -> Moving.heart(b);
                case "dachshund" -> Moving.dachshund(b, at);
                default -> Landscapes.mountains(b, random);
            }
            if (!STICKERS.contains(scene)) {
                b.asPhoto(seed);
            }
            return b.image();
        }
    }
}
