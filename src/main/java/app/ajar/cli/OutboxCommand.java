package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.Outbox;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ajar outbox}: the replies that are not sent; one of them can be tried again or thrown away. */
@Command(description = "Shows replies that wait or failed, tries one again or discards it.")
final class OutboxCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AjarCommand ajar;

    @ArgGroup
    private @Nullable Choice choice;

    OutboxCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    /** What to do, at most one of both. */
    static final class Choice {

        @Option(names = "--retry", paramLabel = "ID", description = "Tries a failed reply again and waits for it.")
        private @Nullable Long retry;

        @Option(names = "--discard", paramLabel = "ID", description = "Throws a waiting or failed reply away.")
        private @Nullable Long discard;
    }

    @Override
    public Integer call() {
        Long retry = choice == null ? null : choice.retry;
        Long discard = choice == null ? null : choice.discard;
        try (OpenedFolder folder = ajar.openFolder()) {
            if (retry != null) {
                return retry(folder, reply(folder, retry));
            }
            if (discard != null) {
                return discard(folder.database().outbox(), reply(folder, discard));
            }
            list(folder.database().outbox().all());
            return Exit.DONE.status();
        }
    }

    private static OutboxMessage reply(OpenedFolder folder, long id) {
        return folder.database().outbox().find(new OutboxId(id))
                .orElseThrow(() -> CommandFailure.of(Exit.FAILED, "cli.outbox.unknown", String.valueOf(id)));
    }

    private int retry(OpenedFolder folder, OutboxMessage reply) {
        try (SyncEngine engine = folder.engine()) {
            if (!engine.replies().retry(reply.id())) {
                throw CommandFailure.of(Exit.FAILED, "cli.outbox.notFailed", String.valueOf(reply.id().value()));
            }
            engine.prepareSending();
            return SendCommand.await(ajar, engine, reply, PATIENCE);
        }
    }

    private int discard(Outbox outbox, OutboxMessage reply) {
        String id = String.valueOf(reply.id().value());
        if (!outbox.discard(reply.id())) {
            throw CommandFailure.of(Exit.FAILED, "cli.outbox.underWay", id);
        }
        ajar.print(new Answer().fact("id", reply.id().value()).fact("discarded", true)
                .line(Texts.get("cli.outbox.discarded", id)));
        return Exit.DONE.status();
    }

    private void list(List<OutboxMessage> replies) {
        Answer answer = new Answer().fact("outbox", replies.stream().map(reply -> facts(reply).facts()).toList());
        if (replies.isEmpty()) {
            answer.line(Texts.get("cli.outbox.empty"));
        }
        for (OutboxMessage reply : replies) {
            String state = reply.failure() == null
                    ? reply.state().name()
                    : reply.state().name() + ": " + SendCommand.reason(reply.failure());
            answer.line(Texts.get("cli.outbox.one", String.valueOf(reply.id().value()),
                    Answer.time(reply.createdAt()), state + planned(reply)))
                    .line("   " + reply.conversation().value())
                    .line("   " + Cli.oneLine(reply.text()));
        }
        ajar.print(answer);
    }

    /** When a waiting reply goes; nothing for one that goes as soon as it can. */
    private static String planned(OutboxMessage reply) {
        if (reply.underWay()) {
            return "";
        }
        Instant due = due(reply);
        return ", " + (due == null
                ? Texts.get("cli.outbox.plan." + plan(reply))
                : Texts.get("cli.outbox.plan." + plan(reply) + ".due", Answer.time(due)));
    }

    /** What a reply waits for, as a word of the contract. */
    private static String plan(OutboxMessage reply) {
        return switch (reply.plan()) {
            case Plan.Now _ -> "NOW";
            case Plan.At _ -> "AT";
            case Plan.WhenTheyWrite _ -> "WHEN_THEY_WRITE";
            case Plan.Asks _ -> "ASKS";
        };
    }

    private static @Nullable Instant due(OutboxMessage reply) {
        return switch (reply.plan()) {
            case Plan.Now now -> now.due();
            case Plan.At at -> at.due();
            case Plan.WhenTheyWrite _ -> null;
            case Plan.Asks asks -> asks.due();
        };
    }

    private static Answer facts(OutboxMessage reply) {
        return new Answer()
                .fact("id", reply.id().value())
                .fact("conversation_id", reply.conversation().value())
                .fact("account_id", reply.conversation().account().value())
                .fact("text", reply.text())
                .fact("human_agent", reply.humanAgent())
                .fact("state", reply.state())
                .fact("created_at", reply.createdAt())
                .fact("attempted_at", reply.attemptedAt())
                .fact("reason", reply.failure())
                .fact("detail", reply.failureDetail())
                .fact("plan", plan(reply))
                .fact("due_at", due(reply))
                .fact("held_until", reply.plan() instanceof Plan.Now now ? now.heldUntil() : null)
                .fact("by_itself", reply.plan() instanceof Plan.WhenTheyWrite when && when.byItself());
    }
}
