package app.ajar.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The terms of everything that comes along: those that jars carry themselves, and ours of those that carry none. */
final class Licences {

    private static final Pattern PAPER = Pattern.compile("(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)(\\.txt|\\.md)?");

    private Licences() {}

    /** Copies the texts kept for jars without, and takes those of the others out of them, named after their jar. */
    static void collect(Path kept, Path jars, Path folder) throws IOException {
        for (Path text : Folders.filesIn(kept)) {
            Folders.copy(text, folder.resolve(String.valueOf(text.getFileName())));
        }
        for (Path jar : Folders.filesIn(jars)) {
            String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                List<? extends ZipEntry> papers =
                        zip.stream().filter(entry -> PAPER.matcher(entry.getName()).matches()).toList();
                for (ZipEntry paper : papers) {
                    String kind = paper.getName().replaceFirst("^META-INF/", "").replaceFirst("\\.[a-z]+$", "");
                    try (InputStream in = zip.getInputStream(paper)) {
                        Files.copy(in, folder.resolve(name + "-" + kind + ".txt"), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
