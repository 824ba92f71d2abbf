package app.ajar.ui.kit;

import app.ajar.model.ParticipantId;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;

/**
 * Decoded pictures in memory, bounded, and their decoding off the toolkit's thread. One for the whole window; used from the
 * toolkit's thread only.
 */
public final class Avatars {

    private static final System.Logger LOG = System.getLogger(Avatars.class.getName());
    /** About 1,000 pictures of a list row on a screen of twice the density. */
    private static final long MOST_BYTES = 32L << 20;
    private static final int BYTES_PER_PIXEL = 4;

    private final BiFunction<String, Integer, Optional<BufferedImage>> decode;
    private final Executor background;
    private final Consumer<ParticipantId> missing;
    private final Executor toolkit = FxBridge.platform();
    private final Map<Picture, Image> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Picture, List<Consumer<Optional<Image>>>> underWay = new HashMap<>();
    private long bytes;

    /**
     * @param decode gives the square picture of a stored file (relative path) at a side in device pixels, empty when broken
     * @param missing told of people on screen without a usable picture; must be cheap to repeat
     */
    public Avatars(BiFunction<String, Integer, Optional<BufferedImage>> decode, Executor background,
            Consumer<ParticipantId> missing) {
        this.decode = decode;
        this.background = background;
        this.missing = missing;
    }

    private record Picture(String file, int side) {}

    /** The picture if it is in memory. */
    public Optional<Image> cached(String file, int side) {
        return Optional.ofNullable(pictures.get(new Picture(file, side)));
    }

    /** Decodes in the background and calls back on the toolkit's thread; empty when broken. */
    public void load(ParticipantId person, String file, int side, Consumer<Optional<Image>> whenDone) {
        Picture picture = new Picture(file, side);
        Image known = pictures.get(picture);
        if (known != null) {
            whenDone.accept(Optional.of(known));
            return;
        }
        List<Consumer<Optional<Image>>> others = underWay.get(picture);
        if (others != null) {
            others.add(whenDone);
            return;
        }
        List<Consumer<Optional<Image>>> askers = new ArrayList<>(List.of(whenDone));
        underWay.put(picture, askers);
        background.execute(() -> {
            Optional<Image> image = decoded(picture);
            toolkit.execute(() -> arrived(picture, person, askers, image));
        });
    }

    private Optional<Image> decoded(Picture picture) {
        try {
            return decode.apply(picture.file(), picture.side()).map(image -> SwingFXUtils.toFXImage(image, null));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a stored picture cannot be decoded", e);
            return Optional.empty();
        }
    }

    private void arrived(Picture picture, ParticipantId person, List<Consumer<Optional<Image>>> askers,
            Optional<Image> image) {
        // A picture that was forgotten meanwhile has other askers by now, or none: it is shown once, but not kept.
        if (underWay.remove(picture, askers)) {
            image.ifPresent(decoded -> keep(picture, decoded));
        }
        if (image.isEmpty()) {
            missing.accept(person);
        }
        askers.forEach(asker -> asker.accept(image));
    }

    private void keep(Picture picture, Image image) {
        Image before = pictures.put(picture, image);
        bytes += size(image) - (before == null ? 0 : size(before));
        Iterator<Image> oldest = pictures.values().iterator();
        while (bytes > MOST_BYTES && pictures.size() > 1) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(Image image) {
        return (long) (image.getWidth() * image.getHeight() * BYTES_PER_PIXEL);
    }

    /** The person's file changed: what is in memory of it is dropped. */
    public void forget(String file) {
        pictures.entrySet().removeIf(entry -> {
            boolean same = entry.getKey().file().equals(file);
            bytes -= same ? size(entry.getValue()) : 0;
            return same;
        });
        underWay.keySet().removeIf(picture -> picture.file().equals(file));
    }

    /** A person on screen has no stored picture. */
    public void reportMissing(ParticipantId person) {
        missing.accept(person);
    }
}
