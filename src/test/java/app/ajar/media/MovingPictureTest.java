package app.ajar.media;

import app.ajar.media.PictureDecoder.Cut;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MovingPictureTest {

    private static final long PLENTY = 10_000_000;

    @TempDir
    private Path folder;

    @Test
    void gif_givesItsFramesAndTheirTimes() throws IOException {
        List<MovingPicture.Frame> frames = frames(Pictures.gifAnimated(60), Cut.WHOLE, 30, PLENTY);

        assertThat(frames).hasSize(2).allSatisfy(frame -> assertThat(frame.shown()).isEqualTo(Duration.ofMillis(100)));
        assertThat(new Color(frames.get(0).picture().getRGB(15, 15))).isEqualTo(Pictures.LEFT);
        assertThat(new Color(frames.get(1).picture().getRGB(15, 15))).isEqualTo(Pictures.RIGHT);
        assertThat(frames.get(1).picture().getWidth()).isEqualTo(30);
    }

    @Test
    void webp_givesItsFramesAndTheirTimes() throws IOException {
        List<MovingPicture.Frame> frames = frames(Pictures.webpAnimated(), Cut.WHOLE, 100, PLENTY);

        assertThat(frames).hasSize(2).allSatisfy(frame -> assertThat(frame.shown()).isEqualTo(Duration.ofMillis(100)));
        assertThat(frames.get(0).picture().getWidth()).isEqualTo(8);
        assertThat(new Color(frames.get(0).picture().getRGB(4, 4)).getRed()).isGreaterThan(200);
        assertThat(new Color(frames.get(1).picture().getRGB(4, 4)).getBlue()).isGreaterThan(200);
    }

    @Test
    void partialFrames_areLaidOverWhatIsThere() throws IOException {
        byte[] webp = Pictures.webpAnimatedInPart();

        List<MovingPicture.Frame> frames = frames(webp, Cut.WHOLE, 100, PLENTY);

        BufferedImage first = frames.getFirst().picture();
        assertThat(new Color(first.getRGB(1, 1)).getRed()).isGreaterThan(200);
        assertThat(first.getRGB(12, 12) >>> 24).isZero();
        BufferedImage last = frames.getLast().picture();
        assertThat(new Color(last.getRGB(1, 1)).getRed()).isGreaterThan(200);
        assertThat(new Color(last.getRGB(12, 12)).getBlue()).isGreaterThan(200);
    }

    @Test
    void stillAndBrokenPictures_haveNoFrames() throws IOException {
        for (byte[] still : List.of(Pictures.png(20, 20), Pictures.jpeg(20, 20), Pictures.gif(20, 20), Pictures.webp(),
                new byte[0], Arrays.copyOf(Pictures.webpAnimated(), 60), Arrays.copyOf(Pictures.gifAnimated(30), 50))) {
            assertThat(MovingPicture.frames(write(still), Cut.WHOLE, 30, PLENTY)).isEmpty();
        }
        assertThat(MovingPicture.frames(folder.resolve("none"), Cut.WHOLE, 30, PLENTY)).isEmpty();
    }

    @Test
    void tooManyBytes_areMadeFewer_andFarTooManyStandStill() throws IOException {
        byte[] gif = Pictures.gifAnimated(100);
        long all = 2L * 100 * 100 * 4;

        List<MovingPicture.Frame> smaller = frames(gif, Cut.WHOLE, 100, all / 2);

        assertThat(smaller.getFirst().picture().getWidth()).isBetween(60, 71);
        assertThat(smaller.stream().mapToLong(frame -> 4L * frame.picture().getWidth() * frame.picture().getHeight())
                .sum()).isLessThanOrEqualTo(all / 2);
        assertThat(MovingPicture.frames(write(gif), Cut.WHOLE, 100, all / 20)).isEmpty();
    }

    @Test
    void square_cutsTheMiddle() throws IOException {
        List<MovingPicture.Frame> frames = frames(Pictures.gifAnimated(40), Cut.SQUARE, 20, PLENTY);

        assertThat(frames.getFirst().picture().getWidth()).isEqualTo(20);
        assertThat(frames.getFirst().picture().getHeight()).isEqualTo(20);
    }

    private List<MovingPicture.Frame> frames(byte[] bytes, Cut cut, int side, long most) throws IOException {
        return MovingPicture.frames(write(bytes), cut, side, most).orElseThrow();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("picture"), bytes);
    }
}
