package app.ajar.sync;

import app.ajar.Condition;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ReplyWindow;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The reply path against a real server: exactly once, in order, and never shown as more than it is. */
class SendingTest {

    private static final String MAYA = "maya.okafor";
    /** Her window stays open for most of a day. */
    private static final String LUCIA = "lucia.carrasco";
    private static final Duration PATIENCE = Condition.PATIENCE;

    @TempDir
    Path folder;

    @Test
    void aReply_isSentOnce_andItsBubbleKeepsItsKey() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            OutboxId id = write(rig, "Yes, one left in M.");
            String key = rig.thread(MAYA).getLast().key();

            ThreadEntry outcome = rig.engine().replies().await(id, PATIENCE).orElseThrow();

            assertThat(outcome).isInstanceOf(ThreadEntry.Stored.class);
            assertThat(rig.thread(MAYA).getLast().key()).isEqualTo(key);
            assertThat(onServer(rig, "Yes, one left in M.")).isEqualTo(1);
            assertThat(rig.database.outbox().all()).isEmpty();
        }
    }

    @Test
    void replies_arriveInOrder_evenWhenOneIsSlow() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Delay(Duration.ofSeconds(1))));
            write(rig, "first");
            write(rig, "second");
            OutboxId last = write(rig, "third");
            rig.engine().replies().await(last, PATIENCE);
            readThread(rig);
            assertThat(ours(rig)).endsWith("first", "second", "third");
        }
    }

    @Test
    void aLostAnswer_isSettledByReading_andNeverSentAgain() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
            OutboxId id = write(rig, "On its way today");

            assertThat(rig.engine().replies().await(id, PATIENCE)).get().isInstanceOf(ThreadEntry.Stored.class);

            assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);
            assertThat(onServer(rig, "On its way today")).isEqualTo(1);
            assertThat(bubbles(rig, "On its way today")).isEqualTo(1);
        }
    }

    @Test
    void anErrorAfterItWasTaken_isSettledByReading() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Cut()));
            OutboxId id = write(rig, "Sent, though the answer broke");
            assertThat(rig.engine().replies().await(id, PATIENCE)).get().isInstanceOf(ThreadEntry.Stored.class);
            assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);
        }
    }

    @Test
    void aReplyThatNeverArrived_isUncertainFirst_andThenSaidToBeNotDelivered() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropBefore()));
            OutboxId id = write(rig, "Lost on the way");
            Rig.until("uncertain", () -> state(rig, id) == DeliveryState.UNCERTAIN);
            long reads = rig.sandbox.log().count(Endpoint.THREAD);
            Rig.until("looked for", () -> rig.sandbox.log().count(Endpoint.THREAD) > reads);
            assertThat(state(rig, id)).isEqualTo(DeliveryState.UNCERTAIN);

            rig.clock.advance(Duration.ofSeconds(35));
            rig.engine().wake();

            Rig.until("settled", () -> state(rig, id) == DeliveryState.FAILED);
            assertThat(rig.database.outbox().find(id).orElseThrow().failure())
                    .isEqualTo(OutboxMessage.Failure.NOT_DELIVERED);
            assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);

            assertThat(rig.engine().replies().retry(id)).isTrue();
            assertThat(rig.engine().replies().await(id, PATIENCE)).get().isInstanceOf(ThreadEntry.Stored.class);
            assertThat(onServer(rig, "Lost on the way")).isEqualTo(1);
        }
    }

    @Test
    void whatAKilledAppWasSending_isUncertainAtTheNextStart_andSettled() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.engine().close();
            OutboxMessage delivered = rig.database.outbox().enqueue(rig.conversation(MAYA), "It arrived", false,
                    rig.clock.instant());
            rig.database.outbox().markSending(delivered.id(), rig.clock.instant());
            rig.sandbox.accountWrites(MAYA, "It arrived");

            rig.restart();
            rig.live();

            Rig.until("settled", () -> rig.database.outbox().find(delivered.id()).isEmpty());
            assertThat(rig.sandbox.log().count(Endpoint.SEND)).isZero();
            assertThat(bubbles(rig, "It arrived")).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswer_isSettled_howeverWrongThisComputersClockIs() throws IOException {
        for (Duration wrong : List.of(Duration.ofHours(5), Duration.ofHours(-5))) {
            Path own = Files.createDirectories(folder.resolve("by" + wrong.toHours()));
            try (Rig rig = Rig.connected(own, SandboxOptions.quiet())) {
                rig.live();
                rig.clock.advance(wrong);
                rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
                OutboxId id = write(rig, LUCIA, "On its way today");
                Rig.until("asked", () -> rig.sandbox.log().count(Endpoint.SEND) == 1);
                rig.clock.advance(wrong.negated());
                rig.engine().wake();

                Rig.until("settled", () -> state(rig, id) == DeliveryState.SENT);

                assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);
                assertThat(bubbles(rig, LUCIA, "On its way today")).isEqualTo(1);
            }
        }
    }

    @Test
    void ourMessageArrivingBySyncBeforeTheAnswer_givesOneBubble() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Delay(Duration.ofSeconds(3))));
            OutboxId id = write(rig, "Overtaken");
            Rig.until("sending", () -> rig.sandbox.log().count(Endpoint.SEND) == 1);
            readThread(rig);
            Rig.until("brought by sync", () -> rig.stored(MAYA).stream().anyMatch(m -> "Overtaken".equals(m.text())));
            rig.engine().replies().await(id, PATIENCE);
            rig.engine().close();

            assertThat(bubbles(rig, "Overtaken")).isEqualTo(1);
            assertThat(rig.database.outbox().all()).isEmpty();
        }
    }

    @Test
    void aReplyWhoseWindowClosedWhileItWaited_failsWithoutACall() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
            engine.wake();
            Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);
            long sends = rig.sandbox.log().count(Endpoint.SEND);
            OutboxMessage waiting = rig.database.outbox().enqueue(rig.conversation(MAYA), "Too late", false,
                    rig.clock.instant());
            rig.clock.advance(Duration.ofHours(25));
            rig.sandbox.clearFaults();
            engine.wake();

            Rig.until("refused", () -> state(rig, waiting.id()) == DeliveryState.FAILED);
            assertThat(rig.database.outbox().find(waiting.id()).orElseThrow().failure())
                    .isEqualTo(OutboxMessage.Failure.CLOSED_WHILE_OFFLINE);
            assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(sends);
        }
    }

    @Test
    void theServersRefusal_isFinal_andShownAsAClosedWindow() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Refused(400, 10, 2534022)));
            OutboxId id = write(rig, "Refused");
            Rig.until("failed", () -> state(rig, id) == DeliveryState.FAILED);

            assertThat(window(rig)).isEqualTo(ReplyWindow.Status.CLOSED);
            assertThat(rig.engine().replies().write(rig.conversation(MAYA), "Again", false))
                    .isEqualTo(new Replies.Written.Refused(OutboxMessage.Failure.WINDOW_CLOSED));

            rig.sandbox.personWrites(MAYA, "I am back");
            rig.engine().wake();
            Rig.until("open again", () -> window(rig) == ReplyWindow.Status.OPEN);
        }
    }

    @Test
    void aPersonWhoCannotBeReached_isSaid() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.reachable(MAYA, false);
            OutboxId id = write(rig, "Anyone there?");
            Rig.until("failed", () -> state(rig, id) == DeliveryState.FAILED);
            assertThat(rig.database.outbox().find(id).orElseThrow().failure())
                    .isEqualTo(OutboxMessage.Failure.PERSON_UNAVAILABLE);
        }
    }

    @Test
    void aDeadToken_keepsTheReplyWaiting_untilTheAccountIsConnectedAgain() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.sandbox.killTokens(463);
            OutboxId id = write(rig, "After the new token");
            Rig.until("told", () -> rig.phase() == Health.Phase.NEEDS_RECONNECT);
            Rig.until("waiting again", () -> state(rig, id) == DeliveryState.QUEUED);

            rig.sandbox.newToken();
            rig.connect();
            Rig.until("let in again", () -> rig.phase() != Health.Phase.NEEDS_RECONNECT);
            assertThat(rig.engine().replies().await(id, PATIENCE)).get().isInstanceOf(ThreadEntry.Stored.class);
            assertThat(onServer(rig, "After the new token")).isEqualTo(1);
        }
    }

    @Test
    void aReplyOverTheLimit_isNotWritten_countedInBytes() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            assertThat(rig.engine().replies().write(rig.conversation(MAYA), "é".repeat(501), false))
                    .isEqualTo(new Replies.Written.Refused(OutboxMessage.Failure.TOO_LONG));
            OutboxId fits = write(rig, "é".repeat(500));
            assertThat(rig.engine().replies().await(fits, PATIENCE)).get().isInstanceOf(ThreadEntry.Stored.class);
        }
    }

    private static OutboxId write(Rig rig, String text) {
        return write(rig, MAYA, text);
    }

    private static OutboxId write(Rig rig, String person, String text) {
        Replies.Written written = rig.engine().replies().write(rig.conversation(person), text, false);
        assertThat(written).isInstanceOf(Replies.Written.Queued.class);
        return ((Replies.Written.Queued) written).reply().id();
    }

    private static Optional<DeliveryState> found(Rig rig, OutboxId id) {
        return rig.database.outbox().find(id).map(OutboxMessage::state);
    }

    private static DeliveryState state(Rig rig, OutboxId id) {
        return found(rig, id).orElse(DeliveryState.SENT);
    }

    private static ReplyWindow.Status window(Rig rig) {
        return ReplyWindow.at(rig.database.conversations().find(rig.conversation(MAYA)).orElseThrow().window(), false,
                rig.clock.instant()).status();
    }

    private static void readThread(Rig rig) {
        long reads = rig.sandbox.log().count(Endpoint.THREAD);
        rig.engine().watch(rig.conversation(MAYA));
        Rig.until("the thread was read", () -> rig.sandbox.log().count(Endpoint.THREAD) > reads);
    }

    private static List<String> ours(Rig rig) {
        return rig.stored(MAYA).stream().filter(m -> m.direction() == Message.Direction.OUTBOUND)
                .map(m -> m.text() == null ? "" : m.text()).toList();
    }

    private static long bubbles(Rig rig, String text) {
        return bubbles(rig, MAYA, text);
    }

    private static long bubbles(Rig rig, String person, String text) {
        return rig.thread(person).stream().filter(entry -> text.equals(switch (entry) {
            case ThreadEntry.Stored stored -> stored.message().text();
            case ThreadEntry.Waiting waiting -> waiting.reply().text();
        })).count();
    }

    /** How many messages with these words the server has, by reading the thread anew into an empty store's place. */
    private static long onServer(Rig rig, String text) {
        long reads = rig.sandbox.log().count(Endpoint.THREAD);
        rig.engine().watch(rig.conversation(MAYA));
        Rig.until("the thread was read", () -> rig.sandbox.log().count(Endpoint.THREAD) > reads);
        return rig.stored(MAYA).stream().filter(m -> text.equals(m.text())).count();
    }
}
