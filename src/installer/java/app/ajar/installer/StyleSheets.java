package app.ajar.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/**
 * Puts JavaFX's own binary form beside every style sheet that goes into the jar: the toolkit looks for that first, and reads it
 * in a fraction of the time in which it parses the words, which it otherwise does at each start before the first picture.
 *
 * <p>Not for the classes that tests run on: a sheet that is changed would not be seen beside its old form.
 */
public final class StyleSheets {

    private StyleSheets() {}

    /** Takes the folder of classes and resources. */
    public static void main(String[] args) throws IOException {
        for (Path sheet : in(Path.of(args[0]))) {
            Stylesheet.convertToBinary(sheet.toFile(), binary(sheet).toFile());
        }
    }

    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
        }
    }

    /** Where the toolkit looks for a sheet's binary form. */
    static Path binary(Path sheet) {
        String name = String.valueOf(sheet.getFileName());
        return sheet.resolveSibling(name.substring(0, name.length() - ".css".length()) + ".bss");
    }
}
