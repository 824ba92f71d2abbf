package app.ajar.media;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.Attachment;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.MediaTable.Avatar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The policy over people's pictures: when one is due, where it comes from, and how long a failed one waits. A broken,
 * missing or refused picture asks once for a fresh URL and then waits, first an hour, then twice as long each time.
 * Jobs call {@link #refresh}; it may be called for many people at once, but once at a time for each.
 */
public final class AvatarKeeper {

    /** A stored picture older than this is fetched again. */
    public static final Duration STALE = Duration.ofDays(30);
    /** So many failures in a row mark a picture as failed. */
    public static final int FAILED_AFTER = 3;
    private static final Duration FIRST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 8;
    /** Consent comes when the person writes, and then {@link #personWrote} ends the wait. */
    private static final Duration WITHOUT_CONSENT = Duration.ofDays(7);
    private static final Duration REFUSED_JUST_NOW = Duration.ofHours(1);
    /** No longer than a job waits for its next attempt. */
    private static final Duration UNREACHABLE = Duration.ofMinutes(2);

    private final AvatarFiles files;
    private final Database database;
    private final Clock clock;
    private final BooleanSupplier keeps;

    public AvatarKeeper(AvatarFiles files, Database database, Clock clock) {
        this(files, database, clock, () -> true);
    }

    /** @param keeps whether the user wants people's pictures on this computer; asked each time */
    public AvatarKeeper(AvatarFiles files, Database database, Clock clock, BooleanSupplier keeps) {
        this.files = files;
        this.database = database;
        this.clock = clock;
        this.keeps = keeps;
    }

    /** Whether the user wants people's pictures on this computer; else none is fetched, whoever asks. */
    public boolean keeps() {
        return keeps.getAsBoolean();
    }

    /** What came of one refresh. */
    public sealed interface Outcome {

        /** A picture was fetched and is in place. */
        record Stored(String file) implements Outcome {}

        /** Nothing was due: the stored picture is good, or an earlier failure's wait is not over. */
        record NotDue() implements Outcome {}

        /** Meta shows no picture of this person, or not to us for want of consent: quiet, initials are shown. */
        record NoPicture(Instant retryAt) implements Outcome {}

        /** The picture could not be had; the failure is counted and remembered. */
        record Failed(int failures, Instant retryAt) implements Outcome {

            /** Three in a row mark it as failed. */
            public boolean forGood() {
                return failures >= FAILED_AFTER;
            }
        }

        /** The host of the picture could not be reached, which says nothing about the picture: not counted. */
        record Unreachable(Instant retryAt) implements Outcome {}

        /** The disk did not take the picture, which says nothing about it: not counted, and nothing waits here. */
        record NotStored(Attachment.Trouble why, long bytes) implements Outcome {}

        /** It cannot be had without asking the API, which must not be asked now: nothing was counted. */
        record ApiNeeded() implements Outcome {}

        /** The API could not be asked just now, which says nothing about the picture: nothing was counted. */
        record Unasked(GraphFailure failure) implements Outcome {}
    }

    /** Whether {@link #refresh} would do anything: no picture, one older than 30 days, or a changed one; and no wait. */
    public boolean due(ParticipantId person) {
        return due(stored(person), known(person));
    }

    /** Whether a whole picture of the person is stored, however old. */
    public boolean hasPicture(ParticipantId person) {
        String file = stored(person).file();
        return file != null && files.intact(file);
    }

    /** The picture's host could not be reached however often it was tried: that counts as one failure. */
    public void gaveUp(ParticipantId person) {
        failed(stored(person));
    }

    /**
     * Fetches the person's picture if it is due. Blocks on the network.
     *
     * @param graph null while the API must not be asked: then only an address that is known already is tried
     */
    public Outcome refresh(ParticipantId person, @Nullable GraphClient graph) {
        Avatar avatar = stored(person);
        Participant known = known(person);
        if (!due(avatar, known)) {
            return new Outcome.NotDue();
        }
        String url = known.pictureUrl();
        boolean worthTrying = url != null && !SignedUrl.expired(url, clock.instant())
                && !(url.equals(avatar.sourceUrl()) && stale(avatar));
        if (url == null || !worthTrying) {
            return fresh(avatar, null, graph);
        }
        return switch (files.fetch(person, url)) {
            case AvatarFiles.Fetched.Stored(String file) -> stored(avatar, file, url);
            case AvatarFiles.Fetched.Gone gone -> fresh(avatar, url, graph);
            case AvatarFiles.Fetched.Unfit unfit -> fresh(avatar, url, graph);
            case AvatarFiles.Fetched.Later later -> failed(avatar);
            case AvatarFiles.Fetched.Unreachable unreachable -> unreachable(avatar);
            case AvatarFiles.Fetched.NotStored(var why, long bytes) -> new Outcome.NotStored(why, bytes);
        };
    }

    /**
     * Asks for the profile, and fetches the picture whatever is stored or waits, unless none is kept: the user asked by
     * hand. Blocks on the network.
     */
    public Outcome refreshNow(ParticipantId person, @Nullable GraphClient graph) {
        return fresh(stored(person), null, graph);
    }

    /**
     * The person wrote, which is consent: a wait for want of it ends, unless Meta refused within the last hour. Waits
     * after failures stay, and so do those for people who simply have no picture.
     */
    public void personWrote(ParticipantId person) {
        Avatar avatar = stored(person);
        Instant retryAt = avatar.retryAt();
        boolean refused = avatar.failures() == 0 && known(person).profileAt() == null;
        if (refused && retryAt != null
                && clock.instant().isAfter(retryAt.minus(WITHOUT_CONSENT).plus(REFUSED_JUST_NOW))) {
            put(avatar, 0, null);
        }
    }

    private boolean due(Avatar avatar, Participant known) {
        Instant retryAt = avatar.retryAt();
        if (!keeps() || (retryAt != null && clock.instant().isBefore(retryAt))) {
            return false;
        }
        String file = avatar.file();
        return file == null || !files.intact(file) || stale(avatar)
                || SignedUrl.differs(known.pictureUrl(), avatar.sourceUrl());
    }

    private boolean stale(Avatar avatar) {
        Instant fetchedAt = avatar.fetchedAt();
        return fetchedAt != null && fetchedAt.plus(STALE).isBefore(clock.instant());
    }

    /** Asks the profile for the picture's present URL and fetches that, unless it is the one that just failed. */
    private Outcome fresh(Avatar avatar, @Nullable String failedUrl, @Nullable GraphClient graph) {
        if (graph == null) {
            return new Outcome.ApiNeeded();
        }
        return switch (graph.profile(avatar.id())) {
            case GraphResult.Ok<Participant>(Participant profile) -> {
                database.sync().putProfile(profile);
                String url = profile.pictureUrl();
                if (!keeps()) {
                    yield new Outcome.NotDue();
                }
                if (url == null) {
                    yield noPicture(avatar);
                }
                yield url.equals(failedUrl) ? failed(avatar) : fetchFresh(avatar, url);
            }
            case GraphResult.Failed<Participant>(GraphFailure failure) -> switch (failure) {
                case GraphFailure.PersonUnavailable unavailable -> noPicture(avatar);
                // Consent is missing under 100 as well, and 100/33 is a person who is gone or blocked us.
                case GraphFailure.FieldRefused refused -> noPicture(avatar);
                case GraphFailure.Refused refused -> noPicture(avatar);
                default -> new Outcome.Unasked(failure);
            };
        };
    }

    private Outcome fetchFresh(Avatar avatar, String url) {
        return switch (files.fetch(avatar.id(), url)) {
            case AvatarFiles.Fetched.Stored(String file) -> stored(avatar, file, url);
            case AvatarFiles.Fetched.Unreachable unreachable -> unreachable(avatar);
            case AvatarFiles.Fetched.NotStored(var why, long bytes) -> new Outcome.NotStored(why, bytes);
            case AvatarFiles.Fetched.Gone _,AvatarFiles.Fetched.Unfit _,AvatarFiles.Fetched.Later _ -> failed(avatar);
        };
    }

    private Outcome stored(Avatar avatar, String file, String url) {
        if (!keeps()) {
            // The setting was changed while it came.
            database.media().putAvatar(new Avatar(avatar.id(), null, null, null, 0, null));
            files.delete(file);
            return new Outcome.NotDue();
        }
        database.media().putAvatar(new Avatar(avatar.id(), file, clock.instant(), url, 0, null));
        return new Outcome.Stored(file);
    }

    private Outcome.Failed failed(Avatar avatar) {
        int failures = avatar.failures() + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Instant retryAt = clock.instant().plus(wait);
        put(avatar, failures, retryAt);
        return new Outcome.Failed(failures, retryAt);
    }

    private Outcome noPicture(Avatar avatar) {
        Instant retryAt = clock.instant().plus(WITHOUT_CONSENT);
        put(avatar, 0, retryAt);
        return new Outcome.NoPicture(retryAt);
    }

    private Outcome unreachable(Avatar avatar) {
        Instant retryAt = clock.instant().plus(UNREACHABLE);
        put(avatar, avatar.failures(), retryAt);
        return new Outcome.Unreachable(retryAt);
    }

    private void put(Avatar avatar, int failures, @Nullable Instant retryAt) {
        database.media().putAvatar(new Avatar(avatar.id(), avatar.file(), avatar.fetchedAt(), avatar.sourceUrl(),
                failures, retryAt));
    }

    private Avatar stored(ParticipantId person) {
        return database.media().avatar(person).orElseGet(() -> new Avatar(person, null, null, null, 0, null));
    }

    private Participant known(ParticipantId person) {
        return database.sync().participant(person).orElseGet(() -> Participant.known(person, null));
    }
}
