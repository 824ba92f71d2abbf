package app.ajar.media;

import app.ajar.model.Attachment;
import app.ajar.model.ParticipantId;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import okio.ByteString;

/**
 * People's pictures on disk: {@code avatars/<account>/<participant>.<ext>} in the data folder, keyed by the person and
 * never by the URL. Fetches are guarded: https only (loopback excepted), at most 3 redirects and none to private
 * addresses, 10 MB however long the server says it is, type by magic bytes, pixel count checked before anything is
 * decoded, written aside and moved into place. No token goes to a media host.
 */
public final class AvatarFiles {

    private static final System.Logger LOG = System.getLogger(AvatarFiles.class.getName());
    /** Decoded once at this side before it is stored: what cannot be shown is not kept. */
    private static final int TRIAL_SIDE = 64;
    private static final int TIMED_OUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    /** Under the data folder; nothing else is in it. */
    static final String ROOT = "avatars";

    private final Path dataFolder;
    private final MediaHttp http;
    private final MediaDisk disk;

    private AvatarFiles(Path dataFolder, MediaHttp http, MediaDisk disk) {
        this.dataFolder = dataFolder.toAbsolutePath().normalize();
        this.http = http;
        this.disk = disk;
    }

    /** What came of one fetch. */
    public sealed interface Fetched {

        /** @param file relative to the data folder */
        record Stored(String file) implements Fetched {}

        /** 403, 404, 410 and their like: the signed URL is dead, a fresh one may help. */
        record Gone(int status) implements Fetched {}

        /** Not a picture, too large, too many pixels, a forbidden address: trying again does not help. */
        record Unfit(String why) implements Fetched {}

        /** The host answered that it has trouble or is asked too much: later. */
        record Later(String why) implements Fetched {}

        /** No answer came: nothing is known of the picture. */
        record Unreachable(String why) implements Fetched {}

        /** The disk did not take it, which says nothing of the picture. */
        record NotStored(Attachment.Trouble why, long bytes) implements Fetched {}
    }

    public static AvatarFiles in(Path dataFolder, MediaHttp http) {
        return in(dataFolder, http, new MediaDisk(dataFolder));
    }

    static AvatarFiles in(Path dataFolder, MediaHttp http, MediaDisk disk) {
        return new AvatarFiles(dataFolder, http, disk);
    }

    /** Fetches the picture and puts it in the person's place; the old one stays on any failure. Blocks. */
    public Fetched fetch(ParticipantId person, String url) {
        return switch (http.get(url)) {
            case MediaHttp.Answer.Body<ByteString>(ByteString bytes) -> keep(person, bytes.toByteArray());
            case MediaHttp.Answer.Refusal<ByteString>(int status) -> refused(status);
            case MediaHttp.Answer.Unfit<ByteString>(String why) -> new Fetched.Unfit(why);
            case MediaHttp.Answer.Nothing<ByteString>(String why) -> new Fetched.Unreachable(why);
        };
    }

    /** The stored file as an absolute path, if it is there. */
    public Optional<Path> find(String relativeFile) {
        try {
            Path file = dataFolder.resolve(relativeFile).normalize();
            return file.startsWith(dataFolder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stored file has a name that cannot be one", e);
            return Optional.empty();
        }
    }

    Path dataFolder() {
        return dataFolder;
    }

    MediaHttp http() {
        return http;
    }

    MediaDisk disk() {
        return disk;
    }

    /** Deletes a stored picture; one that is not there is deleted already. */
    void delete(String relativeFile) {
        find(relativeFile).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a picture could not be deleted", e);
            }
        });
    }

    /** Whether the stored file is there, is a picture and is whole. */
    boolean intact(String relativeFile) {
        Optional<Path> file = find(relativeFile);
        if (file.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(file.get());
            return PictureKind.of(bytes).filter(kind -> kind.complete(bytes)).isPresent();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stored picture could not be read", e);
            return false;
        }
    }

    private static String file(ParticipantId person, PictureKind kind) {
        return ROOT + "/" + person.account().fileName() + "/" + person.fileName() + "." + kind.extension();
    }

    static Fetched refused(int status) {
        boolean later = status >= 500 || status == TIMED_OUT || status == TOO_EARLY || status == TOO_MANY;
        if (later) {
            return new Fetched.Later("HTTP " + status);
        }
        return status >= 400 ? new Fetched.Gone(status) : new Fetched.Unfit("HTTP " + status);
    }

    private Fetched keep(ParticipantId person, byte[] bytes) {
        Optional<PictureKind> kind = PictureKind.of(bytes);
        if (kind.isEmpty()) {
            return new Fetched.Unfit("not a picture");
        }
        Optional<PictureDecoder.Size> size = PictureDecoder.size(bytes);
        if (size.isEmpty() || !kind.get().complete(bytes)) {
            return new Fetched.Unfit("broken");
        }
        if (size.get().tooLarge()) {
            return new Fetched.Unfit("more than 40 million pixels");
        }
        if (PictureDecoder.square(bytes, TRIAL_SIDE).isEmpty()) {
            return new Fetched.Unfit("broken");
        }
        String file = file(person, kind.get());
        try {
            store(bytes, dataFolder.resolve(file));
            removeOthers(person, kind.get());
            return new Fetched.Stored(file);
        } catch (IOException e) {
            // Logged once by whoever holds the others back.
            LOG.log(System.Logger.Level.DEBUG, "a picture could not be stored", e);
            MediaDisk.Refused refused = e instanceof MediaDisk.Refused known ? known : disk.refused(e);
            return new Fetched.NotStored(refused.why, bytes.length);
        }
    }

    private void store(byte[] bytes, Path file) throws IOException {
        Path folder = file.resolveSibling("");
        disk.folder(folder);
        Path aside = Files.createTempFile(folder, "avatar", ".part");
        try {
            try (MediaDisk.Out out = disk.open(aside)) {
                out.write(bytes, bytes.length);
            }
            OwnerFile.moveIntoPlace(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** A picture that came in another kind before would lie there for ever. */
    private void removeOthers(ParticipantId person, PictureKind kept) throws IOException {
        for (PictureKind other : PictureKind.values()) {
            if (other != kept) {
                Files.deleteIfExists(dataFolder.resolve(file(person, other)));
            }
        }
    }
}
