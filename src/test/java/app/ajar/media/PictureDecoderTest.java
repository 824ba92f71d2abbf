package app.ajar.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PictureDecoderTest {

    @TempDir
    private Path folder;

    @Test
    void square_showsTheMiddle_ofEveryKind() throws IOException {
        List<byte[]> pictures = List.of(Pictures.png(300, 100), Pictures.jpeg(100, 300), Pictures.gif(90, 90),
                Pictures.webp(), Pictures.webpLossless());
        for (byte[] picture : pictures) {
            BufferedImage square = decoded(picture, 40);
            assertThat(square.getWidth()).isEqualTo(40);
            assertThat(square.getHeight()).isEqualTo(40);
            assertLike(square.getRGB(5, 20), Pictures.LEFT);
            assertLike(square.getRGB(35, 20), Pictures.RIGHT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 80, 333, 1000})
    void square_hasTheSideAskedFor_fromSmallerAndLargerPictures(int side) throws IOException {
        assertThat(decoded(Pictures.png(5, 3), side).getWidth()).isEqualTo(side);
        assertThat(decoded(Pictures.png(3000, 2500), side).getHeight()).isEqualTo(side);
        assertThat(decoded(Pictures.png(1, 2000), side).getHeight()).isEqualTo(side);
    }

    /** The stored picture is red on its left; where the red must be seen is EXIF 2.32's table for tag 0x0112. */
    @ParameterizedTest
    @CsvSource({"1,5,20,35,20", "2,35,20,5,20", "3,35,20,5,20", "4,5,20,35,20", "5,20,5,20,35", "6,20,5,20,35",
            "7,20,35,20,5", "8,20,35,20,5", "9,5,20,35,20"})
    void jpegOrientation_isHonoured(int orientation, int redX, int redY, int blueX, int blueY) throws IOException {
        BufferedImage square = decoded(Pictures.jpegTurned(160, 160, orientation), 40);

        assertLike(square.getRGB(redX, redY), Pictures.LEFT);
        assertLike(square.getRGB(blueX, blueY), Pictures.RIGHT);
    }

    @Test
    void transparency_isKept() throws IOException {
        BufferedImage square = decoded(Pictures.pngWithAlpha(100, 100), 40);

        assertLike(square.getRGB(5, 20), Pictures.LEFT);
        assertThat(square.getRGB(35, 20) >>> 24).isZero();
    }

    @Test
    void animation_showsItsFirstFrame() throws IOException {
        assertLike(decoded(Pictures.gifAnimated(30), 40).getRGB(20, 20), Pictures.LEFT);
        assertLike(decoded(Pictures.webpAnimated(), 40).getRGB(20, 20), Color.RED);
    }

    @Test
    void fileThatIsMissingBrokenOrTooLarge_givesNothing() throws IOException {
        assertThat(PictureDecoder.square(folder.resolve("none.png"), 40)).isEmpty();
        assertThat(PictureDecoder.square(folder, 40)).isEmpty();
        assertThat(PictureDecoder.square(write(new byte[0]), 40)).isEmpty();
        assertThat(PictureDecoder.square(write(Pictures.firstHalf(Pictures.png(200, 200))), 40)).isEmpty();
        assertThat(PictureDecoder.square(write(Pictures.pngClaiming(50_000, 50_000)), 40)).isEmpty();
        assertThat(PictureDecoder.square(write(Pictures.gifClaiming(50_000, 50_000)), 40)).isEmpty();
        assertThat(PictureDecoder.square(write(new byte[(int) MediaHttp.MOST_BYTES + 1]), 40)).isEmpty();
    }

    @Test
    void name_doesNotDecideTheKind() throws IOException {
        Path misnamed = Files.write(folder.resolve("picture.gif"), Pictures.jpeg(50, 50));

        assertThat(PictureDecoder.square(misnamed, 20)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"300,100,60,60,20", "100,300,60,20,60", "30,20,60,30,20", "4000,3000,2048,2048,1536", "3000,1,60,60,1"})
    void whole_keepsTheShape_andIsNeverLargerThanThePicture(int width, int height, int side, int wide, int high)
            throws IOException {
        BufferedImage whole = PictureDecoder.whole(write(Pictures.png(width, height)), side).orElseThrow();

        assertThat(whole.getWidth()).isEqualTo(wide);
        assertThat(whole.getHeight()).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({"1,5,10,55,10", "3,55,10,5,10", "6,10,5,10,55", "8,10,55,10,5"})
    void whole_isTurnedUpright(int orientation, int redX, int redY, int blueX, int blueY) throws IOException {
        BufferedImage whole = PictureDecoder.whole(write(Pictures.jpegTurned(180, 60, orientation)), 60).orElseThrow();

        assertLike(whole.getRGB(redX, redY), Pictures.LEFT);
        assertLike(whole.getRGB(blueX, blueY), Pictures.RIGHT);
    }

    @Test
    void side_mustBePositive() throws IOException {
        Path file = write(Pictures.png(5, 5));

        assertThatThrownBy(() -> PictureDecoder.square(file, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private BufferedImage decoded(byte[] bytes, int side) throws IOException {
        return PictureDecoder.square(write(bytes), side).orElseThrow();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("picture"), bytes);
    }

    private static void assertLike(int argb, Color expected) {
        Color actual = new Color(argb, true);
        assertThat(actual.getAlpha()).isEqualTo(255);
        assertThat(Math.abs(actual.getRed() - expected.getRed())).isLessThan(40);
        assertThat(Math.abs(actual.getGreen() - expected.getGreen())).isLessThan(40);
        assertThat(Math.abs(actual.getBlue() - expected.getBlue())).isLessThan(40);
    }
}
