package app.ajar.installer;

import app.ajar.papers.TermsInJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;

/** The terms of everything that comes along: those that jars carry themselves, and ours of those that carry none. */
final class Licences {

    private Licences() {}

    /** Copies the texts kept for jars without, and takes those of the others out of them, named after their jar. */
    static void collect(Path kept, Path jars, Path folder) throws IOException {
        for (Path text : Folders.filesIn(kept)) {
            Folders.copy(text, folder.resolve(String.valueOf(text.getFileName())));
        }
        for (Path jar : Folders.filesIn(jars)) {
            String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (String paper : TermsInJar.in(zip)) {
                    String kind = paper.replaceFirst("^META-INF/", "").replaceFirst("\\.[a-z]+$", "");
                    try (InputStream in = zip.getInputStream(zip.getEntry(paper))) {
                        Files.copy(in, folder.resolve(name + "-" + kind + ".txt"), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
