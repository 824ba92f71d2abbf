package app.ajar.media;

import app.ajar.model.Attachment.Trouble;
import app.ajar.settings.DataFolder;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The disk that media are written to, and why it refuses: that says nothing about the media, nor about the network. */
final class MediaDisk {

    private static final System.Logger LOG = System.getLogger(MediaDisk.class.getName());
    private static final int TRIAL_BYTES = 64 * 1024;
    private static final String TRIAL = "trial" + MediaFiles.ASIDE;
    /** What the systems say, each in its words; Java has no type for it. */
    private static final List<String> FULL = List.of("no space", "not enough space", "quota");
    /** With less left than this, a refusal in words that are not known means that the disk is full. */
    private static final long LITTLE = 1024 * 1024;

    private final Path dataFolder;
    private final Opening opening;

    MediaDisk(Path dataFolder) {
        this(dataFolder, file -> {
            OwnerFile.create(file);
            return Files.newOutputStream(file);
        });
    }

    MediaDisk(Path dataFolder, Opening opening) {
        this.dataFolder = dataFolder;
        this.opening = opening;
    }

    /** Opens a new or emptied file to be written. */
    @FunctionalInterface
    interface Opening {
        OutputStream open(Path file) throws IOException;
    }

    /** A write that the disk refused, told apart from a read that the network did. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;
        final Trouble why;

        private Refused(Trouble why, IOException cause) {
            super(cause);
            this.why = why;
        }
    }

    /** Makes a folder and those above it, but not the data folder. */
    void folder(Path folder) throws Refused {
        try {
            DataFolder.createWithin(dataFolder, folder);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    Out open(Path file) throws Refused {
        return new Out(file);
    }

    /** Why the disk threw this. */
    Refused refused(IOException e) {
        String said = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        String words = said == null ? "" : said.toLowerCase(Locale.ROOT);
        boolean full = FULL.stream().anyMatch(words::contains) || left() < LITTLE;
        return new Refused(full ? Trouble.DISK_FULL : Trouble.NOT_WRITABLE, e);
    }

    /**
     * Finds out whether files can be written now, by writing one in each folder for them.
     *
     * @param bytes how many are to have room
     * @return empty when they can
     */
    Optional<Trouble> refusal(long bytes) {
        for (String root : List.of(MediaFiles.ROOT, AvatarFiles.ROOT)) {
            Path folder = dataFolder.resolve(root);
            try {
                folder(folder);
                trial(folder.resolve(TRIAL));
            } catch (Refused e) {
                return Optional.of(e.why);
            }
        }
        long left = left();
        // Some file systems say that nothing is left and take what is written.
        return left > 0 && left < bytes ? Optional.of(Trouble.DISK_FULL) : Optional.empty();
    }

    private void trial(Path file) throws Refused {
        try (Out out = open(file)) {
            out.write(new byte[TRIAL_BYTES], TRIAL_BYTES);
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a trial file could not be deleted", e);
            }
        }
    }

    private long left() {
        try {
            return Files.getFileStore(dataFolder).getUsableSpace();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the space left is not told", e);
            return Long.MAX_VALUE;
        }
    }

    /** A file being written. */
    final class Out implements AutoCloseable {

        private final OutputStream out;

        private Out(Path file) throws Refused {
            try {
                out = opening.open(file);
            } catch (IOException e) {
                throw refused(e);
            }
        }

        void write(byte[] bytes, int length) throws Refused {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                throw refused(e);
            }
        }

        @Override
        public void close() throws Refused {
            try {
                out.close();
            } catch (IOException e) {
                throw refused(e);
            }
        }
    }
}
