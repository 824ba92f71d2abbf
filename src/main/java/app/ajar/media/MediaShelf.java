package app.ajar.media;

import app.ajar.model.Account;
import app.ajar.model.Attachment;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import app.ajar.store.Database;
import app.ajar.store.MediaTable.Avatar;
import app.ajar.store.MediaTable.Shelved;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stays on disk: stories go a day after they came, files make room when they are more than the user allows, what the
 * user does not want kept goes, and disk and rows are brought in line after a crash. A row lets go of its file before
 * the file is deleted, so that nothing on screen ever points to nothing; what a crash leaves between is swept.
 */
public final class MediaShelf {

    /** Meta serves a story for this long, and nothing of it is kept longer (owner's rule). */
    public static final Duration STORY_LIFE = Duration.ofHours(24);
    private static final System.Logger LOG = System.getLogger(MediaShelf.class.getName());
    /** Room is made down to this part of the limit, so that it is not made anew for each file. */
    private static final double FILLED_TO = 0.9;
    private static final int PAGE = 500;
    private static final long UNKNOWN = -1;

    private final MediaFiles files;
    private final Database database;
    private final Supplier<Settings> settings;
    private final Clock clock;
    private final AtomicLong taken = new AtomicLong(UNKNOWN);

    public MediaShelf(MediaFiles files, Database database, Supplier<Settings> settings, Clock clock) {
        this.files = files;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the user wants what messages carry kept. */
    public boolean keepsMedia() {
        return settings.get().keep() == Keep.EVERYTHING;
    }

    /** Bytes that messages' media take now, the stills of videos included. Reads the store, and looks at the stills. */
    public long taken() {
        return database.media().bytes()
                + database.media().films().stream().mapToLong(files::stillBytes).sum();
    }

    /** A file came; room is made when there is too much. */
    public void took(long bytes) {
        if (taken.get() == UNKNOWN) {
            taken.compareAndSet(UNKNOWN, taken());
        } else {
            taken.addAndGet(bytes);
        }
        if (taken.get() > settings.get().mediaBytes()) {
            makeRoom();
        }
    }

    /**
     * Everything at once: at start, daily, and when the settings changed.
     *
     * @param onLoan what stays for now although the user wants none kept
     */
    public void cleanUp(Predicate<Attachment.Id> onLoan) {
        endStories();
        keepOnlyWhatIsWanted(onLoan);
        makeRoom();
        sweep();
    }

    /** Stories whose day is over go; their messages' cards stay. */
    public void endStories() {
        for (Shelved story : database.media().storiesUntil(clock.instant().minus(STORY_LIFE))) {
            remove(story, null);
        }
    }

    /** Those longest not on screen go first, down to nine tenths of what may be. */
    public synchronized void makeRoom() {
        long limit = settings.get().mediaBytes();
        long now = taken();
        if (now > limit) {
            long wanted = (long) (limit * FILLED_TO);
            while (now > wanted) {
                List<Shelved> first = database.media().leastSeen(PAGE);
                if (first.isEmpty()) {
                    break;
                }
                for (Shelved each : first) {
                    if (now > wanted) {
                        long still = files.stillBytes(each.file());
                        remove(each, Attachment.Trouble.CLEARED);
                        now -= each.bytes() + still;
                    }
                }
            }
            LOG.log(System.Logger.Level.INFO, "media made room, {0} bytes are left", now);
        }
        taken.set(now);
    }

    /** The user wants the room back: all that messages carry goes, whatever is to be kept from now on. */
    public void clear() {
        clear(_ -> false);
    }

    private void clear(Predicate<Attachment.Id> spared) {
        Shelved last = null;
        List<Shelved> page;
        do {
            page = database.media().shelved(last, PAGE);
            for (Shelved each : page) {
                if (!spared.test(each.id())) {
                    remove(each, Attachment.Trouble.CLEARED);
                }
                last = each;
            }
        } while (page.size() == PAGE);
        taken.set(taken());
    }

    /** One file goes; nothing when there is none. */
    public void giveUp(Attachment.Id id) {
        database.threads().message(id.conversation(), id.message()).stream()
                .flatMap(message -> message.attachments().stream()).filter(one -> one.position() == id.position())
                .map(Attachment::file).filter(Objects::nonNull).forEach(file -> {
                    database.media().without(id, Attachment.State.NOT_KEPT, Attachment.Trouble.CLEARED);
                    files.delete(file);
                });
        taken.set(taken());
    }

    private void keepOnlyWhatIsWanted(Predicate<Attachment.Id> onLoan) {
        if (keepsMedia()) {
            return;
        }
        clear(onLoan);
        if (settings.get().keep() == Keep.NOTHING) {
            for (List<Avatar> some = database.media().withAvatar(PAGE); !some.isEmpty(); some = database.media()
                    .withAvatar(PAGE)) {
                some.forEach(this::removeAvatar);
            }
        }
    }

    private void removeAvatar(Avatar avatar) {
        String file = avatar.file();
        database.media().putAvatar(new Avatar(avatar.id(), null, null, null, 0, null));
        if (file != null) {
            delete(files.dataFolder().resolve(file));
        }
    }

    private void remove(Shelved each, Attachment.@Nullable Trouble why) {
        database.media().without(each.id(), Attachment.State.NOT_KEPT, why);
        files.delete(each.file());
    }

    /**
     * Files that no row names go, and rows whose files are not there wait again. The disk is listed first: what comes
     * later has a row by the time the rows are read, or a fetch still at work on it.
     */
    public void sweep() {
        Path root = files.dataFolder().resolve(MediaFiles.ROOT);
        Set<String> nobodys = list(root);
        nobodys.removeIf(files::underWay);
        Shelved last = null;
        List<Shelved> page;
        do {
            page = database.media().shelved(last, PAGE);
            for (Shelved each : page) {
                if (nobodys.remove(each.file()) || files.has(each.file())) {
                    nobodys.remove(FilmStill.of(each.file()));
                } else {
                    waitAgain(each);
                }
                last = each;
            }
        } while (page.size() == PAGE);
        nobodys.stream().filter(file -> !files.underWay(file)).forEach(files::delete);
        if (!nobodys.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "{0} files of no message were swept away", nobodys.size());
        }
        sweepFolders(root);
    }

    private void waitAgain(Shelved each) {
        boolean story = each.kind() == Attachment.Kind.STORY;
        database.media().without(each.id(), story ? Attachment.State.NOT_KEPT : Attachment.State.PENDING, null);
    }

    private Set<String> list(Path root) {
        Set<String> found = new HashSet<>();
        walk(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(files.dataFolder().relativize(file).toString().replace('\\', '/'));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a file could not be looked at", e);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Empty folders of accounts that are not connected any more. */
    private void sweepFolders(Path root) {
        Set<String> accounts = database.accounts().all().stream().map(Account::id).map(id -> id.fileName())
                .collect(Collectors.toSet());
        walk(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean connected = root.equals(folder.getParent())
                        && accounts.contains(String.valueOf(folder.getFileName()));
                return connected ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (!folder.equals(root)) {
                    try {
                        Files.delete(folder);
                    } catch (java.nio.file.DirectoryNotEmptyException full) {
                        LOG.log(System.Logger.Level.DEBUG, "a folder is not empty yet", full);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path root, SimpleFileVisitor<Path> visitor) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, visitor);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the media folder could not be looked through", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a picture could not be deleted", e);
        }
    }

    /** Stories of messages later than this are still served. */
    public Instant storiesFrom() {
        return clock.instant().minus(STORY_LIFE);
    }
}
