package app.ajar.media;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk for media that can be full, whatever the real one is. */
public final class TightDisk {

    public volatile boolean full;

    public AvatarFiles avatars(Path folder, MediaHttp http) {
        return AvatarFiles.in(folder, http, new MediaDisk(folder, file -> new Tight(Files.newOutputStream(file))));
    }

    private final class Tight extends FilterOutputStream {

        Tight(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, from, length);
        }
    }
}
