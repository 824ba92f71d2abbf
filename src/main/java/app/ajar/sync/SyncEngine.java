package app.ajar.sync;

import app.ajar.account.TokenRenewal;
import app.ajar.account.TokenVault;
import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphHttp;
import app.ajar.media.AvatarFiles;
import app.ajar.media.AvatarKeeper;
import app.ajar.media.MediaFiles;
import app.ajar.media.MediaShelf;
import app.ajar.media.UnsentMessages;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import app.ajar.push.PushHint;
import app.ajar.push.PushState;
import app.ajar.sending.Line;
import app.ajar.sending.Presence;
import app.ajar.sending.Reactions;
import app.ajar.sending.Replies;
import app.ajar.sending.Sender;
import app.ajar.settings.Settings;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cache true: one puller per account, one sender, one set of workers for background jobs. Everything it learns
 * goes into the store; the screen hears of it from the change feed, and of its health from here.
 */
public final class SyncEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SyncEngine.class.getName());
    private static final Duration LAST_CALLS = Duration.ofSeconds(3);

    private final Database database;
    private final GraphHttp http;
    private final HealthBoard board = new HealthBoard();
    private final Health.Log log = new Health.Log();
    private final WholeRound.Tally tally = new WholeRound.Tally();
    private final MediaShelf shelf;
    private final MediaJobs media;
    private final JobWorkers jobs;
    private final Sender sender;
    private final Replies replies;
    private final Reactions reactions;
    private final Presence presence;
    private final Accounts accounts;
    private final ExecutorService control = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("ajar-sync-control").daemon(true).factory());
    private final ChangeFeed.Subscription feed;
    private final Clock clock;
    private volatile boolean closing;

    /** Nothing is asked before {@link #start} or {@link #syncOnce}. */
    public SyncEngine(Database database, TokenVault vault, ApiAddress address, AvatarFiles avatars,
            Supplier<Settings> settings, Clock clock) {
        this(database, vault, new Api(address, () -> new CallBudget(clock)), avatars, settings, clock);
    }

    SyncEngine(Database database, TokenVault vault, Api api, AvatarFiles avatars, Supplier<Settings> settings,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.http = new GraphHttp(api.address, clock);
        AvatarKeeper keeper = new AvatarKeeper(avatars, database, clock,
                () -> settings.get().keep() != Settings.Keep.NOTHING);
        MediaFiles files = MediaFiles.beside(avatars);
        this.shelf = new MediaShelf(files, database, settings, clock);
        this.media = new MediaJobs(database, files, shelf, clock, tally);
        this.jobs = new JobWorkers(database,
                new JobWorkers.Trades(keeper, media, new TokenRenewal(database, vault, http, clock)), clock,
                this::atWork, tally);
        this.accounts = new Accounts(
                new AccountSync.Surroundings(database, board, log, new UnsentMessages(files, database, clock),
                        api.budgets,
                        clock),
                vault, http, jobs, tally);
        this.sender = new Sender(database, clock, this::running, () -> settings.get().undo());
        this.replies = new Replies(database, sender,
                conversation -> health(conversation.account())
                        .filter(health -> health.phase() == Health.Phase.NEEDS_RECONNECT).isPresent(),
                clock);
        this.reactions = new Reactions(database, clock, this::running);
        this.presence = new Presence(database, clock, this::running,
                () -> new Presence.Wanted(settings.get().signals().typing(), settings.get().signals().seen()));
        this.feed = database.feed().subscribe(this::changed);
    }

    /** Where the API is, and a budget for each account that calls it. */
    record Api(ApiAddress address, Supplier<CallBudget> budgets) {}

    /** How much the user looks at the window; decides how often the API is asked. */
    public enum Attention {
        FOCUSED, BACKGROUND, HIDDEN
    }

    /** Starts pulling and sending for every connected account, and for those that are connected later. */
    public void start() {
        later(() -> {
            accounts.pullInBackground();
            sender.start();
            reactions.start();
            jobs.start();
        });
    }

    /** Empty for an account that is not connected. */
    public Optional<Health> health(AccountId account) {
        return board.find(account);
    }

    /** Calls the listener, on a background thread, with each account whose health changed. */
    public ChangeFeed.Subscription onHealth(Consumer<AccountId> listener) {
        return board.subscribe(listener);
    }

    /** All that is known of how an account is doing; empty for one that is not connected. */
    public Optional<Health.Details> details(AccountId account) {
        return accounts.find(account).flatMap(AccountSync::details);
    }

    /** How often the account's list is asked for at present; empty before the first round. */
    public Optional<Duration> polls(AccountId account) {
        return board.every(account);
    }

    /** What sync did since the start. */
    public Health.Log log() {
        return log;
    }

    public void attention(Attention attention) {
        accounts.attention(attention);
    }

    /** The conversation on screen, read every 5 seconds while the window is focused; null for none. */
    public void watch(@Nullable ConversationId open) {
        accounts.watch(open);
        later(() -> media.opened(open));
    }

    /** Asks for a person's profile if it is old, because the details pane shows it; returns at once, cheap to repeat. */
    public void wantProfile(ParticipantId person) {
        later(() -> jobs.people().wantProfile(person));
    }

    /**
     * Asks for a person's profile and picture anew, whatever is stored and whatever failed before: the user pressed
     * "Refresh picture and profile". While the settings keep nothing, the profile only. Returns at once.
     */
    public void refreshProfile(ParticipantId person) {
        refreshProfile(person, () -> {});
    }

    /**
     * The same for who follows what becomes of it.
     *
     * @param asked run on a background thread when the job is in the queue, from when on the store tells how far it has
     *        come
     */
    public void refreshProfile(ParticipantId person, Runnable asked) {
        later(() -> {
            jobs.people().refreshProfile(person);
            asked.run();
        });
    }

    /** Asks for a person's picture ahead of others, because it is on screen and missing; returns at once, cheap to repeat. */
    public void wantAvatar(ParticipantId person) {
        if (jobs.people().worthAsking(person)) {
            later(() -> jobs.people().wantAvatar(person));
        }
    }

    /**
     * Asks for an attachment's bytes ahead of others, because it is on screen and not stored, or because the user pressed
     * "Try again": what failed for good is tried anew. While the settings keep no media, what the user asked for stays
     * until another conversation is {@linkplain #watch watched}, or none. Returns at once, cheap to repeat.
     */
    public void wantMedia(ConversationId conversation, MessageId message, int position) {
        Attachment.Id id = new Attachment.Id(conversation, message, position);
        if (media.worthAsking(id)) {
            later(() -> {
                media.want(id);
                jobs.board().touched();
            });
        }
    }

    /** An attachment's bytes are on screen, which keeps them longest when room is made; returns at once, cheap to repeat. */
    public void mediaSeen(ConversationId conversation, MessageId message, int position) {
        media.seen(new Attachment.Id(conversation, message, position));
        if (media.seenDue()) {
            later(media::writeSeen);
        }
    }

    /** Whether the user wants what messages carry kept; else it stays as {@link #wantMedia} says. */
    public boolean keepsMedia() {
        return shelf.keepsMedia();
    }

    /** Whether the user wants people's pictures kept. */
    public boolean keepsPictures() {
        return jobs.people().keepsPictures();
    }

    /** What is kept on disk, or how much, was changed in the settings: what is not to be kept goes now. Returns at once. */
    public void storageChanged() {
        later(() -> {
            media.cleanUp(clock.instant());
            jobs.board().touched();
        });
    }

    /** Deletes all that messages carry, because the user said so. Writes to the store; not on the toolkit's thread. */
    public void clearMedia() {
        shelf.clear();
    }

    /** Bytes that messages' media take on disk. Reads the store; not on the toolkit's thread. */
    public long mediaBytes() {
        return shelf.taken();
    }

    /** Tries now what waits for a pause to end: the user pressed "Try again". */
    public void wake() {
        accounts.wake();
        sender.nudge();
        reactions.nudge();
    }

    public Replies replies() {
        return replies;
    }

    public Reactions reactions() {
        return reactions;
    }

    /** What people are told besides replies, where the user wants that. */
    public Presence presence() {
        return presence;
    }

    /** What runs in the background, waits and failed. */
    public JobBoard jobs() {
        return jobs.board();
    }

    /**
     * One full round without a window: everything there is to pull, profiles, pictures, the outbox; until nothing is left
     * or it would have to wait longer than the patience. Blocks. Not to be mixed with {@link #start}.
     *
     * <p>Closing the engine from another thread ends the round early, with what it has.
     *
     * @param which accounts to sync, all when empty
     * @param progress told about once a second
     */
    public RoundReport syncOnce(List<AccountId> which, Duration patience, Consumer<RoundReport> progress) {
        sender.start();
        jobs.start();
        return new WholeRound(database, accounts, jobs, sender, tally, clock).run(which, patience, progress,
                () -> closing);
    }

    /** Loads the accounts without pulling, for a command that only sends. */
    public void prepareSending() {
        accounts.reconcile();
        sender.start();
    }

    /** Stops accepting work, lets calls under way end for a while, cuts off the rest. Does not close the database. */
    @Override
    public void close() {
        closing = true;
        feed.close();
        later(() -> {
            media.writeSeen();
            media.opened(null);
        });
        control.shutdown();
        accounts.stop();
        jobs.stop(Duration.ZERO);
        sender.stop(LAST_CALLS);
        reactions.stop(Duration.ZERO);
        presence.stop(Duration.ZERO);
        http.close();
        sender.stop(LAST_CALLS);
        reactions.stop(LAST_CALLS);
        presence.stop(LAST_CALLS);
        jobs.stop(LAST_CALLS);
        accounts.join(LAST_CALLS);
        try {
            if (!control.awaitTermination(LAST_CALLS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the sync control thread did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Line> running(AccountId account) {
        return accounts.find(account).map(Line.class::cast);
    }

    private List<AccountSync> atWork() {
        return accounts.all();
    }

    /** On the store's writer thread: hands over and returns. */
    private void changed(Change change) {
        switch (change) {
            case Change.AccountChanged _,Change.Reset _ -> later(() -> {
                accounts.reconcile();
                sender.nudge();
            });
            case Change.OutboxChanged _,Change.ConversationsChanged _ -> sender.nudge();
            default -> {
            }
        }
    }

    /** How an account's line for pushes stands, from any thread. */
    void pushStands(AccountId account, PushState state) {
        accounts.pushStands(account, state);
    }

    /** Pushes came, from any thread: what they tell of is read ahead of everything else. */
    void pushed(AccountId account, List<PushHint> hints) {
        accounts.pushed(account, hints);
    }

    void later(Runnable work) {
        try {
            control.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "sync could not do what it was asked", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "asked while closing");
        }
    }
}
