package app.ajar.sync;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.push.PushLine;
import app.ajar.push.PushState;
import app.ajar.push.PushState.Stage;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What pushes do to the cache, from a project over the real line to the real API. */
class PushedTest {

    private static final String PERSON = "maya.okafor";

    @TempDir
    Path folder;

    @Test
    void aPushedMessage_isReadFromTheApi_inItsConversationAlone() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            long threads = rig.sandbox.log().count(Endpoint.THREAD);

            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "Pushed, not asked for"));

            // Nobody looks at the conversation, so no poll reads it alone.
            Rig.until("read for itself", () -> rig.sandbox.log().count(Endpoint.THREAD) > threads);
            Rig.until("stored", () -> last(rig).equals("Pushed, not asked for"));
        }
    }

    /** What one pushed message cost: calls for the list, calls for the thread, and what the screen is told to read again. */
    private record Cost(long lists, long threads, Set<Change> told) {}

    @Test
    void aPushedMessage_costsOneCall_andTellsOfItsRowAndItsThreadAlone() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            rig.keepNoFiles();
            pushed(rig, project);
            rig.untilNoFileIsLeft();
            Rig.until("polled seldom", () -> every(rig).equals(Duration.ofMinutes(1)));
            // From here on no poll falls due.
            rig.stopTime();
            ConversationId chat = rig.conversation(PERSON);

            // What was begun when the line came up may still end once; not every time.
            List<Cost> costs = IntStream.range(0, 4).mapToObj(number -> costOf(rig, project, "Number " + number))
                    .toList();

            Change row = new Change.ConversationsChanged(Set.of(chat));
            assertThat(costs).contains(new Cost(0, 1, Set.of(row, new Change.ThreadChanged(chat))));
        }
    }

    private static Cost costOf(Rig rig, RealtimeServer project, String text) {
        Set<Change> told = ConcurrentHashMap.newKeySet();
        long lists = rig.sandbox.log().count(Endpoint.LIST);
        long threads = rig.sandbox.log().count(Endpoint.THREAD);
        ChangeFeed.Subscription feed = rig.database.feed().subscribe(told::add);
        Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, text));
        Rig.until("stored and told", () -> last(rig).equals(text)
                && told.contains(new Change.ThreadChanged(rig.conversation(PERSON))));
        feed.close();
        // Rows whose people's pictures come just now are no matter of the message.
        told.removeIf(change -> change instanceof Change.AvatarChanged
                || (change instanceof Change.ConversationsChanged(var ids) && !ids.contains(rig.conversation(PERSON))));
        return new Cost(rig.sandbox.log().count(Endpoint.LIST) - lists,
                rig.sandbox.log().count(Endpoint.THREAD) - threads, Set.copyOf(told));
    }

    @Test
    void pushesThatComeTwice_storeOneMessage() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            int before = rig.stored(PERSON).size();
            String mid = rig.sandbox.personWrites(PERSON, "Once");
            Webhook.tellOf(rig, project, PERSON, mid);
            Webhook.tellOf(rig, project, PERSON, mid);
            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "And this"));

            Rig.until("stored", () -> last(rig).equals("And this"));
            assertThat(rig.stored(PERSON)).hasSize(before + 2);
        }
    }

    @Test
    void whatHappensWhileTheLineIsBroken_isRead_whenItBreaks_andWhenItIsBack() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);

            project.refuse(503);
            rig.sandbox.personWrites(PERSON, "Nobody told of this");
            project.drop();
            Rig.until("read by polling", () -> last(rig).equals("Nobody told of this"));
            Rig.until("seen as broken", () -> stage(rig) == Stage.RECONNECTING);

            rig.sandbox.personWrites(PERSON, "Nor of this");
            project.refuse(0);
            Rig.until("pushed again", rig::isPushed);
            Rig.until("read when the line was back", () -> last(rig).equals("Nor of this"));
        }
    }

    @Test
    void aPushAboutSomebodyUnknown_readsTheList() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            long lists = rig.sandbox.log().count(Endpoint.LIST);
            rig.sandbox.personWrites(PERSON, "Found by the list");

            Webhook.tell(rig, project, "555000111", "m-unknown");

            Rig.until("stored", () -> last(rig).equals("Found by the list"));
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).isGreaterThan(lists);
        }
    }

    @Test
    void aPushDuringAnOutage_isNotForgotten() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "In the dark"));
            Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);

            rig.sandbox.clearFaults();
            Rig.until("stored", () -> last(rig).equals("In the dark"));
        }
    }

    @Test
    void removingTheProject_endsThePushes_andPollingGoesOn() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            Pushes pushes = pushed(rig, project);
            assertThat(pushes.settings(rig.account())).isPresent();

            pushes.forget(rig.account());
            Rig.until("off", () -> stage(rig) == Stage.OFF);
            Rig.until("nobody listens", () -> project.listening(null) == 0);
            assertThat(pushes.settings(rig.account())).isEmpty();
            assertThat(pushes.credentials(rig.account())).isEmpty();
        }
    }

    @Test
    void aLineThatFallsSilent_isFoundOut_whatCameMeanwhileIsRead_andPollingIsBack() throws IOException {
        Duration ever = Duration.ofSeconds(60);
        PushLine.Pace impatient = new PushLine.Pace(Duration.ofMillis(100), Duration.ofSeconds(1), ever, ever, ever,
                ever);
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            rig.live();
            rig.pushedFrom(project, impatient);
            Rig.until("polled seldom", () -> every(rig).equals(Duration.ofMinutes(1)));

            project.silent(true);
            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "Told to nobody"));

            Rig.until("found out", () -> stage(rig) == Stage.RECONNECTING);
            Rig.until("read by polling", () -> last(rig).equals("Told to nobody"));
            Rig.until("polled often", () -> every(rig).compareTo(Duration.ofMinutes(1)) < 0);
        }
        assertThat(PushLine.Pace.USUAL.answer()).as("after which a silent line is given up")
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aLineThatLives_andTellsNothing_losesNothing_becauseOfTheLookOfEachMinute() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            Rig.until("polled seldom", () -> every(rig).equals(Duration.ofMinutes(1)));
            rig.sandbox.personWrites(PERSON, "The function has stopped");

            Rig.until("read all the same", () -> {
                // Again and again: the look of before may still be under way and count its minute from here.
                rig.clock.advance(Duration.ofSeconds(5));
                rig.engine().attention(SyncEngine.Attention.FOCUSED);
                return last(rig).equals("The function has stopped");
            });
            assertThat(rig.isPushed()).isTrue();
        }
    }

    @Test
    void goingToAndFro_betweenPushAndPolling_losesNothing_andDoublesNothing() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            pushed(rig, project);
            int before = rig.stored(PERSON).size();
            List<String> said = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                said.add("Pushed " + i);
                String mid = rig.sandbox.personWrites(PERSON, said.getLast());
                Webhook.tellOf(rig, project, PERSON, mid);
                project.refuse(503);
                project.drop();
                said.add("In between " + i);
                rig.sandbox.personWrites(PERSON, said.getLast());
                String last = said.getLast();
                Rig.until("read by polling", () -> last(rig).equals(last));
                project.refuse(0);
                Rig.until("pushed again", rig::isPushed);
                Webhook.tellOf(rig, project, PERSON, mid);
            }
            said.add("The last");
            Webhook.tellOf(rig, project, PERSON, rig.sandbox.personWrites(PERSON, "The last"));

            Rig.until("all is here", () -> last(rig).equals("The last"));
            assertThat(rig.stored(PERSON).stream().skip(before).map(Message::text)).containsExactlyElementsOf(said);
        }
    }

    @Test
    void removingTheAccount_hangsUp_andLeavesNothingThatOpensTheProject() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet());
                RealtimeServer project = RealtimeServer.start(0, Clock.systemUTC())) {
            Pushes pushes = pushed(rig, project);
            AccountId account = rig.account();

            rig.connector().disconnect(account);

            Rig.until("nobody listens", () -> project.listening(null) == 0);
            assertThat(pushes.settings(account)).isEmpty();
            Rig.until("no key is left", () -> pushes.credentials(account).isEmpty());
        }
    }

    @Test
    void hintsAreKeptInOrder_oneForEachConversation_andTriedAgainUntilTheApiShowsThem() {
        PushedReads.Hinted hinted = new PushedReads.Hinted();
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        var first = conversation("a");
        var second = conversation("b");
        var mid = new MessageId("m");
        hinted.add(first, mid, now);
        hinted.add(second, null, now);
        hinted.add(first, null, now);

        PushedReads.Hinted.Ask ask = hinted.next(now).orElseThrow();
        assertThat(ask.conversation()).isEqualTo(first);
        assertThat(ask.expected()).containsExactly(mid);
        assertThat(hinted.next(now).orElseThrow().conversation()).isEqualTo(second);
        assertThat(hinted.next(now)).isEmpty();

        hinted.missed(ask, ask.expected(), now);
        assertThat(hinted.next(now)).isEmpty();
        assertThat(hinted.nextAt()).contains(now.plusSeconds(2));
        PushedReads.Hinted.Ask again = hinted.next(now.plusSeconds(2)).orElseThrow();
        hinted.missed(again, again.expected(), now.plusSeconds(2));
        PushedReads.Hinted.Ask last = hinted.next(now.plusSeconds(10)).orElseThrow();
        hinted.missed(last, last.expected(), now.plusSeconds(10));
        assertThat(hinted.nextAt()).isEmpty();
    }

    @Test
    void aFloodOfHints_isNotFollowedOneByOne() {
        PushedReads.Hinted hinted = new PushedReads.Hinted();
        List<Boolean> taken = IntStream.range(0, PushedReads.Hinted.MOST + 50)
                .mapToObj(i -> hinted.add(conversation("c" + i), null, Instant.EPOCH)).toList();

        assertThat(taken).filteredOn(each -> each).hasSize(PushedReads.Hinted.MOST);
    }

    private static ConversationId conversation(String id) {
        return new ConversationId(new AccountId("1"), id);
    }

    private static Pushes pushed(Rig rig, RealtimeServer project) throws IOException {
        rig.live();
        return rig.pushedFrom(project);
    }

    private static String last(Rig rig) {
        return String.valueOf(rig.stored(PERSON).getLast().text());
    }

    private static Duration every(Rig rig) {
        return rig.engine().polls(rig.account()).orElse(Duration.ZERO);
    }

    private static Stage stage(Rig rig) {
        return rig.engine().health(rig.account()).map(Health::push).orElse(PushState.OFF).stage();
    }
}
