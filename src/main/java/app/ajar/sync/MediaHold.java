package app.ajar.sync;

import app.ajar.media.MediaFiles;
import app.ajar.model.Attachment.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back whatever fetches media while the disk takes none, because to fetch it for nothing costs its host and the
 * user's line; lets it go on when a file can be written again. Used by many threads.
 */
final class MediaHold {

    private static final System.Logger LOG = System.getLogger(MediaHold.class.getName());
    /** Between two looks whether files can be written; twice as long each time a look was wrong. */
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;
    /** A user who asks again and again makes it look no more often. */
    private static final Duration LOOKED_AT_ONCE = Duration.ofSeconds(1);

    private final MediaFiles files;
    private final Clock clock;
    private @Nullable Held held;
    private int wrongLooks;

    MediaHold(MediaFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    private record Held(Trouble why, long bytes, Instant looked) {}

    /** Why media wait; empty while they do not. */
    synchronized Optional<Trouble> why() {
        return Optional.ofNullable(held).map(Held::why);
    }

    /** Why media wait, and when it is looked at next whether they may go on; empty while they do not wait. */
    synchronized Optional<JobBoard.Held> standing() {
        return Optional.ofNullable(held).map(now -> new JobBoard.Held(now.why, now.looked.plus(between())));
    }

    /** Whether media may be fetched; while they are held, looks now and then whether the disk takes files again. */
    synchronized boolean open() {
        return open(between());
    }

    private Duration between() {
        return LOOKED_EVERY.multipliedBy(1L << Math.min(wrongLooks, MOST_DOUBLINGS));
    }

    /** The user wants one now: looks at once. */
    synchronized void lookNow() {
        open(LOOKED_AT_ONCE);
    }

    private boolean open(Duration between) {
        Held now = held;
        if (now == null) {
            return true;
        }
        Instant time = clock.instant();
        if (!time.isBefore(now.looked) && time.isBefore(now.looked.plus(between))) {
            return false;
        }
        Optional<Trouble> still = files.refusal(now.bytes);
        if (still.isPresent()) {
            held = new Held(still.get(), now.bytes, time);
            return false;
        }
        held = null;
        wrongLooks++;
        LOG.log(System.Logger.Level.INFO, "media go on: the disk takes files again");
        return true;
    }

    /** The disk refused a file of about this size. */
    synchronized void refused(Trouble why, long bytes) {
        if (held == null) {
            LOG.log(System.Logger.Level.WARNING, "media wait: {0}", why);
            held = new Held(why, bytes, clock.instant());
        }
    }

    /** The disk took a file. */
    synchronized void stored() {
        wrongLooks = 0;
    }
}
