package app.ajar.cli;

import app.ajar.Hostile;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What nobody means well with: kept and exported exactly, and nothing that a terminal obeys. */
class HostileCliTest {

    private static final long SEED = 11;
    /** What a terminal obeys or turns; half a character is none. */
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\u2028-\\u202E&&[^\\n]]");

    @TempDir
    Path folder;

    private CliRun cli(String api) {
        return new CliRun(Map.of("AJAR_API", api, "AJAR_VAULT", "file"), folder, Clock.systemUTC());
    }

    @Test
    void fromTheServerToTheExport_everyCharacterIsKept() throws IOException {
        // UTF-8 has no halves of characters, so no server can send them; and one answer holds the texts of all.
        List<Hostile.Person> people = Hostile.people().stream().filter(person -> !person.text().equals(Hostile.HALVES))
                .map(person -> new Hostile.Person(person.id(), person.name(),
                        person.text().substring(0, Math.min(person.text().length(), 100_000))))
                .toList();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(people.size(), people.size(), SEED))) {
            Map<String, Hostile.Person> byId = new HashMap<>();
            for (int i = 0; i < people.size(); i++) {
                String id = Crowd.personId(SEED, i);
                byId.put(id, people.get(i));
                sandbox.consents(id, true);
                sandbox.name(id, people.get(i).name());
                sandbox.personWrites(id, people.get(i).text());
            }
            CliRun cli = cli(sandbox.url());
            assertThat(cli.feed(sandbox.token(), "connect", "--token-file", "-").status()).isZero();
            CliRun.Ended synced = cli.run("sync");
            assertThat(synced.status()).as(synced.err()).isZero();

            List<JsonNode> lines = cli.run("export", "--format", "jsonl", "--out", "-").lines();
            Map<String, String> personOf = new HashMap<>();
            lines.stream().filter(line -> line.path("type").asString().equals("conversation")).forEach(line -> {
                String person = line.path("participant_id").asString();
                personOf.put(line.path("id").asString(), person);
                assertThat(line.path("participant_name").asString().equals(of(byId, person).name()))
                        .as("the name of " + of(byId, person).id()).isTrue();
            });
            assertThat(personOf).hasSameSizeAs(people);
            Set<String> exact = new HashSet<>();
            lines.forEach(line -> {
                String id = personOf.get(line.path("conversation_id").asString(""));
                if (id != null && line.path("text").asString("").equals(of(byId, id).text())) {
                    exact.add(id);
                }
            });
            assertThat(byId.keySet().stream().filter(id -> !exact.contains(id)).map(id -> of(byId, id).id())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "outbox", "doctor", "search e", "search alert", "search 0"})
    void onATerminal_nothingIsObeyed(String command) {
        store();
        CliRun.Ended ended = cli("http://127.0.0.1:1").run(command.split(" "));
        assertThat(ended.out().length()).isPositive();
        assertThat(obeyed(ended.out())).isEmpty();
        assertThat(obeyed(ended.err())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "doctor", "outbox", "sync --patience 1", "send hostile-0 Hello",
            "outbox --retry 1",
            "outbox --discard 1", "export --format jsonl --out -", "disconnect 17841400000000009"})
    void anAccountOfThatName_isObeyedByNoCommand(String command) {
        for (String name : List.of(Hostile.ESCAPES, Hostile.OVERRIDE, Hostile.CONTROLS, Hostile.JSON)) {
            try (StoredInbox stored = new StoredInbox(folder)) {
                AccountId account = new AccountId("17841400000000009");
                stored.connect(account, name);
                ConversationId talk = new ConversationId(account, "hostile-0");
                stored.writes(talk, StoredInbox.NOON, name);
                stored.database.outbox().enqueue(talk, name, false, StoredInbox.NOON);
            }
            for (boolean json : new boolean[]{false, true}) {
                CliRun.Ended ended = cli("http://127.0.0.1:1").run((command + (json ? " --json" : "")).split(" "));
                assertThat(ended.out().length() + ended.err().length()).isPositive();
                assertThat(obeyed(ended.out())).as(command).isEmpty();
                assertThat(obeyed(ended.err())).as(command).isEmpty();
                if (!json && ended.status() != 0) {
                    assertThat(ended.err()).as(command).hasLineCount(1);
                }
            }
        }
    }

    @Test
    void asJson_nothingIsObeyedEither_andEverythingReadsBackExactly() {
        store();
        CliRun cli = cli("http://127.0.0.1:1");
        CliRun.Ended found = cli.run("search", "e", "--limit", "1000", "--json");
        assertThat(obeyed(found.out())).isEmpty();
        List<String> texts = found.json().path("matches").valueStream().map(match -> match.path("text").asString(""))
                .toList();
        assertThat(texts.stream().filter(text -> text.length() < 1_000)).contains(Hostile.ESCAPES, Hostile.CONTROLS,
                Hostile.UNCLOSED, Hostile.OVERRIDE, Hostile.JSON);

        CliRun.Ended exported = cli.run("export", "--format", "jsonl", "--out", "-");
        assertThat(exported.status()).as(exported.err()).isZero();
        assertThat(obeyed(exported.out())).isEmpty();
        Set<String> exportedTexts = new HashSet<>();
        Set<String> exportedNames = new HashSet<>();
        exported.lines().forEach(line -> {
            exportedTexts.add(line.path("text").asString(""));
            exportedNames.add(line.path("participant_name").asString(""));
        });
        assertThat(Hostile.people().stream().filter(person -> !exportedTexts.contains(person.text())
                || !exportedTexts.contains(person.name()) || !exportedNames.contains(person.name()))
                .map(Hostile.Person::id)).isEmpty();
    }

    @Test
    void whatIsTypedOnTheCommandLine_doesNothingToTheTerminalInAComplaint() {
        for (String argument : List.of(Hostile.ESCAPES, Hostile.OVERRIDE, Hostile.MARKS)) {
            for (String[] line : Stream.of(new String[]{"--size", argument}, new String[]{argument, "x"},
                    new String[]{"disconnect", argument}, new String[]{"search", "--limit", argument, "x"}).toList()) {
                CliRun.Ended ended = cli("http://127.0.0.1:1").run(line);
                assertThat(ended.status()).isNotZero();
                assertThat(ended.err()).isNotBlank();
                assertThat(obeyed(ended.err())).isEmpty();
            }
        }
    }

    private static Hostile.Person of(Map<String, Hostile.Person> people, String id) {
        return Objects.requireNonNull(people.get(id));
    }

    private static List<String> obeyed(String output) {
        return OBEYED.matcher(output).results().map(MatchResult::group).distinct()
                .map(odd -> Integer.toHexString(odd.charAt(0))).toList();
    }

    private void store() {
        try (StoredInbox stored = new StoredInbox(folder).connected()) {
            for (Hostile.Person person : Hostile.people()) {
                stored.writes(person.id(), StoredInbox.NOON, person.text());
                stored.named(person.id(), person.name());
                stored.database.outbox().enqueue(StoredInbox.id(person.id()), person.name(), false, StoredInbox.NOON);
            }
        }
    }
}
