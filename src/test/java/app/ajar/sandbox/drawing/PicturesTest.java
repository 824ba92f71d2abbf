package app.ajar.sandbox.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PicturesTest {

    @Test
    void portraits_followTheirSeed() {
        byte[] first = Encoded.png(Portraits.draw("", 5, 64));

        assertThat(Encoded.png(Portraits.draw("", 5, 64))).isEqualTo(first);
        assertThat(Encoded.png(Portraits.draw("", 6, 64))).isNotEqualTo(first);
    }

    @Test
    void portrait_isDrawnAsItsWordsSay() {
        BufferedImage image = Portraits.draw("bg=#ff0000,#ff0000 skin=1 hair=bald:#000000 top=#00ff00 wear=crew", 1,
                320);

        assertThat(image.getRGB(4, 300) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(image.getRGB(140, 112) & 0xFFFFFF).isEqualTo(0xFBDCC8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mountains", "fjord", "lake", "beach", "camino", "surf", "cabin", "tent", "jumper", "mugs",
            "shelf", "boots", "seam", "scarf", "parcel", "market", "map", "workshop", "wave", "heart", "dachshund"})
    void scenes_fillThePicture_atAnyShape(String scene) {
        BufferedImage tall = Scenes.draw(scene, 90, 160, 1);
        BufferedImage square = Scenes.draw(scene, 120, 120, 1);

        assertThat(tall.getHeight()).isEqualTo(160);
        assertThat(colours(tall)).isGreaterThan(30);
        assertThat(colours(square)).isGreaterThan(30);
        assertThat(Encoded.png(Scenes.draw(scene, 90, 160, 1))).isEqualTo(Encoded.png(tall));
    }

    @Test
    void files_areWhatTheyCallThemselves() throws IOException {
        BufferedImage image = Portraits.draw("mark=star", 1, 40);

        assertThat(Encoded.jpeg(image)).startsWith(0xFF, 0xD8, 0xFF);
        assertThat(Encoded.gif(image)).startsWith('G', 'I', 'F');
        assertThat(Encoded.wav(2, 9)).hasSize(44 + 16_000).startsWith('R', 'I', 'F', 'F');
        assertThat(ImageIO.read(new ByteArrayInputStream(Encoded.png(image))).getWidth()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"surf", "wave", "dachshund"})
    void movement_beginsAndEnds_asTheStillPicture(String scene) {
        BufferedImage still = Scenes.draw(scene, 60, 60, 1);

        assertThat(Encoded.png(Scenes.draw(scene, 60, 60, 1, 0))).isEqualTo(Encoded.png(still));
        assertThat(Encoded.png(Scenes.draw(scene, 60, 60, 1, 1))).isEqualTo(Encoded.png(still));
        assertThat(Encoded.png(Scenes.draw(scene, 60, 60, 1, 0.2))).isNotEqualTo(Encoded.png(still));
    }

    @Test
    void pdf_namesWhereItsPartsAre() {
        String pdf = new String(Encoded.pdf("A (title)", Scenes.draw("beach", 60, 40, 1), List.of("One", "Größe")),
                StandardCharsets.ISO_8859_1);

        assertThat(pdf).contains("(A \\(title\\)) Tj", "(Gr\u00f6\u00dfe) Tj");
        int table = Integer.parseInt(pdf.substring(pdf.indexOf("startxref\n") + 10, pdf.indexOf("\n%%EOF")));
        List<String> rows = pdf.substring(table).lines().toList();
        assertThat(rows.getFirst()).isEqualTo("xref");
        for (int object = 1; object <= 7; object++) {
            int place = Integer.parseInt(rows.get(2 + object).substring(0, 10));
            assertThat(pdf.substring(place)).startsWith(object + " 0 obj\n");
        }
    }

    @Test
    void webp_holdsEveryPixel() throws IOException {
        BufferedImage image = Portraits.draw("", 3, 61);

        byte[] file = Encoded.webp(image);

        assertThat(new String(file, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WEBPVP8L");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        for (int y = 0; y < 61; y++) {
            for (int x = 0; x < 61; x++) {
                assertThat(read.getRGB(x, y) & 0xFFFFFF).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    private static int colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}
