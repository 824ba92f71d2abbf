package app.ajar.media;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;

/**
 * The frames of an animated GIF or WebP, composed and scaled: both formats store only what changes from frame to frame,
 * and the readers hand that over as it lies in the file.
 */
public final class MovingPicture {

    private static final int BYTES_PER_PIXEL = 4;
    /** More than this is a film. */
    private static final int MOST_FRAMES = 600;
    /** The canvas is held whole while frames are composed: 16 MB. */
    private static final long MOST_CANVAS = 4_000_000;
    /** Each frame costs its whole canvas, though a file of a few kB can have hundreds: two seconds of work. */
    private static final long MOST_COMPOSED = 250_000_000;
    /** A moving picture is shown at no less than this share of the side asked for; beyond that it stands still. */
    private static final double LEAST_SHARE = 0.34;

    private MovingPicture() {}

    /**
     * One picture of an animation.
     *
     * @param picture what is seen, whole
     * @param shown for how long, at least 20 ms
     */
    public record Frame(BufferedImage picture, Duration shown) {}

    /**
     * Where a frame's pixels go.
     *
     * @param blend whether they are laid over what is there; else they take its place
     */
    record Part(Rectangle place, Duration shown, boolean blend, Disposal disposal) {}

    /** What becomes of a frame's place before the next one is drawn. */
    enum Disposal {
        KEEP, CLEAR, RESTORE
    }

    /** How an animation is made up: its canvas and its frames. */
    record Plan(int width, int height, List<Part> parts) {}

    /**
     * All frames, fitting {@code side} device pixels; smaller where they would take more than {@code mostBytes} together.
     * Empty for a still picture, a broken one, and one too long to be held: then its first frame is all there is to show.
     */
    public static Optional<List<Frame>> frames(Path file, PictureDecoder.Cut cut, int side, long mostBytes) {
        return PictureDecoder.bytes(file).filter(MovingPicture::mayMove)
                .flatMap(bytes -> PictureDecoder.read(bytes, reader -> {
                    Optional<Plan> plan = plan(bytes);
                    return plan.isEmpty() ? List.<Frame>of() : compose(reader, plan.get(), cut, side, mostBytes);
                })).filter(frames -> frames.size() > 1);
    }

    private static boolean mayMove(byte[] bytes) {
        return PictureKind.of(bytes).filter(kind -> switch (kind) {
            case GIF -> true;
            case WEBP -> WebpFrames.isAnimated(bytes);
            case JPEG, PNG -> false;
        }).isPresent();
    }

    private static Optional<Plan> plan(byte[] bytes) {
        Plan plan = WebpFrames.isAnimated(bytes) ? WebpFrames.plan(bytes) : GifFrames.plan(bytes, MOST_FRAMES + 1);
        long canvas = (long) plan.width() * plan.height();
        boolean fits = plan.parts().size() > 1 && plan.parts().size() <= MOST_FRAMES && plan.width() > 0
                && plan.height() > 0 && canvas <= MOST_CANVAS && canvas * plan.parts().size() <= MOST_COMPOSED;
        return fits ? Optional.of(plan) : Optional.empty();
    }

    private static List<Frame> compose(ImageReader reader, Plan plan, PictureDecoder.Cut cut, int side, long mostBytes)
            throws IOException {
        Rectangle seen = seen(plan, cut);
        double scale = PictureDecoder.scaleToFit(seen.width, seen.height, side);
        double bytes = seen.width * scale * seen.height * scale * BYTES_PER_PIXEL * plan.parts().size();
        double share = Math.min(1, Math.sqrt(mostBytes / bytes) * 0.99);
        if (share < LEAST_SHARE) {
            return List.of();
        }
        int width = PictureDecoder.scaledSide(seen.width, scale * share);
        int height = PictureDecoder.scaledSide(seen.height, scale * share);
        BufferedImage canvas = new BufferedImage(plan.width(), plan.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            Part part = plan.parts().get(i);
            BufferedImage before = part.disposal() == Disposal.RESTORE ? copy(canvas) : canvas;
            draw(canvas, reader.read(i), part);
            frames.add(
                    new Frame(PictureDecoder.scaled(canvas.getSubimage(seen.x, seen.y, seen.width, seen.height), width,
                            height, JpegOrientation.UPRIGHT), part.shown()));
            switch (part.disposal()) {
                case KEEP -> {
                    // The next frame is drawn over it.
                }
                case CLEAR -> clear(canvas, part.place());
                case RESTORE -> canvas = before;
            }
        }
        return frames;
    }

    private static Rectangle seen(Plan plan, PictureDecoder.Cut cut) {
        if (cut == PictureDecoder.Cut.WHOLE) {
            return new Rectangle(0, 0, plan.width(), plan.height());
        }
        int whole = Math.min(plan.width(), plan.height());
        return new Rectangle((plan.width() - whole) / 2, (plan.height() - whole) / 2, whole, whole);
    }

    private static void draw(BufferedImage canvas, BufferedImage pixels, Part part) {
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setComposite(part.blend() ? AlphaComposite.SrcOver : AlphaComposite.Src);
            graphics.drawImage(pixels, part.place().x, part.place().y, null);
        } finally {
            graphics.dispose();
        }
    }

    private static void clear(BufferedImage canvas, Rectangle place) {
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setComposite(AlphaComposite.Clear);
            graphics.fill(place);
        } finally {
            graphics.dispose();
        }
    }

    private static BufferedImage copy(BufferedImage canvas) {
        BufferedImage copy = new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
        canvas.copyData(copy.getRaster());
        return copy;
    }

    /** What browsers make of a frame's time: none, or next to none, means a tenth of a second. */
    static Duration shown(long millis) {
        return Duration.ofMillis(millis < 20 ? 100 : millis);
    }
}
