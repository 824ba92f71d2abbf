package app.ajar.media;

import app.ajar.settings.OwnerFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * How a stored video is shown while it does not play: by a picture of its beginning, kept beside it as
 * {@code <message>-<n>.poster.jpg} and gone with it, and by how long it is.
 */
public final class FilmStill {

    /** Its sides are not longer, pixels: no tile shows more. */
    public static final int MOST_SIDE = 640;
    private static final String ENDING = ".poster.jpg";
    private static final System.Logger LOG = System.getLogger(FilmStill.class.getName());

    private FilmStill() {}

    /** The name of a video's still, whether there is one or not; both relative to the data folder. */
    public static String of(String film) {
        return stem(film) + ENDING;
    }

    /** A file's name without its ending, the same for a video and its still. */
    static String stem(String file) {
        if (file.endsWith(ENDING)) {
            return file.substring(0, file.length() - ENDING.length());
        }
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** Keeps a still; whether it is there now, which it is not when the video went meanwhile. Blocks. */
    public static boolean keep(Path dataFolder, String film, BufferedImage picture) {
        Path still = dataFolder.resolve(of(film));
        if (!Files.isRegularFile(dataFolder.resolve(film))) {
            return false;
        }
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(opaque(picture), "jpg", jpeg);
            OwnerFile.write(still, jpeg.toByteArray());
            if (Files.isRegularFile(dataFolder.resolve(film))) {
                return true;
            }
            Files.deleteIfExists(still);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the still of a video could not be kept", e);
        }
        return false;
    }

    /** How long a stored video plays, as it says itself; empty when it does not or is not there. Blocks. */
    public static Optional<Duration> length(Path film) {
        if (!Files.isRegularFile(film)) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(MediaType.HEAD, file.length())];
            file.readFully(head);
            return MediaType.of(head).filter(MediaType::boxed).isPresent() ? WholeFile.length(file) : Optional.empty();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a video could not be read", e);
            return Optional.empty();
        }
    }

    private static BufferedImage opaque(BufferedImage picture) {
        BufferedImage plain = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return plain;
    }
}
