package app.ajar.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {names}} in texts with the build's values, so that version, name and paths stand once. What follows a % or
 * a $ is another program's.
 */
final class Arguments {

    private static final Pattern NAME = Pattern.compile("(?<![%$])\\{([a-z][a-z-]*)}");

    private final Map<String, String> values;

    Arguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The options in a file: one option or value a line, taken as it stands, blank lines and those that begin with # left out.
     *
     * @throws IllegalArgumentException when it names a value there is none of
     */
    List<String> read(Path file) throws IOException {
        List<String> options = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                options.add(fill(line.strip(), file));
            }
        }
        return options;
    }

    /**
     * Copies a folder of texts, filled in; other files are copied as they are.
     *
     * @throws IllegalArgumentException when a text names a value there is none of
     */
    void copyFilled(Path from, Path to) throws IOException {
        for (Path file : Folders.filesIn(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Folders.createParent(target);
            Files.writeString(target, fill(Files.readString(file), file));
        }
    }

    private String fill(String text, Path where) {
        return NAME.matcher(text).replaceAll(name -> {
            String value = values.get(name.group(1));
            if (value == null) {
                throw new IllegalArgumentException(where + " asks for " + name.group() + ", which the build does not know");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
