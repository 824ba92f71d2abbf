package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the window as {@code --screenshot} asks for it.
 *
 * @param file the PNG to write; a file there is replaced only once the new one is whole
 * @param width of the window's content in pixels, 0 for the design's 1280
 * @param height of the window's content in pixels, 0 for the design's 800
 * @param theme null for the one the settings say; never saved
 * @param open the place in the list, from 1, of the conversation to open; 0 for none
 * @param page the page to show
 * @param scale pixels of the picture for each of the window's, usually 1
 * @param patience how long to wait at most until everything is painted and quiet; then the picture is taken all the same
 */
public record Picture(Path file, double width, double height, Settings.@Nullable Theme theme, int open, Page page,
        double scale, Duration patience) {

    /** The size of the design's drawings. */
    public static final double WIDTH = 1280;
    /** The size of the design's drawings. */
    public static final double HEIGHT = 800;

    /** Of the inbox as it stands, at the design's size. */
    public static Picture of(Path file) {
        return new Picture(file, 0, 0, null, 0, Page.INBOX, 1, Duration.ofSeconds(60));
    }
}
