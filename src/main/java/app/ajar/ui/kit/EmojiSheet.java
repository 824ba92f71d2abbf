package app.ajar.ui.kit;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of the emoji: one sheet of 3,786, decoded off the toolkit's thread soon after the first emoji is shown, kept as an
 * 8-bit raster of 17 MB (as a JavaFX image it would be 67), and cut as needed. Used from the toolkit's thread only.
 */
final class EmojiSheet {

    private static final System.Logger LOG = System.getLogger(EmojiSheet.class.getName());
    private static final int CELLS_PER_COLUMN = 62;
    private static final int CELL = 66;
    private static final int MARGIN = 1;
    private static final int SIDE = 64;
    private static final int MOST_TILES = 600;
    /** Decoding takes a core and as much memory as all else until then: the words get on screen first. */
    private static final int FRAMES_FIRST = 3;

    private static @Nullable CompletableFuture<BufferedImage> sheet;
    private static boolean wanted;
    private static final Map<Tile, Image> TILES = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, Image> eldest) {
            return size() > MOST_TILES;
        }
    };

    private static final List<Runnable> WAITING = new ArrayList<>();

    private EmojiSheet() {}

    private record Tile(int cell, int side) {}

    /** Starts decoding, if nobody did; done when every picture can be cut. */
    static synchronized CompletableFuture<BufferedImage> ready() {
        begin();
        return Objects.requireNonNull(sheet);
    }

    private static synchronized void begin() {
        if (sheet == null) {
            CompletableFuture<BufferedImage> decoding = new CompletableFuture<>();
            sheet = decoding;
            Thread thread = new Thread(() -> decode(decoding), "ajar-emoji");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void decode(CompletableFuture<BufferedImage> result) {
        try (InputStream png = Objects.requireNonNull(EmojiSheet.class.getResourceAsStream("emoji/sheet.png"))) {
            result.complete(Objects.requireNonNull(ImageIO.read(png)));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the emoji cannot be decoded, their places stay empty", e);
            result.completeExceptionally(e);
        }
        FxBridge.platform().execute(EmojiSheet::serveWaiting);
    }

    private static void serveWaiting() {
        List<Runnable> now = List.copyOf(WAITING);
        WAITING.clear();
        now.forEach(Runnable::run);
    }

    /**
     * Gives the picture at once when it can, else when the sheet is decoded.
     *
     * @param side device pixels
     */
    static void tile(int cell, int side, Consumer<Image> show) {
        CompletableFuture<BufferedImage> decoding = begun();
        Image known = TILES.get(new Tile(cell, side));
        if (known != null) {
            show.accept(known);
        } else if (decoding != null && decoding.isDone()) {
            if (!decoding.isCompletedExceptionally()) {
                show.accept(TILES.computeIfAbsent(new Tile(cell, side), tile -> cut(decoding.join(), tile)));
            }
        } else {
            WAITING.add(() -> tile(cell, side, show));
            if (decoding == null && !wanted) {
                wanted = true;
                new FramesFirst().start();
            }
        }
    }

    private static synchronized @Nullable CompletableFuture<BufferedImage> begun() {
        return sheet;
    }

    /** Starts decoding when what asked for the first picture was drawn without. */
    private static final class FramesFirst extends AnimationTimer {

        private int frames;

        @Override
        public void handle(long now) {
            frames++;
            if (frames > FRAMES_FIRST) {
                stop();
                begin();
            }
        }
    }

    private static Image cut(BufferedImage from, Tile tile) {
        int x = tile.cell() / CELLS_PER_COLUMN * CELL + MARGIN;
        int y = tile.cell() % CELLS_PER_COLUMN * CELL + MARGIN;
        BufferedImage picture = draw(from.getSubimage(x, y, SIDE, SIDE), SIDE);
        // Halving keeps every pixel's share; one step from 64 to 16 would skip three of four.
        int side = SIDE;
        while (side > tile.side()) {
            side = Math.max(tile.side(), side / 2);
            picture = draw(picture, side);
        }
        return SwingFXUtils.toFXImage(picture, null);
    }

    private static BufferedImage draw(BufferedImage from, int side) {
        BufferedImage to = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D pen = to.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(from, 0, 0, side, side, null);
        pen.dispose();
        return to;
    }
}
