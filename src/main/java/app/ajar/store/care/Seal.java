package app.ajar.store.care;

import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a database held when it was closed, as long as its file has not been written since: H2 has no sums over its pages,
 * and a disk that lost a bit of somebody's draft would go unnoticed.
 */
final class Seal {

    private static final System.Logger LOG = System.getLogger(Seal.class.getName());

    private final Path seal;
    private final Path file;
    private Optional<String> content = Optional.empty();

    Seal(Path seal, Path file) {
        this.seal = seal;
        this.file = file;
    }

    /** Looks at it before the file is opened, which changes the file. */
    void look() {
        content = of(file);
    }

    /** What this file held when it was sealed, perhaps under another name; empty when it was not or was written to since. */
    Optional<String> of(Path sealed) {
        try {
            if (Files.exists(seal) && Files.exists(sealed)) {
                String[] words = Files.readString(seal, StandardCharsets.UTF_8).split(" ", 2);
                return words.length == 2 && words[1].equals(state(sealed)) ? Optional.of(words[0]) : Optional.empty();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the seal of the database cannot be read", e);
        }
        return Optional.empty();
    }

    /** What the closed file held; empty when it was not sealed or was written to. */
    Optional<String> content() {
        return content;
    }

    void put(String digest) throws IOException {
        OwnerFile.writeWithin(Objects.requireNonNull(file.getParent()), seal,
                (digest + " " + state(file)).getBytes(StandardCharsets.UTF_8));
    }

    void take() throws IOException {
        Files.deleteIfExists(seal);
        content = Optional.empty();
    }

    private static String state(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file);
    }
}
