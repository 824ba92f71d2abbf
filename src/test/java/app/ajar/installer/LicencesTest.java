package app.ajar.installer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever gets a part gets its terms. */
class LicencesTest {

    @TempDir
    Path folder;

    @Test
    void termsInJarsComeOut_namedAfterTheirJar_andThoseKeptForOthersBeside() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        jar(jars.resolve("one-1.0.jar"), "META-INF/LICENSE", "META-INF/NOTICE.txt", "one/License.class",
                "META-INF/x/LICENSE");
        jar(jars.resolve("two-2.0.jar"), "two/Two.class");
        Path out = folder.resolve("out");

        Licences.collect(Path.of("packaging", "licences"), jars, out);

        assertThat(out.resolve("one-1.0-LICENSE.txt")).hasContent("META-INF/LICENSE");
        assertThat(out.resolve("one-1.0-NOTICE.txt")).hasContent("META-INF/NOTICE.txt");
        assertThat(Folders.filesIn(out)).extracting(file -> String.valueOf(file.getFileName())).containsExactly(
                "Apache-2.0.txt", "AtlantaFX.txt", "ControlsFX.txt", "Feather.txt", "GPL-2.0-CE.txt", "MPL-2.0.txt",
                "TwelveMonkeys.txt", "one-1.0-LICENSE.txt", "one-1.0-NOTICE.txt", "parts.txt");
    }

    private static void jar(Path file, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
