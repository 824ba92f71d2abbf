package app.ajar.ui.media;

import app.ajar.media.PictureDecoder.Cut;
import app.ajar.ui.media.PictureCache.Picture;
import app.ajar.ui.media.PictureCache.Wanted;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PictureCacheTest {

    private static final int SIDE = 10;
    private static final long BYTES = 4L * SIDE * SIDE;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> decoded = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private final PictureCache cache = new PictureCache(this::decode,
            new FilmStills(Path.of("none"), background::add, Runnable::run), background::add, Runnable::run,
            3 * BYTES);

    private Optional<Picture> decode(Wanted wanted) {
        decoded.add(wanted.file());
        if (wanted.file().startsWith("odd")) {
            throw new IllegalStateException("odd file");
        }
        return wanted.file().startsWith("broken")
                ? Optional.empty()
                : Optional.of(new Picture(List.of(new WritableImage(SIDE, SIDE)), List.of(Duration.INDEFINITE)));
    }

    @Test
    void theOldestPictures_areLetGo_whenTheBytesAreUsedUp() {
        for (String file : List.of("a", "b", "c", "d", "e")) {
            load(file);
            work();
            assertThat(cache.bytes()).isLessThanOrEqualTo(3 * BYTES);
        }
        load("c");
        load("a");
        work();

        assertThat(decoded).containsExactly("a", "b", "c", "d", "e", "a");
        assertThat(cache.bytes()).isEqualTo(3 * BYTES);
    }

    @Test
    void anAnimation_countsWithAllItsFrames() {
        Picture moving = new Picture(List.of(new WritableImage(10, 20), new WritableImage(10, 20)),
                List.of(Duration.millis(1), Duration.millis(1)));

        assertThat(moving.bytes()).isEqualTo(2 * 10 * 20 * 4);
        assertThat(moving.moves()).isTrue();
    }

    @Test
    void oneFile_isDecodedOnce_howeverManyAsk() {
        load("a");
        load("a");
        work();

        assertThat(decoded).containsExactly("a");
        assertThat(handed).containsExactly("a", "a");
    }

    @Test
    void whatNobodyWaitsForAnyMore_isNotDecoded() {
        PictureCache.Request first = load("a");
        PictureCache.Request second = load("a");
        first.cancel();
        second.cancel();
        load("b");
        work();

        assertThat(decoded).containsExactly("b");
        assertThat(handed).containsExactly("b");
    }

    @Test
    void aCancelledAsker_isNotTold_butTheOtherIs() {
        PictureCache.Request first = load("a");
        load("a");
        first.cancel();
        work();

        assertThat(handed).containsExactly("a");
    }

    @Test
    void askingAgainAfterCancelling_decodesAfresh() {
        load("a").cancel();
        load("a");
        work();

        assertThat(decoded).containsExactly("a");
        assertThat(handed).containsExactly("a");
    }

    @Test
    void aBrokenFile_givesNothing_andIsTriedAgain() {
        load("broken");
        load("odd");
        work();
        load("broken");
        work();

        assertThat(handed).containsExactly("broken -", "odd -", "broken -");
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aForgottenFile_isDecodedAgain() {
        load("a");
        work();
        cache.forget("a");
        assertThat(cache.bytes()).isZero();
        load("a");
        work();

        assertThat(decoded).containsExactly("a", "a");
    }

    @Test
    void aFileForgottenWhileItIsDecoded_isNotKept() {
        load("a");
        cache.forget("a");
        work();

        assertThat(cache.bytes()).isZero();
    }

    private PictureCache.Request load(String file) {
        return cache.load(new Wanted(file, Cut.WHOLE, SIDE, false),
                picture -> handed.add(picture.isPresent() ? file : file + " -"));
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
