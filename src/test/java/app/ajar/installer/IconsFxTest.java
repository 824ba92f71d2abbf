package app.ajar.installer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All icons come from one drawing; what Windows and macOS read is taken apart again. */
class IconsFxTest {

    private static final Path DRAWING = Path.of("icons", "icon.svg");

    @TempDir
    static Path icons;

    @BeforeAll
    static void draw() throws Exception {
        FxToolkit.registerPrimaryStage();
        Icons.write(DRAWING, icons);
    }

    @Test
    void everySize_isDrawn_withTheTileAndTheLeafWhereTheyBelong() throws IOException {
        for (int side : new int[]{16, 24, 32, 48, 64, 128, 256, 512, 1024}) {
            BufferedImage picture = ImageIO.read(icons.resolve("ajar-" + side + ".png").toFile());

            assertThat(picture.getWidth()).isEqualTo(side);
            assertThat(picture.getHeight()).isEqualTo(side);
            assertThat(picture.getRGB(0, 0) >>> 24).as("the corner of %s is empty", side).isZero();
            assertThat(picture.getRGB(side / 2, side / 12) >>> 24).as("the tile of %s is full", side).isEqualTo(255);
            int leaf = picture.getRGB(side * 190 / 512, side * 240 / 512);
            assertThat(leaf & 0xff).as("the leaf of %s is light", side).isGreaterThan(200);
            assertThat(leaf >> 8 & 0xff).isGreaterThan(200);
        }
    }

    @Test
    void theWindowsIcons_areThoseOfTheDrawing() throws IOException {
        for (int side : new int[]{64, 128, 256, 512}) {
            BufferedImage drawn = ImageIO.read(icons.resolve("ajar-" + side + ".png").toFile());
            BufferedImage kept = ImageIO.read(Path.of("icons", "icon-" + side + ".png").toFile());
            byte[] shown = Files.readAllBytes(Path.of("src/main/resources/app/ajar/ui/shell/icon-" + side + ".png"));

            assertThat(shown).isEqualTo(Files.readAllBytes(Path.of("icons", "icon-" + side + ".png")));
            assertThat(difference(drawn, kept)).as("%s", side).isLessThan(4);
        }
    }

    @Test
    void theIco_listsItsPicturesWhereTheyAre() throws IOException {
        ByteBuffer ico = ByteBuffer.wrap(Files.readAllBytes(icons.resolve("ajar.ico"))).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(ico.getShort()).isZero();
        assertThat(ico.getShort()).isEqualTo((short) 1);
        int count = ico.getShort();
        assertThat(count).isEqualTo(7);
        int end = 6 + 16 * count;
        for (int i = 0; i < count; i++) {
            int entry = 6 + 16 * i;
            int side = ico.get(entry) == 0 ? 256 : Byte.toUnsignedInt(ico.get(entry));
            int length = ico.getInt(entry + 8);
            assertThat(ico.getInt(entry + 12)).isEqualTo(end);
            byte[] png = new byte[length];
            ico.get(end, png);
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(side);
            end += length;
        }
        assertThat(end).isEqualTo(ico.capacity());
    }

    @Test
    void theIcns_holdsEveryKindOnce() throws IOException {
        ByteBuffer icns = ByteBuffer.wrap(Files.readAllBytes(icons.resolve("ajar.icns")));

        assertThat(word(icns)).isEqualTo("icns");
        assertThat(icns.getInt()).isEqualTo(icns.capacity());
        Map<String, Integer> sides = new HashMap<>();
        while (icns.hasRemaining()) {
            String kind = word(icns);
            byte[] png = new byte[icns.getInt() - 8];
            icns.get(png);
            assertThat(sides.put(kind, ImageIO.read(new ByteArrayInputStream(png)).getWidth())).as(kind).isNull();
        }
        assertThat(sides).containsEntry("icp4", 16).containsEntry("ic07", 128).containsEntry("ic08", 256)
                .containsEntry("ic09", 512).containsEntry("ic10", 1024).containsEntry("ic11", 32);
    }

    @Test
    void aDrawingWithMoreThanIsKnown_isRefused() throws IOException {
        Path odd = Files.writeString(icons.resolve("odd.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><text>x</text></svg>");

        assertThatThrownBy(() -> Drawing.read(odd)).isInstanceOf(IOException.class).hasMessageContaining("<text>");
    }

    private static String word(ByteBuffer buffer) {
        byte[] four = new byte[4];
        buffer.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }

    /** The mean difference of a channel, of 255; drawings by two programs differ at their edges. */
    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / 4.0 / one.getWidth() / one.getHeight();
    }
}
