package app.ajar.sandbox.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Draws the frames of the sandbox's ready-made video and WebP files into a folder; the page about the sandbox says what
 * makes files of them.
 */
final class Frames {

    private static final int FILM_FRAMES = 144;
    private static final int STICKER_FRAMES = 24;

    private Frames() {}

    /** @param folder where the frames go */
    public static void main(String... folder) throws IOException {
        Path frames = Files.createDirectories(Path.of(folder[0]));
        for (int i = 0; i < FILM_FRAMES; i++) {
            Files.write(frames.resolve(String.format("surf-%03d.png", i)),
                    Encoded.png(Scenes.draw("surf", 540, 960, 7, (double) i / FILM_FRAMES)));
        }
        for (int i = 0; i < STICKER_FRAMES; i++) {
            Files.write(frames.resolve(String.format("dachshund-%03d.png", i)),
                    Encoded.png(Scenes.draw("dachshund", 320, 320, 7, (double) i / STICKER_FRAMES)));
        }
        Files.write(frames.resolve("scarf.png"), Encoded.png(Scenes.draw("scarf", 1080, 1350, 7)));
    }
}
