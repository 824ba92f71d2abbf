package app.ajar.installer;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the build: made, copied, measured, cleared away. */
final class Folders {

    private static final CopyOption[] AS_IT_IS = {StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING,
            LinkOption.NOFOLLOW_LINKS};

    private Folders() {}

    /** All that is no folder, in the order of names, so that two builds do the same. */
    static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
    }

    /** Copies a file with its time, because the start-up cache knows jars by theirs. */
    static void copy(Path file, Path target) throws IOException {
        createParent(target);
        Files.copy(file, target, AS_IT_IS);
    }

    static void createParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /** An empty folder in this place, whatever was there. */
    static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Bytes of all files in it, or of the one file. */
    static long bytes(Path place) throws IOException {
        long bytes = 0;
        for (Path file : filesIn(place)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
