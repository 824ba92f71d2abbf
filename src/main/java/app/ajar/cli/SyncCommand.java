package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.sync.RoundReport;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ajar sync}: one full round; with {@code --watch} it goes on like the window does. */
@Command(description = "Fetches everything new, once or until stopped.")
final class SyncCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 30;

    private final AjarCommand ajar;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only this one, by id or username.")
    private @Nullable String account;

    @Option(names = "--watch", description = "Goes on until stopped, like the window does.")
    private boolean watch;

    @Option(names = "--patience", paramLabel = "SECONDS", description = "Ends rather than wait longer than this for the API (30).")
    private int patience = PATIENCE_SECONDS;

    SyncCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() throws InterruptedException {
        AjarCommand.positive("--patience", patience);
        try (OpenedFolder folder = ajar.openFolder()) {
            List<AccountId> wanted = account == null ? List.of() : List.of(folder.account(account).id());
            if (folder.database().accounts().all().isEmpty()) {
                throw CommandFailure.of(Exit.FAILED, "cli.sync.none");
            }
            RoundReport report = round(folder, wanted);
            print(report);
            boolean goOn = watch && !ajar.surroundings().stop().asked() && anyConnected(folder);
            if (!goOn) {
                return ending(report);
            }
            try (SyncEngine engine = folder.engine()) {
                engine.start();
                ajar.surroundings().stop().await();
            }
            return Exit.DONE.status();
        }
    }

    private RoundReport round(OpenedFolder folder, List<AccountId> wanted) {
        try (SyncEngine engine = folder.engine()) {
            RoundReport report = engine.syncOnce(wanted, Duration.ofSeconds(patience), this::progress);
            endProgress();
            return report;
        }
    }

    private static boolean anyConnected(OpenedFolder folder) {
        return folder.database().accounts().all().stream()
                .anyMatch(stored -> stored.status() != Account.Status.EXPIRED);
    }

    private static int ending(RoundReport report) {
        return switch (report.outcome()) {
            case DONE -> Exit.DONE.status();
            case NOT_STORED -> throw CommandFailure.of(Exit.FAILED, "cli.sync.notStored." + report.mediaHeld(),
                    report.mediaWaiting());
            case MUST_WAIT -> throw CommandFailure.of(Exit.UNREACHABLE, "cli.sync.mustWait",
                    report.waitUntil() == null ? "" : " (" + Answer.time(report.waitUntil()) + ")");
            case UNREACHABLE -> throw CommandFailure.of(Exit.UNREACHABLE, "cli.sync.unreachable");
            case NO_ACCESS -> throw CommandFailure.of(Exit.FAILED, "cli.sync.noAccess", reason(report.problem()));
            case NEEDS_RECONNECT ->
                throw CommandFailure.of(Exit.RECONNECT, "cli.sync.reconnect", reason(report.problem()));
        };
    }

    /** What is still to come, where anything is. */
    private static String waiting(RoundReport report) {
        return report.mediaWaiting() == 0 ? "" : " " + Texts.get("cli.sync.waiting", report.mediaWaiting());
    }

    private static String reason(@Nullable AccessProblem problem) {
        return ConnectCommand.reason(problem == null ? AccessProblem.TOKEN_INVALID : problem);
    }

    private void print(RoundReport report) {
        ajar.print(new Answer()
                .fact("conversations", report.conversations())
                .fact("messages_new", report.messagesNew())
                .fact("messages_total", report.messagesTotal())
                .fact("media_stored", report.mediaStored())
                .fact("media_failed", report.mediaFailed())
                .fact("skipped", report.skipped())
                .fact("api_calls", report.apiCalls())
                .fact("duration_ms", report.duration().toMillis())
                .fact("media_waiting", report.mediaWaiting())
                .fact("media_held", report.mediaHeld() == null ? null : report.mediaHeld().name())
                .line(Texts.get("cli.sync.done", report.messagesNew(), report.messagesTotal(), report.conversations()))
                .line(Texts.get("cli.sync.more", report.mediaStored(), report.mediaFailed(), report.skipped(),
                        report.apiCalls()) + waiting(report)));
    }

    /** One line that overwrites itself, only where a person watches. */
    private void progress(RoundReport soFar) {
        if (ajar.surroundings().errIsTerminal() && !ajar.verbose()) {
            PrintStream err = ajar.surroundings().err();
            err.print("\r" + Texts.get("cli.sync.progress", soFar.conversations(), soFar.messagesNew(),
                    soFar.mediaStored()) + "  ");
            err.flush();
        }
    }

    private void endProgress() {
        if (ajar.surroundings().errIsTerminal() && !ajar.verbose()) {
            ajar.surroundings().err().println();
        }
    }
}
