package app.ajar.sync;

import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cache true: one puller per account, one sender, one set of workers for background jobs. Everything it learns
 * goes into the store; the screen hears of it from the change feed, and of its health from here.
 */
public final class SyncEngine implements AutoCloseable {

    public SyncEngine(Database database, TokenVault vault, ApiAddress address, AvatarFiles avatars, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** How much the user looks at the window; decides how often the API is asked. */
    public enum Attention {
        FOCUSED, BACKGROUND, HIDDEN
    }

    /** Starts pulling and sending for every connected account, and for those that are connected later. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Empty for an account that is not connected. */
    public Optional<Health> health(AccountId account) {
        throw new UnsupportedOperationException();
    }

    /** Calls the listener, on a background thread, with each account whose health changed. */
    public ChangeFeed.Subscription onHealth(Consumer<AccountId> listener) {
        throw new UnsupportedOperationException();
    }

    public void attention(Attention attention) {
        throw new UnsupportedOperationException();
    }

    /** The conversation on screen, read every 5 seconds while the window is focused; null for none. */
    public void watch(@Nullable ConversationId open) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a person's profile now, because the details pane shows it; returns at once. */
    public void refreshProfile(ParticipantId person) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a person's picture ahead of others, because it is on screen and missing; returns at once, cheap to repeat. */
    public void wantAvatar(ParticipantId person) {
        throw new UnsupportedOperationException();
    }

    /** Tries now what waits for a pause to end: the user pressed "Try again". */
    public void wake() {
        throw new UnsupportedOperationException();
    }

    public Replies replies() {
        throw new UnsupportedOperationException();
    }

    /** Jobs running or waiting right now, for the status bar. */
    public int jobsUnderWay() {
        throw new UnsupportedOperationException();
    }

    /**
     * One full round without a window: everything there is to pull, profiles, pictures, the outbox; until nothing is left
     * or it would have to wait longer than the patience. Blocks. Not to be mixed with {@link #start}.
     *
     * @param accounts which, all when empty
     */
    public RoundReport syncOnce(List<AccountId> accounts, Duration patience, Consumer<RoundReport> progress) {
        throw new UnsupportedOperationException();
    }

    /** Stops accepting work, lets calls under way end, waits for workers. Does not close the database. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
