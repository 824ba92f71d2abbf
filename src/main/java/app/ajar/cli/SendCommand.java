package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import app.ajar.sync.Health;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ajar send}: writes a reply into the outbox, sends it and says how far it came. */
@Command(description = "Sends a reply and says how far it came.")
final class SendCommand implements Callable<Integer> {

    /** Far beyond what one reply may have; keeps a wrong pipe from filling the memory. */
    private static final int MOST_INPUT = 1 << 20;
    private static final Duration STEP = Duration.ofMillis(500);
    /** A short wait on a busy computer must not be over before the reply was tried at all. */
    private static final Duration FIRST_TRY = Duration.ofSeconds(10);
    private static final Duration FIRST_STEP = Duration.ofMillis(50);
    private static final String REPLACEMENT = "\uFFFD";

    private final AjarCommand ajar;

    @Parameters(index = "0", paramLabel = "CONVERSATION", description = "The conversation's id, as export shows it.")
    private String conversation = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "The reply; - reads it from standard input.")
    private String text = "";

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose conversation, should two accounts share the id.")
    private @Nullable String account;

    @Option(names = "--human-agent", description = "As a person answers, for up to seven days; only where the settings turned that on.")
    private boolean humanAgent;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to wait for the answer (30).")
    private int wait = 30;

    SendCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() {
        AjarCommand.positive("--wait", wait);
        String reply = reply();
        if (reply.isBlank()) {
            throw CommandFailure.of(Exit.USAGE, "cli.send.blank");
        }
        try (OpenedFolder folder = ajar.openFolder()) {
            ConversationId id = folder.conversation(conversation, account);
            try (SyncEngine engine = folder.engine()) {
                if (humanAgent) {
                    // Whoever asks for the tag says with it that a person answers.
                    engine.replies().confirmAgent(id);
                }
                return switch (engine.replies().write(id, reply, humanAgent)) {
                    case Replies.Written.Refused refused -> refused(id, refused.why());
                    case Replies.Written.Queued queued -> {
                        engine.prepareSending();
                        yield await(ajar, engine, queued.reply(), Duration.ofSeconds(wait));
                    }
                };
            }
        }
    }

    /** Waits for what becomes of a reply that is under way, prints it, and gives the status to leave with. */
    static int await(AjarCommand ajar, SyncEngine engine, OutboxMessage reply, Duration patience) {
        Optional<ThreadEntry> reached = await(engine, reply.id(), patience, ajar.surroundings());
        if (reached.isEmpty()) {
            throw CommandFailure.of(Exit.FAILED, "cli.send.discarded");
        }
        switch (reached.get()) {
            case ThreadEntry.Stored sent -> {
                ajar.print(answer(reply.id(), reply.conversation(), sent.message().state(), null)
                        .fact("message_id", sent.message().id().value()));
                return Exit.DONE.status();
            }
            case ThreadEntry.Waiting waiting -> {
                OutboxMessage now = waiting.reply();
                ajar.print(answer(now.id(), now.conversation(), now.state(), now.failure()).fact("message_id", null));
                throw unsent(now, engine.health(now.conversation().account()));
            }
        }
    }

    /** In short steps, so that Ctrl+C does not have to wait; the patience counts from the first try. */
    private static Optional<ThreadEntry> await(SyncEngine engine, OutboxId id, Duration patience,
            Surroundings surroundings) {
        Instant deadline = surroundings.clock().instant().plus(FIRST_TRY).plus(patience);
        boolean tried = false;
        while (true) {
            Duration left = Duration.between(surroundings.clock().instant(), deadline);
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            Optional<ThreadEntry> reached = engine.replies().await(id, tried ? step : FIRST_STEP);
            if (reached.isEmpty() || !(reached.get() instanceof ThreadEntry.Waiting(var _, OutboxMessage now))
                    || now.state() == DeliveryState.FAILED || hopeless(engine, now)
                    || surroundings.stop().asked() || !surroundings.clock().instant().isBefore(deadline)) {
                return reached;
            }
            if (!tried && tried(engine, now)) {
                tried = true;
                deadline = surroundings.clock().instant().plus(patience);
            }
        }
    }

    private static boolean tried(SyncEngine engine, OutboxMessage reply) {
        return reply.state() != DeliveryState.QUEUED || engine.health(reply.conversation().account())
                .filter(health -> health.phase() != Health.Phase.STARTING).isPresent();
    }

    private static boolean hopeless(SyncEngine engine, OutboxMessage reply) {
        return reply.state() == DeliveryState.QUEUED && engine.health(reply.conversation().account())
                .filter(health -> health.phase() == Health.Phase.NEEDS_RECONNECT).isPresent();
    }

    /** Why a reply was not sent, as part of a sentence. */
    static String reason(OutboxMessage.Failure failure) {
        return Texts.get("cli.reply." + failure.name());
    }

    private int refused(ConversationId id, OutboxMessage.Failure why) {
        ajar.print(answer(null, id, DeliveryState.FAILED, why).fact("message_id", null));
        throw CommandFailure.of(Exit.FAILED, "cli.send.refused", reason(why));
    }

    private static Answer answer(@Nullable OutboxId id, ConversationId conversation, DeliveryState state,
            OutboxMessage.@Nullable Failure why) {
        // Seen by the person is sent as well; the contract knows four words.
        DeliveryState word = switch (state) {
            case SEEN -> DeliveryState.SENT;
            case SENDING -> DeliveryState.QUEUED;
            default -> state;
        };
        return new Answer()
                .fact("state", word)
                .fact("reason", why)
                .fact("conversation_id", conversation.value())
                .fact("account_id", conversation.account().value())
                .fact("outbox_id", id == null ? null : id.value())
                .line(why == null ? word.name() : word.name() + ": " + reason(why));
    }

    private static CommandFailure unsent(OutboxMessage reply, Optional<Health> health) {
        String id = String.valueOf(reply.id().value());
        return switch (reply.state()) {
            case FAILED -> failed(reply, health, id);
            case UNCERTAIN -> CommandFailure.of(Exit.FAILED, "cli.send.uncertain");
            default -> waiting(health);
        };
    }

    private static CommandFailure failed(OutboxMessage reply, Optional<Health> health, String id) {
        OutboxMessage.Failure why = reply.failure() == null ? OutboxMessage.Failure.REFUSED : reply.failure();
        boolean dead = why == OutboxMessage.Failure.NO_ACCESS
                && health.map(Health::phase).filter(Health.Phase.NEEDS_RECONNECT::equals).isPresent();
        return CommandFailure.of(dead ? Exit.RECONNECT : Exit.FAILED,
                why.retryable() ? "cli.send.failedRetry" : "cli.send.failed", reason(why), id);
    }

    private static CommandFailure waiting(Optional<Health> health) {
        return switch (health.map(Health::phase).orElse(Health.Phase.STARTING)) {
            case OFFLINE, RATE_LIMITED, TROUBLE -> CommandFailure.of(Exit.UNREACHABLE, "cli.send.offline");
            case NEEDS_RECONNECT -> CommandFailure.of(Exit.RECONNECT, "cli.send.reconnect");
            default -> CommandFailure.of(Exit.FAILED, "cli.send.waiting");
        };
    }

    private String reply() {
        if (!text.equals("-")) {
            if (text.contains(REPLACEMENT)) {
                // A terminal without UTF-8 has spoilt the words before they came here; they must not be sent like that.
                throw CommandFailure.of(Exit.USAGE, "cli.send.spoilt");
            }
            return text;
        }
        try {
            byte[] input = ajar.surroundings().in().readNBytes(MOST_INPUT);
            return ConnectCommand.utf8(input).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.input.unreadable");
        }
    }
}
