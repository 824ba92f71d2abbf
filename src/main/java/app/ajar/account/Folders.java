package app.ajar.account;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a folder with all that is in it, going on past what cannot be deleted. Links are deleted, not followed. */
final class Folders {

    /** A download under way may put a file into a folder that was just emptied. */
    private static final int PASSES = 20;

    private Folders() {}

    static void delete(Path folder, List<IOException> failures) {
        List<IOException> met = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            met.clear();
            walk(folder, met);
            if (met.stream().noneMatch(DirectoryNotEmptyException.class::isInstance)) {
                break;
            }
        }
        failures.addAll(met);
    }

    private static void walk(Path folder, List<IOException> failures) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return deleteOne(file, failures);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (!(e instanceof NoSuchFileException)) {
                        failures.add(e);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException e) {
                    return deleteOne(inner, failures);
                }
            });
        } catch (IOException e) {
            failures.add(e);
        }
    }

    private static FileVisitResult deleteOne(Path path, List<IOException> failures) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            failures.add(e);
        }
        return FileVisitResult.CONTINUE;
    }
}
