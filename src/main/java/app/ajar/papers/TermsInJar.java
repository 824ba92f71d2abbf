package app.ajar.papers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The terms that a jar carries itself, by the names of its entries. */
public final class TermsInJar {

    private static final Pattern PAPER = Pattern.compile("(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)(\\.txt|\\.md)?");

    private TermsInJar() {}

    /** The entries of this open jar that are licences or notices, in the jar's order. */
    public static List<String> in(ZipFile jar) {
        return jar.stream().map(ZipEntry::getName).filter(name -> PAPER.matcher(name).matches()).toList();
    }

    /** @throws IOException when the jar cannot be read */
    static List<String> in(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return in(zip);
        }
    }
}
