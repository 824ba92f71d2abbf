package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A place for keys that outlives its process, and that can be locked or robbed. */
final class KeysInFiles implements KeyPlace {

    private final Path keys;
    boolean locked;
    int asked;

    KeysInFiles(Path folder) {
        this.keys = folder.resolve("keys");
    }

    /** The folder's database, as it must open. */
    static Database open(Path folder) {
        return opened(folder, new KeysInFiles(folder));
    }

    static Database opened(Path folder, KeyPlace keys) {
        return switch (Database.open(folder, Sample.CLOCK, keys)) {
            case OpenResult.Opened(Database database) -> database;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
    }

    @Override
    public Optional<String> find(String id) throws IOException {
        asked++;
        if (locked) {
            throw new IOException("locked");
        }
        Path key = keys.resolve(id);
        return Files.exists(key) ? Optional.of(Files.readString(key)) : Optional.empty();
    }

    @Override
    public void keep(String id, String key) throws IOException {
        if (locked) {
            throw new IOException("locked");
        }
        Files.writeString(Files.createDirectories(keys).resolve(id), key);
    }

    /** The key itself, of a folder that has had one. */
    String only() throws IOException {
        try (var all = Files.list(keys)) {
            return Files.readString(all.findFirst().orElseThrow());
        }
    }

    /** Loses every key. */
    void lose() throws IOException {
        Files.move(keys, keys.resolveSibling("lost-keys"));
    }

    /** Finds them again. */
    void findAgain() throws IOException {
        Files.move(keys.resolveSibling("lost-keys"), keys);
    }
}
