package app.ajar.ui.media;

import app.ajar.media.FilmStill;
import app.ajar.media.MovingPicture;
import app.ajar.media.PictureDecoder;
import app.ajar.media.PictureDecoder.Cut;
import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures of messages in memory, bounded by their bytes, and their decoding off the toolkit's thread. One for the
 * whole window; used from the toolkit's thread only.
 */
public final class PictureCache {

    /** What is kept; with what is being decoded at the same time it stays under 128 MB. */
    static final long MOST_BYTES = 72L << 20;
    /** Of one animation: 60 frames of 260 by 260. Longer ones are made smaller or stand still. */
    private static final long MOST_MOVING = 16L << 20;
    private static final int BYTES_PER_PIXEL = 4;
    private static final System.Logger LOG = System.getLogger(PictureCache.class.getName());

    private final Function<Wanted, Optional<Picture>> decode;
    private final FilmStills stills;
    private final Executor background;
    private final Executor toolkit;
    private final long mostBytes;
    private final Map<Wanted, Picture> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Wanted, Job> jobs = new HashMap<>();
    private long bytes;

    /** @param background where pictures are decoded, few at a time */
    public PictureCache(Path dataFolder, Executor background) {
        this(wanted -> decode(dataFolder, wanted), new FilmStills(dataFolder, background, FxBridge.platform()),
                background, FxBridge.platform(), MOST_BYTES);
    }

    PictureCache(Function<Wanted, Optional<Picture>> decode, FilmStills stills, Executor background, Executor toolkit,
            long mostBytes) {
        this.stills = stills;
        this.decode = decode;
        this.background = background;
        this.toolkit = toolkit;
        this.mostBytes = mostBytes;
    }

    /**
     * A picture as it is shown somewhere.
     *
     * @param file relative to the data folder; of a video its still is meant, which is made if need be
     * @param side what it must fit, device pixels
     * @param moving whether an animation's frames are wanted, and not just the first
     */
    record Wanted(String file, Cut cut, int side, boolean moving) {}

    /** A decoded picture: one frame, or those of an animation with the time that each is shown. */
    record Picture(List<Image> frames, List<Duration> times) {

        Image first() {
            return frames.getFirst();
        }

        boolean moves() {
            return frames.size() > 1;
        }

        long bytes() {
            return frames.stream()
                    .mapToLong(frame -> (long) (frame.getWidth() * frame.getHeight() * BYTES_PER_PIXEL)).sum();
        }
    }

    /** Says that a picture is not wanted any more, for example because its place went off screen. */
    @FunctionalInterface
    interface Request {
        void cancel();
    }

    /** One decoding and all who wait for it. */
    private static final class Job {

        private final List<Consumer<Optional<Picture>>> askers = new ArrayList<>();
        /** Read by the decoding thread: what nobody waits for any more is not decoded. */
        private final AtomicBoolean abandoned = new AtomicBoolean();
    }

    /** Hands the picture over, at once when it is in memory; empty when its file is missing or broken. */
    Request load(Wanted wanted, Consumer<Optional<Picture>> whenDone) {
        Picture known = pictures.get(wanted);
        if (known != null) {
            whenDone.accept(Optional.of(known));
            return () -> {
                // It is there.
            };
        }
        Job job = jobs.get(wanted);
        if (job == null) {
            job = start(wanted);
        }
        // Its own object, so that the same asker may ask twice.
        Consumer<Optional<Picture>> asker = found -> whenDone.accept(found);
        job.askers.add(asker);
        Job asked = job;
        return () -> {
            if (asked.askers.remove(asker) && asked.askers.isEmpty()) {
                asked.abandoned.set(true);
                jobs.remove(wanted, asked);
            }
        };
    }

    private Job start(Wanted wanted) {
        Job job = new Job();
        jobs.put(wanted, job);
        background.execute(() -> {
            if (!job.abandoned.get()) {
                Optional<Picture> picture = decoded(wanted);
                toolkit.execute(() -> {
                    if (picture.isEmpty() && Visual.isFilm(wanted.file())) {
                        still(wanted, job);
                    } else {
                        arrived(wanted, job, picture);
                    }
                });
            }
        });
        return job;
    }

    private void still(Wanted wanted, Job job) {
        stills.take(wanted.file(), () -> !job.abandoned.get(), made -> {
            if (made) {
                background.execute(() -> {
                    Optional<Picture> picture = decoded(wanted);
                    toolkit.execute(() -> arrived(wanted, job, picture));
                });
            } else {
                arrived(wanted, job, Optional.empty());
            }
        });
    }

    private Optional<Picture> decoded(Wanted wanted) {
        try {
            return decode.apply(wanted);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a stored picture cannot be decoded", e);
            return Optional.empty();
        }
    }

    private void arrived(Wanted wanted, Job job, Optional<Picture> picture) {
        // What was forgotten meanwhile is shown once, but not kept.
        if (jobs.remove(wanted, job)) {
            picture.ifPresent(decoded -> keep(wanted, decoded));
        }
        List.copyOf(job.askers).forEach(asker -> asker.accept(picture));
        job.askers.clear();
    }

    private void keep(Wanted wanted, Picture picture) {
        Picture before = pictures.put(wanted, picture);
        bytes += picture.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Picture> oldest = pictures.values().iterator();
        while (bytes > mostBytes && pictures.size() > 1) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    /** The file changed or went: what is in memory of it is dropped. */
    void forget(@Nullable String file) {
        stills.forget(file);
        pictures.entrySet().removeIf(entry -> {
            boolean same = entry.getKey().file().equals(file);
            bytes -= same ? entry.getValue().bytes() : 0;
            return same;
        });
        jobs.keySet().removeIf(wanted -> wanted.file().equals(file));
    }

    /** Of all pictures kept. */
    public long bytes() {
        return bytes;
    }

    private static Optional<Picture> decode(Path folder, Wanted wanted) {
        Path file = folder.resolve(Visual.isFilm(wanted.file()) ? FilmStill.of(wanted.file()) : wanted.file());
        if (wanted.moving()) {
            Optional<Picture> moving = MovingPicture.frames(file, wanted.cut(), wanted.side(), MOST_MOVING)
                    .map(PictureCache::picture);
            if (moving.isPresent()) {
                return moving;
            }
        }
        return (wanted.cut() == Cut.SQUARE
                ? PictureDecoder.square(file, wanted.side())
                : PictureDecoder.whole(file, wanted.side()))
                .map(image -> new Picture(List.of(SwingFXUtils.toFXImage(image, null)), List.of(Duration.INDEFINITE)));
    }

    private static Picture picture(List<MovingPicture.Frame> frames) {
        return new Picture(frames.stream().<Image>map(frame -> SwingFXUtils.toFXImage(frame.picture(), null)).toList(),
                frames.stream().map(frame -> Duration.seconds(frame.shown().toNanos() / 1e9)).toList());
    }
}
