package app.ajar.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * JavaFX's libraries out of its jars: from a folder of their own they are loaded as they are; out of a jar each start would
 * unpack them into the user's folder, or check what is there.
 */
final class ToolkitLibraries {

    private static final Pattern LIBRARY = Pattern.compile("[^/]+\\.(so|dll|dylib)");

    private ToolkitLibraries() {}

    /** Gives how many there were. */
    static int unpack(Path jars, Path folder) throws IOException {
        int count = 0;
        Files.createDirectories(folder);
        for (Path jar : Folders.filesIn(jars)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                List<? extends ZipEntry> libraries =
                        zip.stream().filter(entry -> LIBRARY.matcher(entry.getName()).matches()).toList();
                for (ZipEntry library : libraries) {
                    Path target = folder.resolve(library.getName());
                    if (!Files.exists(target)) {
                        try (InputStream in = zip.getInputStream(library)) {
                            Files.copy(in, target);
                        }
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
