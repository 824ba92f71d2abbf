package app.ajar.sync;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.Message;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.RequestLog;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.Switch;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Pulling against a real server over loopback. */
class PullingTest {

    private static final SandboxOptions CROWD = SandboxOptions.generated(130, 2_000, 3);

    @TempDir
    Path folder;

    @Test
    void firstSync_storesEveryConversation_andKeepsToTheBudget() throws IOException {
        try (Rig rig = Rig.connected(folder, CROWD).asSlowAsMeta()) {
            rig.live();

            assertThat(rig.database.conversations().counts(rig.account(), rig.clock.instant()).conversations())
                    .isEqualTo(130);
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).isEqualTo(3);
            assertThat(rig.sandbox.log().mostReadsWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(2);
            assertThat(rig.sandbox.log().tokenInUrl()).isZero();
            assertThat(rig.sandbox.log().tokenAtMediaHost()).isZero();
        }
    }

    @Test
    void aRoundWithoutNews_costsOneListCall_andChangesNothing() throws IOException {
        try (Rig rig = Rig.connected(folder, CROWD)) {
            rig.keepNoFiles();
            SyncEngine engine = rig.live();
            rig.untilNoFileIsLeft();
            Rig.until("what is missing is counted", () -> rig.database.gaps().toList(rig.account()).isEmpty());
            long before = rig.sandbox.log().count(Endpoint.LIST);
            engine.wake();
            Rig.until("all of before is told", () -> rig.sandbox.log().count(Endpoint.LIST) > before);
            long calls = rig.sandbox.log().count(Endpoint.LIST);
            ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
            try (ChangeFeed.Subscription _ = rig.database.feed().subscribe(changes::add)) {
                Instant woken = rig.clock.instant();
                engine.wake();
                Rig.until("asked again", () -> rig.sandbox.log().count(Endpoint.LIST) > calls);
                Rig.until("synced again", () -> engine.health(rig.account()).map(Health::lastSyncAt)
                        .filter(woken::isBefore).isPresent());
            }
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).isEqualTo(calls + 1);
            assertThat(changes).noneMatch(Change.ThreadChanged.class::isInstance);
        }
    }

    @Test
    void anInterruptedFirstSync_goesOnWhereItWas() throws IOException {
        try (Rig rig = Rig.connected(folder, CROWD)) {
            rig.sandbox.inject(new Fault(Endpoint.LIST, 1, Fault.ALWAYS, new Fault.Effect.DropBefore()));
            rig.engine().start();
            Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);
            SyncCursor cursor = rig.database.sync().cursor(rig.account()).orElseThrow();
            assertThat(cursor.after()).isNotNull();
            assertThat(cursor.firstSyncDoneAt()).isNull();

            rig.restart();
            rig.sandbox.clearFaults();
            rig.sandbox.log().clear();
            rig.live();

            assertThat(rig.database.conversations().counts(rig.account(), rig.clock.instant()).conversations())
                    .isEqualTo(130);
            // Two pages were left, and one look at the head for what happened meanwhile.
            Rig.until("the head was read", () -> rig.sandbox.log().count(Endpoint.LIST) == 3);
        }
    }

    @Test
    void aLostNetwork_isNoticed_andSoIsItsReturn_withoutAClick() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.generated(5, 20, 1))) {
            SyncEngine engine = rig.live();
            rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
            engine.wake();
            Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);
            assertThat(engine.health(rig.account()).orElseThrow().offlineSince()).isNotNull();

            rig.restart();
            rig.engine().start();
            Rig.until("offline again", () -> rig.phase() == Health.Phase.OFFLINE);
            // What an offline start shows is as old as the last round of the run before.
            assertThat(rig.engine().health(rig.account()).orElseThrow().lastSyncAt()).isNotNull();

            rig.sandbox.clearFaults();
            Rig.until("back", () -> rig.phase() == Health.Phase.LIVE);
        }
    }

    @Test
    void aNewMessage_isStored_andCountsAsUnread() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            String person = "maya.okafor";
            rig.database.notes().markRead(rig.conversation(person));

            rig.sandbox.personWrites(person, "One more thing 🇳🇬");
            engine.wake();

            Rig.until("stored", () -> "One more thing 🇳🇬".equals(rig.stored(person).getLast().text()));
            assertThat(rig.stored(person).getLast().direction()).isEqualTo(Message.Direction.INBOUND);
            assertThat(rig.database.conversations().find(rig.conversation(person)).orElseThrow().unread())
                    .isEqualTo(1);
        }
    }

    @Test
    void theOpenConversation_isReadByItself_whileTheListRests() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            long lists = rig.sandbox.log().count(Endpoint.LIST);
            rig.sandbox.personWrites("maya.okafor", "Are you there?");
            engine.watch(rig.conversation("maya.okafor"));

            Rig.until("stored", () -> "Are you there?".equals(rig.stored("maya.okafor").getLast().text()));
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).isEqualTo(lists);
        }
    }

    @Test
    void aRefusedField_isLeftOut_andTheRungIsRemembered() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.sandbox.refuseFields(Set.of("reply_to"));
            rig.live();
            assertThat(rig.database.sync().cursor(rig.account()).orElseThrow().fieldRung()).isPositive();
            assertThat(rig.stored("maya.okafor")).isNotEmpty();

            rig.restart();
            rig.sandbox.log().clear();
            SyncEngine engine = rig.engine();
            engine.start();
            Rig.until("live again", () -> rig.phase() == Health.Phase.LIVE);
            assertThat(rig.sandbox.log().count(Endpoint.LIST)).isEqualTo(1);
        }
    }

    @Test
    void aServerWithoutNestedMessages_isReadThreadByThread() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.generated(4, 12, 5))) {
            rig.sandbox.inject(new Fault(Endpoint.LIST, 0, 1, new Fault.Effect.Refused(400, 100, 0)));
            rig.live();
            assertThat(rig.database.conversations().counts(rig.account(), rig.clock.instant()).messages())
                    .isEqualTo(rig.sandbox.messages());
        }
    }

    @Test
    void aTokenOfAWeek_isRenewedInTheBackground_andCalledWith() throws IOException {
        try (Rig rig = Rig.connected(folder, CROWD)) {
            String first = rig.sandbox.token();
            rig.clock.advance(Duration.ofDays(8));
            rig.live();
            Rig.until("the new token is taken",
                    () -> rig.database.accounts().find(rig.account()).orElseThrow().tokenExpiresAt() != null);
            assertThat(rig.sandbox.token()).isNotEqualTo(first);
            long calls = rig.sandbox.log().count(Endpoint.LIST);
            rig.engine().wake();
            Rig.until("asked again", () -> rig.sandbox.log().count(Endpoint.LIST) > calls);
            assertThat(rig.phase()).isEqualTo(Health.Phase.LIVE);
        }
    }

    @Test
    void aDeadToken_isSaid_andEverythingStoredStaysReadable() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            rig.sandbox.killTokens(460);
            engine.wake();

            Rig.until("told", () -> rig.phase() == Health.Phase.NEEDS_RECONNECT);
            Rig.until("kept", () -> rig.database.accounts().find(rig.account()).orElseThrow()
                    .status() == Account.Status.EXPIRED);
            assertThat(rig.stored("maya.okafor")).isNotEmpty();
            int before = rig.sandbox.log().entries().size();
            engine.wake();
            engine.watch(rig.conversation("maya.okafor"));

            rig.sandbox.newToken();
            rig.connect();
            Rig.until("live after reconnecting", () -> rig.phase() == Health.Phase.LIVE);
            // A dead token is never tried again: but for the two calls that may have been under way, the next one connects.
            List<Endpoint> next = rig.sandbox.log().entries().stream().skip(before).map(RequestLog.Entry::endpoint)
                    .filter(endpoint -> endpoint != Endpoint.MEDIA).toList();
            assertThat(next.indexOf(Endpoint.ME)).isBetween(0, 2);
        }
    }

    @Test
    void aSwitchThatIsOff_isToldApart_andNoticedWhenItIsOnAgain() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.sandbox.turn(Switch.ALLOW_ACCESS, false);
            SyncEngine engine = rig.engine();
            engine.start();
            Rig.until("told", () -> rig.phase() == Health.Phase.NO_ACCESS);
            assertThat(engine.health(rig.account()).orElseThrow().problem())
                    .isEqualTo(AccessProblem.MESSAGE_ACCESS_OFF);

            rig.sandbox.turn(Switch.ALLOW_ACCESS, true);
            engine.wake();
            Rig.until("live", () -> rig.phase() == Health.Phase.LIVE);
        }
    }

    @Test
    void anEmptyAnswer_isNotShownAsAnEmptyInbox() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.sandbox.turn(Switch.PUBLISHED, false);
            rig.engine().start();
            Rig.until("told", () -> rig.phase() == Health.Phase.NOTHING_GIVEN);
        }
    }

    @Test
    void aRateLimit_isAnsweredByWaiting() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.LIST, new Fault.Effect.Refused(400, 613, 0)));
            engine.wake();
            Rig.until("waiting", () -> rig.phase() == Health.Phase.RATE_LIMITED);
            long calls = rig.sandbox.log().apiCalls();
            Health health = engine.health(rig.account()).orElseThrow();
            assertThat(health.limitedUntil()).isAfter(rig.clock.instant());
            engine.wake();
            assertThat(rig.sandbox.log().apiCalls()).isEqualTo(calls);

            rig.clock.advance(Duration.ofMinutes(2));
            engine.wake();
            Rig.until("live", () -> rig.phase() == Health.Phase.LIVE);
        }
    }

    @Test
    void syncOnce_readsPicturesToo_andReports() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.generated(6, 40, 9))) {
            RoundReport report = rig.engine().syncOnce(List.of(), Duration.ofSeconds(30), _ -> {});
            assertThat(report.outcome()).isEqualTo(RoundReport.Outcome.DONE);
            assertThat(report.conversations()).isEqualTo(6);
            assertThat(report.messagesNew()).isEqualTo(report.messagesTotal()).isPositive();
            assertThat(report.mediaStored()).isPositive();

            RoundReport second = rig.engine().syncOnce(List.of(), Duration.ofSeconds(30), _ -> {});
            assertThat(second.messagesTotal()).isEqualTo(report.messagesTotal());
            assertThat(second.apiCalls() - report.apiCalls()).isEqualTo(1);
        }
    }
}
