package app.ajar.media;

import app.ajar.media.AvatarFiles.Fetched;
import app.ajar.model.AccountId;
import app.ajar.model.ParticipantId;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AvatarFilesTest {

    private static final AccountId ACCOUNT = new AccountId("17841400000000001");
    private static final ParticipantId ANA = new ParticipantId(ACCOUNT, "8198001");
    private static final String PLACE = "avatars/17841400000000001/8198001";

    @TempDir
    private Path folder;
    private MediaHost host;
    private MediaHttp http;
    private AvatarFiles files;

    @BeforeEach
    void open() throws IOException {
        host = new MediaHost();
        http = new MediaHttp(true);
        files = AvatarFiles.in(folder, http);
    }

    @AfterEach
    void close() {
        http.close();
        host.close();
    }

    @Test
    void picture_isStoredByWhatItIs_whateverItsHeaderAndNameSay() throws IOException {
        byte[] png = Pictures.png(60, 40);

        assertThat(files.fetch(ANA, host.body("/a.jpg", "image/jpeg", png))).isEqualTo(stored("png"));
        assertThat(Files.readAllBytes(folder.resolve(PLACE + ".png"))).isEqualTo(png);
        assertThat(files.fetch(ANA, host.body("/b.png", "text/html", Pictures.jpeg(60, 40)))).isEqualTo(stored("jpg"));
        assertThat(files.fetch(ANA, host.body("/c", "image/png", Pictures.gif(60, 40)))).isEqualTo(stored("gif"));
        assertThat(files.fetch(ANA, host.body("/d", "image/png", Pictures.webp()))).isEqualTo(stored("webp"));
        assertThat(files.fetch(ANA, host.body("/e", "image/png", Pictures.webpLossless()))).isEqualTo(stored("webp"));
    }

    @Test
    void pictureOfAnotherKind_replacesTheOldFile_andLeavesNothingElse() throws IOException {
        files.fetch(ANA, host.body("/a", "image/png", Pictures.png(10, 10)));
        files.fetch(ANA, host.body("/b", "image/jpeg", Pictures.jpeg(10, 10)));

        assertThat(allFiles()).containsExactly(PLACE + ".jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html><body>Sign in</body></html>",
            "{\"error\":{\"message\":\"no\",\"code\":190}}", "", "GIF", "BM......", "%PDF-1.7"})
    void bodyThatIsNoPicture_isUnfit_andKeepsTheOldOne(String body) throws IOException {
        files.fetch(ANA, host.body("/good", "image/png", Pictures.png(10, 10)));

        Fetched fetched = files.fetch(ANA, host.body("/bad", "image/png", body.getBytes(UTF_8)));

        assertThat(fetched).isInstanceOf(Fetched.Unfit.class);
        assertThat(allFiles()).containsExactly(PLACE + ".png");
        assertThat(files.intact(PLACE + ".png")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"204,Unfit", "304,Unfit", "300,Unfit", "400,Gone", "403,Gone", "404,Gone", "410,Gone", "408,Later",
            "429,Later", "500,Later", "503,Later"})
    void status_saysWhatToDoNext(int status, String outcome) {
        Fetched fetched = files.fetch(ANA, host.status("/status", status));

        assertThat(fetched.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(folder.resolve("avatars")).doesNotExist();
    }

    @Test
    void hostThatIsNotThere_isUnreachable() {
        String url = host.url("/a");
        host.close();

        assertThat(files.fetch(ANA, url)).isInstanceOf(Fetched.Unreachable.class);
    }

    @Test
    void tooLarge_isRefusedByItsLength_beforeItIsRead() {
        String url = host.on("/large", exchange -> {
            exchange.sendResponseHeaders(200, MediaHttp.MOST_BYTES + 1);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
        });

        assertThat(files.fetch(ANA, url)).isEqualTo(new Fetched.Unfit("more than 10 MB"));
    }

    @Test
    void tooLarge_isRefusedWithoutALength_afterTenMegabytes() throws IOException {
        String url = host.endless("/endless", Pictures.png(10, 10), Long.MAX_VALUE);

        assertThat(files.fetch(ANA, url)).isEqualTo(new Fetched.Unfit("more than 10 MB"));
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void bodyThatDripsForEver_isGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        String url = host.on("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            try {
                while (!over.await(20, TimeUnit.MILLISECONDS)) {
                    out.write(1);
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (MediaHttp hasty = new MediaHttp(true, Duration.ofMillis(400))) {
            assertThat(AvatarFiles.in(folder, hasty).fetch(ANA, url)).isInstanceOf(Fetched.Unreachable.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void bodyShorterThanItsLength_isNotKept() throws IOException {
        byte[] png = Pictures.png(10, 10);
        String url = host.on("/cut", exchange -> {
            exchange.sendResponseHeaders(200, png.length + 100L);
            exchange.getResponseBody().write(png);
            exchange.getResponseBody().flush();
        });

        assertThat(files.fetch(ANA, url)).isInstanceOf(Fetched.Unreachable.class);
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void cutOffPicture_isBroken_whateverItsKind() throws IOException {
        List<byte[]> whole = List.of(Pictures.png(300, 300), Pictures.jpeg(300, 300), Pictures.gif(300, 300),
                Pictures.webp(), Pictures.webpLossless());
        for (byte[] picture : whole) {
            byte[] cut = Pictures.firstHalf(picture);
            assertThat(files.fetch(ANA, host.body("/cut", "image/png", cut))).isEqualTo(new Fetched.Unfit("broken"));
        }
        assertThat(allFiles()).isEmpty();
    }

    @Test
    void pictureThatClaimsBillionsOfPixels_isRefusedBeforeItIsDecoded() throws IOException {
        Fetched tooManyPixels = new Fetched.Unfit("more than 40 million pixels");

        assertThat(files.fetch(ANA, host.body("/bomb.png", "image/png", Pictures.pngClaiming(50_000, 50_000))))
                .isEqualTo(tooManyPixels);
        assertThat(files.fetch(ANA, host.body("/bomb.gif", "image/gif", Pictures.gifClaiming(50_000, 50_000))))
                .isEqualTo(tooManyPixels);
        assertThat(files.fetch(ANA, host.body("/over.png", "image/png", Pictures.pngClaiming(8_000, 5_001))))
                .isEqualTo(tooManyPixels);
    }

    @Test
    void redirects_areFollowedThreeTimes_andNotFour() throws IOException {
        String picture = host.body("/picture", "image/png", Pictures.png(10, 10));
        String one = host.redirect("/1", "/picture");
        String two = host.redirect("/2", one);
        String three = host.redirect("/3", two);
        String four = host.redirect("/4", three);

        assertThat(picture).endsWith("/picture");
        assertThat(files.fetch(ANA, three)).isEqualTo(stored("png"));
        assertThat(files.fetch(ANA, four)).isEqualTo(new Fetched.Unfit("too many redirects"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/a", "https://192.168.1.1/a", "https://172.16.0.1/a",
            "https://169.254.169.254/latest/meta-data", "https://0.0.0.0/a", "https://100.64.0.1/a",
            "https://224.0.0.1/a", "https://[fe80::1]/a", "https://[fd00::1]/a", "https://[::]/a",
            "https://[::ffff:10.0.0.1]/a", "https://[64:ff9b::a00:1]/a", "http://example.com/a", "ftp://example.com/a",
            "file:///etc/passwd"})
    void redirectIntoAPrivateNetworkOrAnotherScheme_isNotFollowed(String target) {
        String url = host.redirect("/away", target);

        assertThat(files.fetch(ANA, url)).isEqualTo(new Fetched.Unfit("address not allowed"));
        assertThat(files.fetch(ANA, target)).isEqualTo(new Fetched.Unfit("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "//", "not a url", "javascript:alert(1)", "http://", "https://",
            "http://999.1.1.1/a", "http://1.2.3.4.5/a", "http://[::1", "http://user@evil.example/a", "\u0000"})
    void textThatIsNoAddress_isUnfit(String url) {
        assertThat(files.fetch(ANA, url)).isEqualTo(new Fetched.Unfit("address not allowed"));
    }

    @Test
    void loopback_isNotFetchedFrom_whenTheApiIsElsewhere() throws IOException {
        String url = host.body("/a", "image/png", Pictures.png(10, 10));
        int port = URI.create(url).getPort();
        try (MediaHttp guarded = new MediaHttp(false)) {
            AvatarFiles outside = AvatarFiles.in(folder, guarded);

            assertThat(outside.fetch(ANA, url)).isInstanceOf(Fetched.Unfit.class);
            assertThat(outside.fetch(ANA, "https://127.0.0.1:" + port + "/a")).isInstanceOf(Fetched.Unfit.class);
            assertThat(outside.fetch(ANA, "https://localhost:" + port + "/a")).isInstanceOf(Fetched.Unfit.class);
            assertThat(outside.fetch(ANA, "https://[::1]:" + port + "/a")).isInstanceOf(Fetched.Unfit.class);
        }
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void mediaHost_getsNoTokenAndNoCookie() throws IOException {
        host.on("/first", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "who=me");
            exchange.getResponseHeaders().set("Location", "/second");
            exchange.sendResponseHeaders(302, -1);
        });
        host.body("/second", "image/png", Pictures.png(10, 10));

        files.fetch(ANA, host.url("/first"));
        files.fetch(ANA, host.url("/second"));

        assertThat(host.asked()).hasSize(3);
        for (Headers headers : host.asked()) {
            assertThat(headers.keySet()).doesNotContain("Authorization", "Cookie", "Referer");
        }
    }

    @Test
    void packedBody_isNotUnpacked() {
        String url = host.on("/packed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            byte[] bytes = {0x1F, (byte) 0x8B, 8, 0};
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });

        assertThat(files.fetch(ANA, url)).isEqualTo(new Fetched.Unfit("not a picture"));
        assertThat(host.asked().getFirst().getFirst("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void idsOfAnyShape_stayInTheirAccountsFolder_andApart() throws IOException {
        List<String> ids = List.of("../../../../tmp/evil", "..", ".", "a/b", "a\\b", "C:\\x", "x".repeat(300), "Ana",
                "ana", "ANA", "con", "nul", "with space", "ünï", "a\u0000b", "*?\"<>|");
        List<String> stored = new ArrayList<>();
        String url = host.body("/a", "image/png", Pictures.png(10, 10));
        for (String id : ids) {
            Fetched fetched = files.fetch(new ParticipantId(new AccountId("../up"), id), url);
            assertThat(fetched).as(id).isInstanceOf(Fetched.Stored.class);
            stored.add(((Fetched.Stored) fetched).file());
        }
        assertThat(stored.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct())
                .hasSameSizeAs(ids);
        assertThat(allFiles()).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(stored).allMatch(name -> name.matches("avatars/id-[0-9a-f]{64}/[a-z0-9_-]+\\.png"));
        assertThat(stored).anyMatch(name -> name.endsWith("/ana.png"));
    }

    @Test
    void find_givesOnlyFilesOfTheDataFolder() throws IOException {
        files.fetch(ANA, host.body("/a", "image/png", Pictures.png(10, 10)));
        Path outside = Files.writeString(folder.resolveSibling("outside.txt"), "x");

        assertThat(files.find(PLACE + ".png")).isEqualTo(Optional.of(folder.resolve(PLACE + ".png")));
        assertThat(files.find("avatars/17841400000000001/none.png")).isEmpty();
        assertThat(files.find("avatars")).isEmpty();
        assertThat(files.find("../outside.txt")).isEmpty();
        assertThat(files.find(outside.toString())).isEmpty();
        assertThat(files.find("a\u0000b")).isEmpty();
        Files.delete(outside);
    }

    private static Fetched stored(String extension) {
        return new Fetched.Stored(PLACE + "." + extension);
    }

    private List<String> allFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted().toList();
        }
    }
}
