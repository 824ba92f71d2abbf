package app.ajar.cli;

import app.ajar.model.ApiAddress;
import app.ajar.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked wrongly, and what is asked of the window. */
class CliUsageTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense", "sync --nonsense", "sync extra", "sync --patience 0",
            "sync --patience -3", "sync --patience x", "sync --patience", "sync --patience 99999999999", "connect",
            "disconnect", "send", "send c", "send c t extra", "send c t --wait 0", "send c t --wait 1.5",
            "outbox --retry", "outbox --retry x", "outbox --retry 1 --discard 1", "search", "search w --limit 0",
            "search w --limit -1", "export", "export --format jsonl", "export --out f", "export --format xml --out f",
            "sandbox --port 0", "sandbox --port 70000", "sandbox --people 0", "sandbox --people 100001",
            "sandbox --messages -1", "sandbox --seed x", "accounts extra", "doctor extra", "--open 0", "--open -1",
            "--open x", "--size 10", "--size 1x1", "--size 99999x99999", "--size 800x600x2", "--theme blue", "--theme",
            "--api ftp://example.com accounts", "--api http://example.com accounts", "accounts --api http://10.0.0.1",
            "accounts --api https://user@example.com", "accounts --api ::", "accounts --data",
            "accounts --data a --data b",
            "--demo accounts", "accounts --demo", "--screenshot p.png doctor", "--json=maybe accounts"})
    void wrongUsage_leavesWithTwoAndOneSentence(String line) {
        CliRun.Ended ended = cli().run(line.split(" ", -1));

        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ").endsWith(".\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyDataFolderName_isWrongUsage() {
        assertThat(cli().run("accounts", "--data", "").status()).isEqualTo(2);
    }

    @Test
    void aFileAsDataFolder_isWrongUsage() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "here");

        CliRun.Ended ended = cli().run("accounts", "--data", file.toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("is a file and not a folder").hasLineCount(1);
        assertThat(file).hasContent("here");
    }

    @Test
    void aTokenWhereItDoesNotBelong_isNotRepeated() {
        String token = "IGAAJkTestTokenThatNobodyMustSee0123456789";

        CliRun.Ended ended = cli().run("accounts", token);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).doesNotContain(token).contains("IG…");
    }

    @Test
    void aLineBreakInAnArgument_doesNotBreakTheSentence() {
        assertThat(cli().run("two\nlines").err().lines()).hasSize(1);
    }

    @Test
    void help_namesEveryCommandOfTheContract() {
        CliRun.Ended ended = cli().run("--help");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("connect", "accounts", "disconnect", "sync", "send", "outbox", "search",
                "export",
                "sandbox", "doctor", "--data", "--api", "--json", "--verbose", "--demo", "--screenshot");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void help_ofACommand_tellsItsOptions() {
        CliRun.Ended ended = cli().run("sync", "--help");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("--patience", "--watch", "--account");
    }

    @Test
    void version_isTheOneGiven() {
        assertThat(cli().run("--version").out()).isEqualTo("ajar 1.2.3\n");
        assertThat(cli().run("sync", "--version").out()).isEqualTo("ajar 1.2.3\n");
    }

    @Test
    void withoutACommand_theWindowIsAskedFor() {
        CliRun cli = cli();

        assertThat(cli.run().status()).isZero();
        assertThat(cli.desktop).containsExactly(new DesktopRequest(false, null, null, null, 0, null, folder, false,
                ApiAddress.META, false, null));
    }

    @Test
    void theWindowsOptions_reachIt() {
        CliRun cli = cli();

        CliRun.Ended ended = cli.run("--demo", "--screenshot", "p.png", "--size", "900x600", "--theme", "dark",
                "--open",
                "3", "--page", "settings", "--api", "http://127.0.0.1:8080/", "--verbose", "--at",
                "2026-11-22T14:20:00Z");

        assertThat(ended.out()).isEqualTo("p.png\n");
        assertThat(cli.desktop).containsExactly(new DesktopRequest(true, Path.of("p.png"),
                new DesktopRequest.Size(900, 600), Settings.Theme.DARK, 3, "settings", folder, false,
                URI.create("http://127.0.0.1:8080"), true, Instant.parse("2026-11-22T14:20:00Z")));
    }

    @Test
    void aMoment_isForPicturesOfTheDemo_andWrittenWhole() {
        for (List<String> wrong : List.of(List.of("--at", "2026-11-22T14:20:00Z"),
                List.of("--demo", "--at", "2026-11-22T14:20:00Z"),
                List.of("--screenshot", "p.png", "--at", "2026-11-22T14:20:00Z"),
                List.of("--demo", "--screenshot", "p.png", "--at", "yesterday"))) {
            CliRun cli = cli();

            CliRun.Ended ended = cli.run(wrong.toArray(String[]::new));

            assertThat(ended.status()).as("%s", wrong).isEqualTo(2);
            assertThat(ended.err()).hasLineCount(1).contains("nothing was done");
            assertThat(cli.desktop).isEmpty();
        }
    }

    @Test
    void aPlainStart_isReadAsAnyOther() {
        String other = folder.resolve("o").toString();
        for (List<String> plain : List.of(List.<String>of(), List.of("--demo"), List.of("--verbose", "--data", other),
                List.of("--api", "http://127.0.0.1:8080/", "--demo", "--data", other))) {
            CliRun cli = cli();

            int asPlain = cli.run(plain.toArray(String[]::new)).status();
            int asAny = cli.run(Stream.concat(plain.stream(), Stream.of("--json")).toArray(String[]::new)).status();

            assertThat(asPlain).isZero().isEqualTo(asAny);
            assertThat(cli.desktop).as("%s", plain).hasSize(2);
            assertThat(cli.desktop.getFirst()).isEqualTo(cli.desktop.getLast());
        }
    }

    @Test
    void aPlainStartWithAMistake_isExplainedAsAnyOther() {
        for (List<String> wrong : List.of(List.of("--data"), List.of("--demo", "--demo"), List.of("--data", "--demo"),
                List.of("--data", ""), List.of("--api", "http://example.com"), List.of("--demo", "--nonsense"))) {
            CliRun cli = cli();

            CliRun.Ended ended = cli.run(wrong.toArray(String[]::new));

            assertThat(ended.status()).as("%s", wrong).isEqualTo(2);
            assertThat(ended.err().lines()).as("%s", wrong).hasSize(1);
            assertThat(cli.desktop).as("%s", wrong).isEmpty();
        }
    }

    @Test
    void anOptionsValue_mayBeCalledLikeACommand() {
        CliRun cli = cli();

        assertThat(cli.run("--page", "connect", "--screenshot", "sync").status()).isZero();
        assertThat(cli.desktop).extracting(DesktopRequest::page).containsExactly("connect");
        assertThat(cli.desktop).extracting(DesktopRequest::screenshot).containsExactly(Path.of("sync"));
    }

    @Test
    void thePicturesPath_isJsonWhenAsked() {
        assertThat(cli().run("--screenshot", "p.png", "--json").out()).isEqualTo("{\"picture\":\"p.png\"}\n");
    }

    @Test
    void theEnvironment_namesFolderAndApi_andTheCommandLineWins() {
        CliRun cli = new CliRun(Map.of("AJAR_DATA", folder.resolve("e").toString(), "AJAR_API", "https://e.example"),
                folder, Clock.systemUTC());

        cli.run();
        cli.run("--data", folder.resolve("c").toString(), "--api", "https://c.example");

        assertThat(cli.desktop).extracting(DesktopRequest::data).containsExactly(folder.resolve("e"),
                folder.resolve("c"));
        assertThat(cli.desktop).extracting(DesktopRequest::dataGiven).containsExactly(true, true);
        assertThat(cli.desktop).extracting(request -> request.api().toString()).containsExactly("https://e.example",
                "https://c.example");
    }

    @Test
    void emptyVariables_meanNothing() {
        CliRun cli = new CliRun(Map.of("AJAR_DATA", "", "AJAR_API", " "), folder, Clock.systemUTC());

        assertThat(cli.run().status()).isZero();
        assertThat(cli.desktop).extracting(DesktopRequest::data).containsExactly(folder);
    }

    @Test
    void aBadApiInTheEnvironment_isRefused() {
        CliRun cli = new CliRun(Map.of("AJAR_API", "http://example.com"), folder, Clock.systemUTC());

        assertThat(cli.run().status()).isEqualTo(2);
        assertThat(cli.desktop).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "outbox", "doctor"})
    void globalOptions_standBeforeOrAfterTheCommand(String command) {
        String api = "http://127.0.0.1:1";
        CliRun.Ended before = cli().run("--json", "--api", api, "--data", folder.resolve("d").toString(), command);
        CliRun.Ended after = cli().run(command, "--json", "--api", api, "--data", folder.resolve("d").toString());

        assertThat(before.json().isObject()).isTrue();
        assertThat(after.json().propertyNames()).isEqualTo(before.json().propertyNames());
    }

    private CliRun cli() {
        return new CliRun(Map.of(), folder, Clock.systemUTC());
    }
}
