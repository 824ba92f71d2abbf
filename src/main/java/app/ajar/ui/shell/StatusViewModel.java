package app.ajar.ui.shell;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.push.PushState;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.inbox.AccountCounts;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.push.PushWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the status bar says, always of the account shown. For the toolkit's thread; needs no toolkit. */
final class StatusViewModel implements AutoCloseable {

    /**
     * The bar's words; empty ones are not shown.
     *
     * @param budget how much of Meta's allowance is used
     * @param stored how much is on this computer
     */
    record Status(Line line, String budget, String stored) {}

    /**
     * How true the picture on screen is, in one line: the status bar's left side.
     *
     * @param remedy what a click does about it
     */
    record Line(Tone tone, String words, Remedy remedy) {

        /** The colour of the light. */
        enum Tone {
            QUIET, LIVE, BUSY, OFFLINE, WAITING, BROKEN
        }

        /** What can be done about it from here. */
        enum Remedy {
            NONE, CONNECT, TRY_NOW
        }

        /**
         * @param health of the account shown, null when none is connected
         * @param every how often the list is asked for, null when not known
         * @param stored whether anything of the account is on this computer
         * @param waiting replies in the outbox that nothing but the connection holds back
         */
        static Line of(@Nullable Health health, @Nullable Duration every, boolean stored, int waiting, Instant now,
                ZoneId zone, Locale locale) {
            if (health == null) {
                return new Line(Tone.QUIET, Texts.get("shell.status.none"), Remedy.NONE);
            }
            return switch (health.phase()) {
                case STARTING -> new Line(Tone.QUIET, Texts.get("shell.status.starting"), Remedy.NONE);
                case FIRST_SYNC -> new Line(Tone.BUSY,
                        Texts.get("shell.status.firstSync", health.firstSyncConversations()), Remedy.NONE);
                case LIVE -> live(health, every, now, zone, locale);
                case OFFLINE ->
                    new Line(Tone.OFFLINE, offline(health, stored, waiting, now, zone, locale), Remedy.TRY_NOW);
                case RATE_LIMITED -> new Line(Tone.WAITING, limited(health.limitedUntil(), now, zone, locale),
                        Remedy.NONE);
                case NEEDS_RECONNECT -> new Line(Tone.BROKEN,
                        Texts.get("shell.status.reconnect", problem(health, "access.TOKEN_INVALID.what")),
                        Remedy.CONNECT);
                case NO_ACCESS -> new Line(Tone.BROKEN,
                        Texts.get("shell.status.noAccess", problem(health, "access.PERMISSION_MISSING.what")),
                        Remedy.CONNECT);
                case TROUBLE -> new Line(Tone.WAITING, Texts.get("shell.status.trouble"), Remedy.TRY_NOW);
                case NOTHING_GIVEN -> new Line(Tone.WAITING, Texts.get("shell.status.nothingGiven"),
                        Remedy.TRY_NOW);
            };
        }

        private static String pushed(PushState push) {
            String words = PushWords.brief(push);
            return words.isEmpty() ? "" : " · " + words;
        }

        /** A picture that is not the present one is never called live. */
        private static Line live(Health health, @Nullable Duration every, Instant now, ZoneId zone, Locale locale) {
            Instant old = health.asOf(now).orElse(null);
            if (old != null) {
                return new Line(Tone.BUSY, Texts.get("shell.status.catchingUp", Times.message(old, now, zone, locale)),
                        Remedy.NONE);
            }
            String words = health.push().live() || every == null
                    ? Texts.get("shell.status.liveNow")
                    : Texts.get("shell.status.polling", every.toSeconds());
            return new Line(Tone.LIVE, words + pushed(health.push()), Remedy.NONE);
        }

        private static String offline(Health health, boolean anything, int waiting, Instant now, ZoneId zone,
                Locale locale) {
            Instant synced = health.lastSyncAt();
            String stored = synced == null
                    ? Texts.get(anything ? "shell.status.offlineStored" : "shell.status.offlineNever")
                    : offlineSince(health.offlineSince(), synced, now, zone, locale);
            return waiting == 0 ? stored : stored + " · " + Texts.get("shell.status.waiting", waiting);
        }

        private static String offlineSince(@Nullable Instant since, Instant synced, Instant now, ZoneId zone,
                Locale locale) {
            String upTo = Times.message(synced, now, zone, locale);
            if (since == null) {
                return Texts.get("shell.status.offline", upTo);
            }
            String from = Times.message(since, now, zone, locale);
            return Texts.get(from.equals(upTo) ? "shell.status.offlineSince" : "shell.status.offlineSinceUpTo", from,
                    upTo);
        }

        private static String limited(@Nullable Instant until, Instant now, ZoneId zone, Locale locale) {
            return until == null || !until.isAfter(now)
                    ? Texts.get("shell.status.limitedSoon")
                    : Texts.get("shell.status.limited", Times.message(until, now, zone, locale));
        }

        private static String problem(Health health, String otherwise) {
            return Texts.get(health.problem() == null ? otherwise : "access." + health.problem() + ".what");
        }
    }

    private final Shell.Context context;
    private final AccountsModel accounts;
    private final AccountCounts counts;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>();
    private final ChangeFeed.Subscription changes;
    private final ChangeFeed.Subscription paces;
    private final Runnable askWhatWaits;
    private volatile @Nullable AccountId shown;
    private volatile boolean holdsBack;
    /** Replies in the outbox that nothing but the connection holds back. */
    private int waiting;

    StatusViewModel(Shell.Context context, FxBridge bridge, AccountsModel accounts, AccountCounts counts) {
        this.context = context;
        this.accounts = accounts;
        this.counts = counts;
        this.clock = context.clock();
        this.askWhatWaits = bridge.coalesced(this::readWaiting, read -> {
            waiting = read;
            refresh();
        });
        accounts.currentProperty().subscribe(now -> healthChanged());
        accounts.healthProperty().subscribe(now -> healthChanged());
        accounts.togetherProperty().subscribe(now -> refresh());
        counts.countsProperty().subscribe(now -> refresh());
        // Also of how often is asked, which is no part of the health itself.
        paces = context.engine().onHealth(id -> bridge.onToolkit(() -> {
            if (id.equals(shown)) {
                refresh();
            }
        }));
        changes = context.database().feed().subscribe(change -> {
            if (holdsBack && change instanceof Change.OutboxChanged) {
                bridge.onToolkit(askWhatWaits);
            }
        });
    }

    ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Works the words out again, because time has passed or something changed. */
    void refresh() {
        Account account = accounts.currentProperty().get();
        Health health = accounts.healthProperty().get();
        Line line = Line.of(account == null ? null : health,
                account == null ? null : context.engine().polls(account.id()).orElse(null),
                account != null && counts.of(account.id()).conversations() > 0, waiting, clock.instant(),
                ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT));
        if (account != null && health != null && accounts.togetherProperty().get()) {
            line = new Line(line.tone(), Texts.get("shell.status.of", account.shownUsername(), line.words()),
                    line.remedy());
        }
        int used = health == null ? 0 : health.usagePercent();
        status.set(new Status(line,
                used == 0 ? "" : Texts.get("shell.status.budget", used),
                account == null ? "" : Texts.get("shell.status.messages", counts.messages())));
    }

    @Override
    public void close() {
        changes.close();
        paces.close();
    }

    private void healthChanged() {
        Account account = accounts.currentProperty().get();
        Health health = accounts.healthProperty().get();
        shown = account == null ? null : account.id();
        holdsBack = health != null && health.phase() == Health.Phase.OFFLINE;
        askWhatWaits.run();
        refresh();
    }

    private int readWaiting() {
        AccountId account = shown;
        return account == null || !holdsBack
                ? 0
                : context.database().outbox().counts(account).waiting();
    }
}
