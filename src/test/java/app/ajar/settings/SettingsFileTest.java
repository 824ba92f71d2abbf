package app.ajar.settings;

import app.ajar.settings.Settings.Keep;
import app.ajar.settings.Settings.Theme;
import app.ajar.settings.Settings.WindowPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsFileTest {

    private static final Settings CHANGED = new Settings("v25.0", Theme.DARK, false, false, 400.5, "17841400000000001",
            "aWdfZAG06Ünï==", new WindowPlace(-1200, 40, 1280, 800, true), Keep.AVATARS_ONLY, 500_000_000,
            Duration.ofSeconds(10), new Settings.Signals(true, true),
            new Settings.EmojiUse(List.of("👍🏽", "👨‍👩‍👧‍👦", "❤️"), 3), "de",
            new Notifications(false, false, Notifications.Details.NAMES, true,
                    new Notifications.Quiet(true, LocalTime.of(13, 30), LocalTime.of(6, 5),
                            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
                    Instant.parse("2026-11-22T13:00:00Z"), Instant.parse("2026-11-22T12:00:00.123Z")));

    @TempDir
    private Path folder;

    @Test
    void settings_surviveARestart() {
        new SettingsFile(folder).save(CHANGED);

        assertThat(new SettingsFile(folder).current()).isEqualTo(CHANGED);
    }

    @Test
    void missingFile_givesTheDefaults_andIsNotWritten() throws IOException {
        assertThat(new SettingsFile(folder).current()).isEqualTo(Settings.DEFAULTS);
        assertThat(new SettingsFile(folder.resolve("none")).current()).isEqualTo(Settings.DEFAULTS);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"theme\":\"DARK\"", "[]", "null", "42", "\"text\"", "\u0000\u0000\u0000",
            "<html></html>", "{\"theme\":\"DARK\"} trailing"})
    void fileThatIsNoJsonObject_isSetAside(String content) throws IOException {
        write(content);

        SettingsFile file = new SettingsFile(folder);

        assertThat(file.current()).isEqualTo(Settings.DEFAULTS);
        assertThat(names()).containsExactly("settings.json.bad");
        assertThat(Files.readString(folder.resolve("settings.json.bad"))).isEqualTo(content);
        file.save(CHANGED);
        assertThat(new SettingsFile(folder).current()).isEqualTo(CHANGED);
    }

    @Test
    void deeplyNestedOrHugeFile_isSetAside() throws IOException {
        write("{\"a\":".repeat(100_000));
        assertThat(new SettingsFile(folder).current()).isEqualTo(Settings.DEFAULTS);

        write("{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
        assertThat(new SettingsFile(folder).current()).isEqualTo(Settings.DEFAULTS);
        assertThat(names()).containsExactly("settings.json.bad");
    }

    @Test
    void unknownKeys_areIgnored_andMissingOnesAreDefaults() throws IOException {
        write("{\"theme\":\"LIGHT\",\"fromTheFuture\":{\"a\":[1,2]}}");

        assertThat(new SettingsFile(folder).current()).isEqualTo(Settings.DEFAULTS.withTheme(Theme.LIGHT));
        assertThat(names()).containsExactly("settings.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"theme\":7}", "{\"theme\":\"PURPLE\"}", "{\"theme\":null}", "{\"enterSends\":\"yes\"}",
            "{\"enterSends\":null}", "{\"detailsShown\":1}", "{\"sidebarWidth\":\"wide\"}", "{\"sidebarWidth\":1e999}",
            "{\"apiVersion\":26}", "{\"apiVersion\":\"26.0\"}", "{\"apiVersion\":\"v26.0/../..\"}",
            "{\"apiVersion\":\"v26.0?x=\"}", "{\"selectedAccount\":5}", "{\"selectedAccount\":\"  \"}",
            "{\"selectedConversation\":[]}", "{\"window\":5}", "{\"window\":{}}",
            "{\"window\":{\"x\":1,\"y\":1,\"width\":0,\"height\":800}}",
            "{\"window\":{\"x\":1,\"y\":1,\"width\":900,\"height\":-800}}",
            "{\"window\":{\"x\":1e9,\"y\":1,\"width\":900,\"height\":800}}",
            "{\"window\":{\"x\":1,\"width\":900,\"height\":800}}", "{\"keep\":\"SOME\"}", "{\"keep\":true}",
            "{\"mediaBytes\":\"lots\"}", "{\"mediaBytes\":1e999}", "{\"notifications\":true}",
            "{\"notifications\":{\"messages\":1,\"windows\":\"no\",\"details\":\"ALL\",\"quiet\":7}}",
            "{\"notifications\":{\"pausedUntil\":\"soon\",\"windowsTold\":\"2026-13-01T00:00:00Z\"}}",
            "{\"notifications\":{\"quiet\":{\"on\":true,\"from\":\"25:00\",\"to\":\"07:00\"}}}",
            "{\"notifications\":{\"quiet\":{\"on\":true,\"from\":\"07:00\",\"to\":\"07:00\"}}}",
            "{\"notifications\":{\"quiet\":{\"on\":true,\"from\":\"22:00\"}}}",
            "{\"notifications\":{\"quiet\":{\"from\":\"22:00\",\"to\":\"08:00\",\"days\":\"someday\"}}}"})
    void valueThatMakesNoSense_isTheDefault(String content) throws IOException {
        write(content);

        assertThat(new SettingsFile(folder).current()).isEqualTo(Settings.DEFAULTS);
        assertThat(names()).containsExactly("settings.json");
    }

    @Test
    void oneBadValue_costsNoOther() throws IOException {
        write("{\"theme\":\"dark\",\"enterSends\":\"broken\",\"selectedAccount\":\"1\"}");

        assertThat(new SettingsFile(folder).current())
                .isEqualTo(Settings.DEFAULTS.withTheme(Theme.DARK).withSelection("1", null));
    }

    @ParameterizedTest
    @CsvSource({"0,280", "-5,280", "279.9,280", "280,280", "333,333", "460,460", "460.1,460", "100000,460"})
    void sidebar_isNeverTooNarrowOrTooWide(double written, double read) throws IOException {
        write("{\"sidebarWidth\":" + written + "}");

        assertThat(new SettingsFile(folder).current().sidebarWidth()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"-1,100000000", "0,100000000", "99999999,100000000", "100000001,100000001", "5e9,5000000000",
            "1e300,1000000000000000"})
    void roomForMedia_isNeverTooSmallToUse(double written, long read) throws IOException {
        write("{\"mediaBytes\":" + written + "}");

        assertThat(new SettingsFile(folder).current().mediaBytes()).isEqualTo(read);
    }

    @Test
    void byteOrderMark_isNoReasonToForget() throws IOException {
        write("\uFEFF{\"theme\":\"DARK\"}");

        assertThat(new SettingsFile(folder).current().theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void save_isWhole_leavesNothingAside_andIsTheOwnersAlone() throws IOException {
        DataFolder.create(folder.resolve("new"));
        SettingsFile file = new SettingsFile(folder.resolve("new"));
        assertThat(file.save(CHANGED)).isEmpty();
        file.save(Settings.DEFAULTS);

        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("settings.json");
        }
        Assumptions.assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
        assertThat(permissions(folder.resolve("new/settings.json"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("new"))).isEqualTo("rwx------");
    }

    @Test
    void save_beginsNoFolderAnew_thatWentAway() {
        SettingsFile file = new SettingsFile(folder.resolve("gone"));
        file.save(CHANGED);
        assertThat(folder.resolve("gone")).doesNotExist();
        assertThat(file.current()).isEqualTo(CHANGED);
    }

    @Test
    void saveThatFails_isTakenNonetheless() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        SettingsFile file = new SettingsFile(blocked);

        assertThat(file.save(CHANGED)).as("why").isPresent();

        assertThat(file.current()).isEqualTo(CHANGED);
        assertThat(Files.readString(blocked)).isEqualTo("a file");
    }

    private void write(String content) throws IOException {
        Files.write(folder.resolve("settings.json"), content.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
