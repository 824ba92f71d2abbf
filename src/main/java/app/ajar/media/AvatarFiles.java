package app.ajar.media;

import app.ajar.model.ParticipantId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * People's pictures on disk: {@code avatars/<account>/<participant>.<ext>} in the data folder, keyed by the person and
 * never by the URL. Fetches are guarded: https only (loopback excepted), at most 3 redirects and none to private
 * addresses, 10 MB however long the server says it is, type by magic bytes, pixel count checked before anything is
 * decoded, written aside and moved into place. No token goes to a media host.
 */
public final class AvatarFiles {

    private AvatarFiles() {}

    /** What came of one fetch. */
    public sealed interface Fetched {

        /** @param file relative to the data folder */
        record Stored(String file) implements Fetched {}

        /** 403, 404, 410: the signed URL is dead, a fresh one may help. */
        record Gone(int status) implements Fetched {}

        /** Not a picture, too large, too many pixels, a forbidden address: trying again does not help. */
        record Unfit(String why) implements Fetched {}

        /** No network or server trouble: later. */
        record Later(String why) implements Fetched {}
    }

    public static AvatarFiles in(Path dataFolder, MediaHttp http) {
        throw new UnsupportedOperationException();
    }

    /** Fetches the picture and puts it in the person's place; the old one stays on any failure. Blocks. */
    public Fetched fetch(ParticipantId person, String url) {
        throw new UnsupportedOperationException();
    }

    /** The stored file as an absolute path, if it is there. */
    public Optional<Path> find(String relativeFile) {
        throw new UnsupportedOperationException();
    }
}
