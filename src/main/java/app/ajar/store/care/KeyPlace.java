package app.ajar.store.care;

import java.io.IOException;
import java.util.Optional;

/** Where the key of an encrypted database is kept. Asked only when a folder is encrypted or is to be; may block on a person. */
public interface KeyPlace {

    /** For folders whose database is never encrypted: holds nothing and takes nothing. */
    KeyPlace NONE = new KeyPlace() {
        @Override
        public Optional<String> find(String id) {
            return Optional.empty();
        }

        @Override
        public void keep(String id, String key) throws IOException {
            throw new IOException("there is no place for a key");
        }
    };

    /**
     * The key with this id; empty when there is none.
     *
     * @throws IOException when the place that may hold it cannot be read now
     */
    Optional<String> find(String id) throws IOException;

    /** @throws IOException when the key could not be kept so that {@link #find} gives it back */
    void keep(String id, String key) throws IOException;
}
