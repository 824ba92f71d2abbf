package app.ajar.ui.kit;

import app.ajar.model.ParticipantId;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.scene.image.Image;

/** Decoded pictures in memory, bounded, and their decoding off the toolkit's thread. One for the whole window. */
public final class Avatars {

    /**
     * @param decode gives the square picture of a stored file (relative path) at a side in device pixels, empty when broken
     * @param missing told of people on screen without a usable picture; must be cheap to repeat
     */
    public Avatars(BiFunction<String, Integer, Optional<BufferedImage>> decode, Executor background,
            Consumer<ParticipantId> missing) {
        throw new UnsupportedOperationException();
    }

    /** The picture if it is in memory. */
    public Optional<Image> cached(String file, int side) {
        throw new UnsupportedOperationException();
    }

    /** Decodes in the background and calls back on the toolkit's thread; empty when broken. */
    public void load(ParticipantId person, String file, int side, Consumer<Optional<Image>> whenDone) {
        throw new UnsupportedOperationException();
    }

    /** The person's file changed: what is in memory of it is dropped. */
    public void forget(String file) {
        throw new UnsupportedOperationException();
    }

    public void reportMissing(ParticipantId person) {
        throw new UnsupportedOperationException();
    }
}
