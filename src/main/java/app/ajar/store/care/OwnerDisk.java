package app.ajar.store.care;

import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system {@code owner:}, whose new files are their owner's alone from their first byte on, whatever the process's
 * mask: the database, and what H2 writes beside it while it compacts. Public, with its constructor, because H2 makes its
 * objects.
 */
public final class OwnerDisk extends FilePathWrapper {

    private static final String SCHEME = "owner";

    static {
        FilePath.register(new OwnerDisk());
    }

    /** What stands before the name of a plain file of H2's. */
    public static String prefix() {
        return SCHEME + ":";
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (!mode.equals("r")) {
            make();
        }
        return super.open(mode);
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        make();
        return super.newOutputStream(append);
    }

    private void make() throws IOException {
        OwnerFile.create(Path.of(getBase().toString()));
    }
}
