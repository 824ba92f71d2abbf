package app.ajar.sandbox;

import app.ajar.sandbox.world.Cast;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorldTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PAGE = "/me/conversations?platform=instagram&limit=100&fields="
            + Caller.enc("id,updated_time,participants,messages.limit(20){id,created_time,from,message,reactions}");

    @Test
    void sameSeedAndAnchor_giveTheSameWorld() throws IOException {
        SandboxOptions options = SandboxOptions.generated(60, 900, 11).withClock(CLOCK);

        assertThat(page(options)).isEqualTo(page(options));
        assertThat(page(options)).isNotEqualTo(page(options.withSeed(12)));
    }

    @Test
    void anotherAnchor_givesOtherMessageIds_andTheSameThreads() throws IOException {
        SandboxOptions options = Caller.quiet();
        try (Sandbox first = Sandbox.start(options);
                Sandbox second = Sandbox.start(options.withAnchor(NOW.minusSeconds(60)))) {
            assertThat(first.conversationId("maya.okafor")).isEqualTo(second.conversationId("maya.okafor"));
            assertThat(first.personId("maya.okafor")).isEqualTo(second.personId("maya.okafor"));
            assertThat(first.messageId("maya.okafor", 0)).isNotEqualTo(second.messageId("maya.okafor", 0));
            assertThatThrownBy(() -> second.unsends(first.messageId("maya.okafor", 0)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void crowd_isAsLargeAsAskedFor() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(300, 5_000, 3).withClock(CLOCK))) {
            assertThat(sandbox.people()).isEqualTo(300);
            assertThat(sandbox.messages()).isEqualTo(5_000);
        }
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(300, 10, 3).withClock(CLOCK))) {
            assertThat(sandbox.messages()).isEqualTo(300);
        }
        try (Sandbox sandbox = Sandbox.start(Caller.quiet().withCrowd(100, 1_000))) {
            assertThat(sandbox.people()).isEqualTo(100);
            assertThat(sandbox.everybody()).anyMatch(person -> person.username().equals("maya.okafor"));
        }
    }

    @Test
    void crowd_readsFromEndToEnd_withEveryMessageOnce_andInOrder() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(120, 3_000, 5).withClock(CLOCK));
                Caller caller = new Caller(sandbox)) {
            List<String> ids = new ArrayList<>();
            sandbox.everybody().forEach(person -> {
                List<JsonNode> rows = new ArrayList<>();
                String path = "/" + sandbox.conversationId(person.id()) + "/messages?limit=100";
                String after = "";
                boolean more = true;
                while (more) {
                    JsonNode answer = caller.get(path + after).json();
                    answer.path("data").forEach(rows::add);
                    more = answer.path("paging").has("next");
                    after = "&after=" + answer.path("paging").path("cursors").path("after").asString();
                }
                assertThat(rows).extracting(row -> row.path("created_time").asString())
                        .isSortedAccordingTo((a, b) -> b.compareTo(a));
                rows.forEach(row -> ids.add(row.path("id").asString()));
            });

            assertThat(ids).hasSize(3_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void options_refuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> SandboxOptions.quiet().withPort(70_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SandboxOptions.generated(-5, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SandboxOptions.generated(5, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cast_holdsWhatTheDemoIsToShow() throws IOException {
        try (Sandbox sandbox = Sandbox.start(Caller.quiet()); Caller caller = new Caller(sandbox)) {
            assertThat(sandbox.people()).isGreaterThanOrEqualTo(24);
            String longest = caller.thread("henrik.aas", "message", 2).getLast().path("message").asString();
            assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSize(1000);
            assertThat(caller.thread("pine.and.co", "from", 20)).hasSize(20)
                    .allMatch(row -> row.path("from").path("id").asString().equals(sandbox.accountId()));
            assertThat(caller.thread("tim.hollis", "message", 20)).hasSize(1);
            assertThat(sandbox.everybody()).anyMatch(person -> {
                String name = person.name();
                return name != null && name.length() > 60;
            });
            assertThat(caller.bare("/_control/state").text()).doesNotContain("\\ufffd");
        }
    }

    @Test
    void director_letsPeopleWriteWhileSomebodyWatches_andAnswer() {
        World world = new World(CLOCK, NOW);
        Cast cast = Cast.read();
        cast.moveInto(world, NOW, 7, cast.size());
        long before = world.visibleMessages();
        Director.Pace fast = new Director.Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(3),
                Duration.ofMillis(1));
        try (Director director = new Director(world, cast.cues(), 7, fast)) {
            assertThat(world.visibleMessages()).isEqualTo(before);
            director.watched();
            director.watched();
            Caller.await(() -> world.visibleMessages() == before + cast.cues().size());

            var talk = world.talkWith(world.find("maya.okafor").id()).orElseThrow();
            director.replied(talk, world.write(talk, true, "Done", Item.WORDS, null));
            Caller.await(() -> world.visibleMessages() == before + cast.cues().size() + 2);
            assertThat(talk.page(talk.written(), 1).getFirst().ours()).isFalse();
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("sandbox-director"));
    }

    @Test
    void close_leavesNoThread() throws IOException {
        Sandbox sandbox = Sandbox.start(Caller.quiet().withLively(true));
        try (Caller caller = new Caller(sandbox)) {
            caller.get("/me/conversations");
        }
        sandbox.close();

        Caller.await(
                () -> Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("sandbox-")));
    }

    private static String page(SandboxOptions options) throws IOException {
        try (Sandbox sandbox = Sandbox.start(options); Caller caller = new Caller(sandbox)) {
            // The port is the one thing that differs.
            return caller.get(PAGE).text().replace(sandbox.url(), "");
        }
    }
}
