package app.ajar.sync;

import app.ajar.account.TokenVault;
import app.ajar.graph.CallBudget;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.sandbox.SandboxClock;
import app.ajar.sending.Replies;
import app.ajar.sending.SendTime;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The app without its window, told by lines what a person does: {@code ADD <conversation> <how> <words>},
 * {@code CLOCK <seconds ahead>}, {@code COUNT}, {@code SHOW}. Answers each with a line, and says {@code BUG} for
 * everything that it logs as an error. Arguments: the data folder, the API's address, the account.
 */
final class SoakChild {

    private static final Duration QUICK = Duration.ofMillis(10);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final AccountId account;
    private final Database database;
    private final SyncEngine engine;

    private SoakChild(Path folder, URI api, AccountId account) {
        this.account = account;
        Logger.getLogger("").addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    out.println("BUG " + entry.getMessage() + " " + entry.getThrown());
                }
            }

            @Override
            public void flush() {
                out.flush();
            }

            @Override
            public void close() {
                out.flush();
            }
        });
        this.database = switch (Database.open(folder, clock)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
        this.engine = engine(folder, api, database, clock);
    }

    /** An engine that keeps no pictures and need not go at Meta's pace. */
    static SyncEngine engine(Path folder, URI api, Database database, Clock clock) {
        return new SyncEngine(database, TokenVault.inFile(folder),
                new SyncEngine.Api(new ApiAddress(api, "v26.0"), () -> new CallBudget(clock, QUICK)),
                AvatarFiles.in(folder, new MediaHttp(true)),
                () -> Settings.DEFAULTS.withUndo(Duration.ZERO).withStorage(Settings.Keep.NOTHING, 0), clock);
    }

    public static void main(String[] args) throws IOException {
        SoakChild child = new SoakChild(Path.of(args[0]), URI.create(args[1]), new AccountId(args[2]));
        child.engine.attention(SyncEngine.Attention.FOCUSED);
        child.engine.start();
        child.out.println("UP");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            in.lines().forEach(child::obey);
        }
        child.engine.close();
        child.database.close();
    }

    private void obey(String line) {
        String[] words = line.split(" ", 4);
        out.println(switch (words[0]) {
            case "ADD" -> add(new ConversationId(account, words[1]), words[2], words[3]);
            case "CLOCK" -> jump(Duration.ofSeconds(Long.parseLong(words[1])).minus(clock.offset()));
            case "COUNT" -> "COUNTED " + database.outbox().counts(null).waiting();
            case "SHOW" -> clock.instant() + " " + engine.health(account) + " " + database.outbox().all();
            default -> throw new IllegalArgumentException(line);
        });
    }

    private String jump(Duration by) {
        clock.advance(by);
        engine.wake();
        return "JUMPED";
    }

    private String add(ConversationId conversation, String how, String text) {
        Replies replies = engine.replies();
        Content content = Content.words(text);
        Instant soon = clock.instant().plus(SendTime.EARLIEST).plusSeconds(1);
        Replies.Written written = switch (how) {
            case "HELD" -> replies.write(conversation, content, false, Plan.LONGEST_HOLD);
            case "LATER" -> replies.writeForLater(conversation, content, true);
            case "TIMED" -> replies.choice(conversation, soon) == SendTime.Choice.FITS
                    ? replies.schedule(conversation, content, soon)
                    : new Replies.Written.Refused(OutboxMessage.Failure.WINDOW_CLOSED);
            default -> replies.write(conversation, text, false);
        };
        return switch (written) {
            case Replies.Written.Queued(OutboxMessage reply) -> "ADDED " + reply.id().value();
            case Replies.Written.Refused(OutboxMessage.Failure why) -> "REFUSED " + why;
        };
    }
}
