package app.ajar.media;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What messages carry, on disk: {@code messages/<account>/<conversation>/<message>-<n>.<ext>} in the data folder, with
 * names made here and never taken from the network. The guards are those of {@link AvatarFiles}, with 25 MB for sound,
 * video and PDF; bytes go straight to disk, aside, and into place when they are whole.
 */
public final class MediaFiles {

    /** Under the data folder; nothing else is in it. */
    static final String ROOT = "messages";
    static final String ASIDE = ".part";
    private static final System.Logger LOG = System.getLogger(MediaFiles.class.getName());
    /** Long enough for 25 MB over a slow line, shorter than a job's lease. */
    private static final Duration WHOLE_FETCH = Duration.ofMinutes(4);
    private static final int CHUNK = 64 * 1024;
    private static final int OK = 200;
    private static final int TRIAL_SIDE = 64;
    /** Orientations after this one turn a picture by a quarter. */
    private static final int SIDEWAYS_FROM = 4;

    private final Path dataFolder;
    private final MediaHttp http;
    private final MediaDisk disk;
    private final Duration wholeFetch;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private MediaFiles(Path dataFolder, MediaHttp http, MediaDisk disk, Duration wholeFetch) {
        this.dataFolder = dataFolder.toAbsolutePath().normalize();
        this.http = http;
        this.disk = disk;
        this.wholeFetch = wholeFetch;
    }

    public static MediaFiles in(Path dataFolder, MediaHttp http) {
        return in(dataFolder, http, WHOLE_FETCH);
    }

    /** In the same data folder, by the same client. */
    public static MediaFiles beside(AvatarFiles avatars) {
        return new MediaFiles(avatars.dataFolder(), avatars.http(), avatars.disk(), WHOLE_FETCH);
    }

    static MediaFiles in(Path dataFolder, MediaHttp http, Duration wholeFetch) {
        return new MediaFiles(dataFolder, http, new MediaDisk(dataFolder), wholeFetch);
    }

    /** Sees a file come. */
    @FunctionalInterface
    public interface Watch {

        /**
         * @param total bytes in all, -1 when the server does not say
         * @return whether to go on
         */
        boolean came(long bytes, long total);
    }

    /** What came of one fetch. */
    public sealed interface Fetched {

        /**
         * Whole and in its place.
         *
         * @param file relative to the data folder
         * @param kind what it is, whatever it was said to be
         * @param width pixels as shown, null when not known
         */
        record Stored(String file, Attachment.Kind kind, String mimeType, long bytes, @Nullable Integer width,
                @Nullable Integer height) implements Fetched {}

        /** 403, 404, 410 and their like: the signed address is dead, a fresh one may help. */
        record Gone(int status) implements Fetched {}

        /** Trying again does not help. */
        record Unfit(Attachment.Trouble trouble) implements Fetched {}

        /**
         * The host has trouble, or did not answer to the end.
         *
         * @param answered whether it answered at all, so that there is a network
         */
        record Unreachable(String why, boolean answered) implements Fetched {}

        /**
         * The disk did not take it.
         *
         * @param why full, or not to be written
         * @param bytes how many it would have had to take, as far as known
         */
        record NotStored(Attachment.Trouble why, long bytes) implements Fetched {}

        /** Whoever watched said stop. */
        record Stopped() implements Fetched {}
    }

    /** Ends the care for one attachment's name; see {@link #begin}. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes an attachment's name for one fetch and what is then written about it: {@link MediaShelf#sweep} leaves such files
     * alone, because the row that names them comes a moment after them.
     */
    public Turn begin(Attachment.Id id, int number) {
        String stem = stem(id, number);
        underWay.add(stem);
        return () -> underWay.remove(stem);
    }

    /** The path of an attachment's file but for its ending; {@code number} is its place unless another file has that name. */
    public static String stem(Attachment.Id id, int number) {
        return folder(id.conversation()) + "/" + id.message().fileName() + "-" + number;
    }

    private static String folder(ConversationId conversation) {
        return folder(conversation.account()) + "/" + conversation.fileName();
    }

    static String folder(AccountId account) {
        return ROOT + "/" + account.fileName();
    }

    /** Fetches it into its place. Blocks; within a {@link #begin turn}. */
    public Fetched fetch(Attachment.Id id, int number, Attachment.Kind said, String url, Watch watch) {
        String stem = stem(id, number);
        Path aside = dataFolder.resolve(stem + ASIDE);
        try {
            disk.folder(aside.resolveSibling(""));
        } catch (MediaDisk.Refused e) {
            return notStored(e, 0);
        }
        try {
            MediaHttp.Answer<Fetched> answer = http.fetch(url, "*/*", wholeFetch,
                    (body, length) -> new MediaHttp.Answer.Body<>(take(body, length, stem, said, watch)));
            return switch (answer) {
                case MediaHttp.Answer.Body<Fetched>(Fetched fetched) -> fetched;
                case MediaHttp.Answer.Refusal<Fetched>(int status) -> refused(status);
                case MediaHttp.Answer.Unfit<Fetched> _ -> new Fetched.Unfit(Attachment.Trouble.UNSUPPORTED);
                case MediaHttp.Answer.Nothing<Fetched>(String why) -> new Fetched.Unreachable(why, false);
            };
        } finally {
            delete(aside);
        }
    }

    private static Fetched refused(int status) {
        return switch (AvatarFiles.refused(status)) {
            case AvatarFiles.Fetched.Gone _ -> new Fetched.Gone(status);
            case AvatarFiles.Fetched.Later(String why) -> new Fetched.Unreachable(why, true);
            default -> new Fetched.Unfit(Attachment.Trouble.UNSUPPORTED);
        };
    }

    private Fetched take(BufferedSource body, long length, String stem, Attachment.Kind said, Watch watch)
            throws IOException {
        body.request(MediaType.HEAD);
        byte[] head = body.getBuffer().snapshot((int) Math.min(MediaType.HEAD, body.getBuffer().size())).toByteArray();
        Optional<MediaType> type = MediaType.of(head);
        if (type.isEmpty() && head.length > 0 && (head[0] == '<' || head[0] == '{')) {
            // Meta's hosts may answer 200 with a page or JSON that says no.
            return new Fetched.Gone(OK);
        }
        if (type.isEmpty()) {
            return new Fetched.Unfit(head.length == 0 ? Attachment.Trouble.BROKEN : Attachment.Trouble.UNSUPPORTED);
        }
        long most = type.get().mostBytes();
        if (length > most) {
            return new Fetched.Unfit(Attachment.Trouble.TOO_LARGE);
        }
        Path aside = dataFolder.resolve(stem + ASIDE);
        long came = 0;
        try (MediaDisk.Out out = disk.open(aside)) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                if (!watch.came(came, length)) {
                    return new Fetched.Stopped();
                }
                int read = body.read(chunk);
                if (read < 0) {
                    break;
                }
                came += read;
                if (came > most) {
                    return new Fetched.Unfit(Attachment.Trouble.TOO_LARGE);
                }
                out.write(chunk, read);
            }
        } catch (MediaDisk.Refused e) {
            return notStored(e, Math.max(length, came));
        }
        return place(aside, stem, type.get(), came, said);
    }

    private Fetched place(Path aside, String stem, MediaType type, long bytes, Attachment.Kind said) {
        try {
            WholeFile.Shape shape;
            if (type.picture()) {
                byte[] picture = Files.readAllBytes(aside);
                Optional<PictureDecoder.Size> size = PictureDecoder.size(picture);
                if (size.isPresent() && size.get().tooLarge()) {
                    return new Fetched.Unfit(Attachment.Trouble.TOO_LARGE);
                }
                if (size.isEmpty() || !PictureKind.valueOf(type.name()).complete(picture)
                        || PictureDecoder.square(picture, TRIAL_SIDE).isEmpty()) {
                    return new Fetched.Unfit(Attachment.Trouble.BROKEN);
                }
                boolean turned = type == MediaType.JPEG && JpegOrientation.of(picture) > SIDEWAYS_FROM;
                shape = turned
                        ? new WholeFile.Shape(size.get().height(), size.get().width())
                        : new WholeFile.Shape(size.get().width(), size.get().height());
            } else {
                try (RandomAccessFile file = new RandomAccessFile(aside.toFile(), "r")) {
                    Optional<WholeFile.Shape> whole = WholeFile.check(file, type);
                    if (whole.isEmpty()) {
                        return new Fetched.Unfit(Attachment.Trouble.BROKEN);
                    }
                    shape = whole.get();
                }
            }
            String file = stem + "." + type.extension();
            OwnerFile.moveIntoPlace(aside, dataFolder.resolve(file));
            // What may be left there is of other bytes.
            delete(dataFolder.resolve(FilmStill.of(file)));
            return new Fetched.Stored(file, type.kind(said), type.mimeType(), bytes, shape.width(), shape.height());
        } catch (IOException e) {
            return notStored(disk.refused(e), bytes);
        }
    }

    /** Logged once by whoever holds the others back. */
    private static Fetched notStored(MediaDisk.Refused e, long bytes) {
        LOG.log(System.Logger.Level.DEBUG, "media could not be stored", e);
        return new Fetched.NotStored(e.why, bytes);
    }

    /**
     * Why no file of this size can be stored now, for people's pictures too; empty when one can. Writes small files to find
     * out.
     */
    public Optional<Attachment.Trouble> refusal(long bytes) {
        return disk.refusal(bytes);
    }

    /**
     * Keeps the picture that Meta gives for a stored video as its still, so that one is there without any codec: the size
     * in bytes, 0 when there is none to be had. Blocks.
     */
    public long fetchStill(String film, String url) {
        if (!(http.get(url) instanceof MediaHttp.Answer.Body<ByteString>(ByteString bytes))) {
            LOG.log(System.Logger.Level.DEBUG, "Meta's still of a video could not be had");
            return 0;
        }
        return PictureDecoder.whole(bytes.toByteArray(), FilmStill.MOST_SIDE)
                .filter(picture -> FilmStill.keep(dataFolder, film, picture)).map(_ -> stillBytes(film)).orElse(0L);
    }

    /** How large a video's still is, bytes; 0 when it has none. */
    long stillBytes(String film) {
        return dataFolder.resolve(FilmStill.of(film)).toFile().length();
    }

    /** Whether the stored file is there. */
    public boolean has(String file) {
        return Files.isRegularFile(dataFolder.resolve(file));
    }

    /** Whether an address itself says that it is over. */
    public static boolean expired(String url, Instant now) {
        return SignedUrl.expired(url, now);
    }

    /** Whether an address itself says that it is served still. */
    public static boolean lives(@Nullable String url, Instant now) {
        return url != null && SignedUrl.lives(url, now);
    }

    /** Deletes a stored file, and a video's still with it; one that is not there is deleted already. */
    public void delete(String file) {
        for (String each : List.of(file, FilmStill.of(file))) {
            Path path = dataFolder.resolve(each).normalize();
            if (path.startsWith(dataFolder.resolve(ROOT))) {
                delete(path);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The clean-up finds it again.
            LOG.log(System.Logger.Level.WARNING, "a file could not be deleted", e);
        }
    }

    /** Whether a fetch is at work on the file, or was a moment ago. */
    boolean underWay(String file) {
        return underWay.contains(FilmStill.stem(file));
    }

    Path dataFolder() {
        return dataFolder;
    }
}
