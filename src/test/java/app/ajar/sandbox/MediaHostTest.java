package app.ajar.sandbox;

import app.ajar.sandbox.world.Person.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class MediaHostTest extends SandboxTest {

    @Test
    void profilePicture_isAJpeg_alwaysTheSame() throws IOException {
        HttpResponse<byte[]> first = caller.bytes(avatar("maya.okafor"));

        assertThat(first.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        var image = ImageIO.read(new ByteArrayInputStream(first.body()));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(caller.bytes(avatar("maya.okafor")).body()).isEqualTo(first.body());
        assertThat(caller.bytes(avatar("thao.ng")).body()).isNotEqualTo(first.body());
    }

    @Test
    void photo_hasTheSizeItSays() throws IOException {
        var data = caller.thread("thao.ng", "attachments", 1).getFirst().path("attachments").path("data").get(0)
                .path("image_data");

        var image = ImageIO.read(new ByteArrayInputStream(caller.bytes(data.path("url").asString()).body()));
        assertThat(image.getWidth()).isEqualTo(data.path("width").asInt()).isEqualTo(1080);
        assertThat(image.getHeight()).isEqualTo(data.path("height").asInt()).isEqualTo(1350);
    }

    @Test
    void address_expires_atTheTimeItNames() {
        String url = avatar("maya.okafor");
        assertThat(status(url)).isEqualTo(200);

        sandbox.clock().advance(Duration.ofDays(5));

        assertThat(status(url)).isEqualTo(403);
        assertThat(text(url)).isEqualTo("URL signature expired");
        assertThat(status(avatar("maya.okafor"))).isEqualTo(200);
    }

    @Test
    void alteredQuery_isRefused() {
        String url = avatar("maya.okafor");

        for (String altered : new String[]{url.replace("s320x320", "s640x640"), url + "&x=1",
                url.replace("&oe=6", "&oe=7"), url.substring(0, url.indexOf("&oh="))}) {
            assertThat(status(altered)).isEqualTo(403);
            assertThat(text(altered)).isEqualTo("URL signature mismatch");
        }
        assertThat(status(url.replace(sandbox.personId("maya.okafor"), sandbox.personId("thao.ng")))).isEqualTo(403);
    }

    @Test
    void token_isRefused_andCounted() {
        String url = avatar("maya.okafor");

        assertThat(caller.get(url).status()).isEqualTo(400);
        assertThat(status(url + "&access_token=" + sandbox.token())).isEqualTo(400);
        assertThat(sandbox.log().tokenAtMediaHost()).isEqualTo(2);
    }

    @Test
    void pictures_failAsTheyWereToldTo() throws IOException {
        assertThat(status(avatar("bram.devries"))).isEqualTo(403);
        HttpResponse<byte[]> broken = caller.bytes(avatar("ines.duarte"));
        assertThat(broken.statusCode()).isEqualTo(200);
        assertThat(broken.body()).hasSize(400).startsWith(0xFF, 0xD8, 0xFF);

        sandbox.picture("maya.okafor", Picture.LYING);
        HttpResponse<byte[]> lying = caller.bytes(avatar("maya.okafor"));
        assertThat(lying.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(lying.body()).startsWith(0x89, 'P', 'N', 'G');

        sandbox.picture("maya.okafor", Picture.GIF);
        assertThat(caller.bytes(avatar("maya.okafor")).body()).startsWith('G', 'I', 'F', '8');

        HttpResponse<byte[]> webp = caller.bytes(avatar("yuki.tanaka"));
        assertThat(webp.headers().firstValue("Content-Type")).hasValue("image/webp");
        assertThat(webp.body()).startsWith('R', 'I', 'F', 'F');

        sandbox.picture("maya.okafor", Picture.HUGE);
        HttpResponse<byte[]> huge = caller.bytes(avatar("maya.okafor"));
        assertThat(huge.body().length).isGreaterThan(10 * 1024 * 1024);
        assertThat(huge.headers().firstValue("Content-Length")).isEmpty();

        sandbox.picture("maya.okafor", Picture.HTML);
        assertThat(text(avatar("maya.okafor"))).startsWith("<!DOCTYPE html>");

        sandbox.picture("maya.okafor", Picture.NONE);
        assertThat(caller.get("/" + sandbox.personId("maya.okafor") + "?fields=profile_pic").json().has("profile_pic"))
                .isFalse();
    }

    @Test
    void story_isGoneAfterADay_andItsSignatureBeforeThatAfterFive() {
        String url = story("lucia.carrasco");
        assertThat(status(url)).isEqualTo(200);
        assertThat(status(url + "A")).isEqualTo(403);

        sandbox.clock().advance(Duration.ofHours(24));

        assertThat(status(url)).isEqualTo(404);
        assertThat(status(story("lucia.carrasco"))).isEqualTo(404);
        sandbox.clock().advance(Duration.ofDays(5));
        assertThat(text(url)).isEqualTo("URL signature expired");
    }

    @Test
    void mediaOfAnUnsentMessage_isGone() {
        String url = caller.thread("thao.ng", "attachments", 1).getFirst().path("attachments").path("data").get(0)
                .path("image_data").path("url").asString();
        sandbox.unsends(sandbox.messageId("thao.ng", 0));

        assertThat(status(url)).isEqualTo(404);
    }

    @Test
    void voice_isAWav() {
        String url = caller.thread("amara.diallo", "attachments", 2).getLast().path("attachments").path("data").get(0)
                .path("file_url").asString();

        assertThat(caller.bytes(url).body()).startsWith('R', 'I', 'F', 'F');
    }

    @Test
    void film_isAnMp4_ofTheSizeItSays() {
        JsonNode film = attachments("sofie.surfs", 2).getFirst();

        assertThat(film.path("mime_type").asString()).isEqualTo("video/mp4");
        assertThat(film.path("video_data").path("width").asInt()).isEqualTo(540);
        HttpResponse<byte[]> served = caller.bytes(film.path("video_data").path("url").asString());
        assertThat(served.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(new String(served.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        assertThat(served.body().length).isBetween(50_000, 150_000);
        HttpResponse<byte[]> poster = caller.bytes(film.path("video_data").path("preview_url").asString());
        assertThat(poster.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(poster.body()).startsWith(0xFF, 0xD8).hasSizeBetween(5_000, 60_000);
    }

    @Test
    void paper_isAPdf_withItsNameAndPicture() {
        JsonNode paper = attachments("dune.studio", 3).getFirst();

        assertThat(paper.path("mime_type").asString()).isEqualTo("application/pdf");
        assertThat(paper.path("name").asString()).isEqualTo("Call sheet Northumberland.pdf");
        HttpResponse<byte[]> served = caller.bytes(paper.path("file_url").asString());
        assertThat(served.headers().firstValue("Content-Type")).hasValue("application/pdf");
        String text = new String(served.body(), StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.").endsWith("%%EOF\n").contains("/DCTDecode", "Call sheet: two days");
        assertThat(served.body().length).isBetween(20_000, 500_000);
    }

    @Test
    void webp_isStill_orMoves() throws IOException {
        JsonNode still = attachments("eleni.papadaki", 3).getFirst();
        byte[] photo = caller.bytes(still.path("image_data").path("url").asString()).body();
        assertThat(still.path("mime_type").asString()).isEqualTo("image/webp");
        assertThat(new String(photo, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WEBPVP8 ");
        var image = ImageIO.read(new ByteArrayInputStream(photo));
        assertThat(image.getWidth()).isEqualTo(still.path("image_data").path("width").asInt()).isEqualTo(1080);
        assertThat(image.getHeight()).isEqualTo(still.path("image_data").path("height").asInt()).isEqualTo(1350);

        byte[] moving = caller.bytes(attachments("hana.novotna", 2).getFirst().path("image_data").path("url")
                .asString()).body();
        assertThat(new String(moving, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WEBPVP8X");
        assertThat(new String(moving, StandardCharsets.ISO_8859_1)).contains("ANIM", "ANMF");
    }

    @Test
    void gif_moves_forEver() throws IOException {
        byte[] gif = caller.bytes(attachments("yuki.tanaka", 2).getFirst().path("image_data").path("animated_gif_url")
                .asString()).body();

        assertThat(gif).startsWith('G', 'I', 'F', '8', '9', 'a');
        assertThat(new String(gif, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(12);
        } finally {
            reader.dispose();
        }
    }

    @ParameterizedTest
    @CsvSource({"kasia.wisniewska, 20, 2", "amara.diallo, 4, 3", "lucia.carrasco, 2, 5"})
    void severalPhotosOfOneMessage_areAllServed_andDiffer(String person, int fromNewest, int photos)
            throws IOException {
        List<JsonNode> rows = attachments(person, fromNewest);

        assertThat(rows).hasSize(photos);
        assertThat(rows).extracting(row -> row.path("id").asString()).doesNotHaveDuplicates();
        Set<String> seen = new HashSet<>();
        for (JsonNode row : rows) {
            byte[] photo = caller.bytes(row.path("image_data").path("url").asString()).body();
            assertThat(photo).startsWith(0xFF, 0xD8, 0xFF);
            assertThat(ImageIO.read(new ByteArrayInputStream(photo)).getHeight())
                    .isEqualTo(row.path("image_data").path("height").asInt());
            seen.add(HexFormat.of().formatHex(photo));
        }
        assertThat(seen).hasSize(photos);
    }

    /** What the n-th newest message of a thread carries. */
    private List<JsonNode> attachments(String person, int fromNewest) {
        List<JsonNode> rows = new ArrayList<>();
        caller.thread(person, "attachments", fromNewest).getLast().path("attachments").path("data").forEach(rows::add);
        return rows;
    }

    private String avatar(String person) {
        return caller.get("/" + sandbox.personId(person) + "?fields=profile_pic").json().path("profile_pic").asString();
    }

    private String story(String person) {
        return caller.thread(person, "story", 1).getFirst().path("story").path("mention").path("link").asString();
    }

    private int status(String url) {
        return caller.bytes(url).statusCode();
    }

    private String text(String url) {
        return new String(caller.bytes(url).body(), StandardCharsets.UTF_8);
    }
}
