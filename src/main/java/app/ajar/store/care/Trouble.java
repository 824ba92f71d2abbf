package app.ajar.store.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Why the database cannot be read or written just now, in terms that a person can do something about. */
public enum Trouble {
    /** The disk has no room. */
    FULL,
    /** The folder or the file must not be written. */
    READ_ONLY,
    /** The folder or the file is not there any more: a disk was taken out, or something was deleted. */
    GONE,
    /** What the file holds cannot be read; the next start sets it aside. */
    DAMAGED,
    /** Anything else; it may pass. */
    OTHER;

    private static final System.Logger LOG = System.getLogger(Trouble.class.getName());
    /** Less room than this is taken for the cause. */
    private static final long FULL_BYTES = 1L << 20;
    /** H2: file corrupted, general error (what it makes of a broken page), an index entry without its row. */
    private static final Set<Integer> DAMAGE = Set.of(90030, 50000, 90112);

    /** What a failure on this file comes from; looks at the disk. */
    public static Trouble of(Path file, Throwable failure) {
        Path folder = Objects.requireNonNull(file.getParent());
        if (gone(failure) || !Files.isDirectory(folder)) {
            return GONE;
        }
        if (full(failure) || lowOn(folder)) {
            return FULL;
        }
        if (readOnly(failure) || !Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            return READ_ONLY;
        }
        return damaged(failure) ? DAMAGED : OTHER;
    }

    private static boolean gone(Throwable failure) {
        return causedBy(failure, cause -> cause instanceof NoSuchFileException);
    }

    private static boolean full(Throwable failure) {
        return causedBy(failure, cause -> cause instanceof IOException && said(cause, "no space left", "quota exceeded",
                "not enough space", "file too large"));
    }

    private static boolean readOnly(Throwable failure) {
        return causedBy(failure,
                cause -> cause instanceof IOException
                        && said(cause, "read-only", "permission denied", "operation not permitted", "accessdenied"));
    }

    private static boolean said(Throwable cause, String... words) {
        String all = cause.toString().toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (all.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether H2 says that the file's contents are the cause. */
    private static boolean damaged(Throwable failure) {
        return causedBy(failure, cause -> cause instanceof SQLException sql && DAMAGE.contains(sql.getErrorCode()));
    }

    private static boolean causedBy(Throwable failure, Predicate<Throwable> what) {
        int depth = 0;
        for (@Nullable
        Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (what.test(cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    private static boolean lowOn(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the data folder cannot be looked at", e);
            return false;
        }
    }
}
