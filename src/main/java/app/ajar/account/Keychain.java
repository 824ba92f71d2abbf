package app.ajar.account;

import java.io.IOException;
import java.util.Optional;

/** The operating system's own place for secrets, or what stands before it. Calls may block on a person's answer. */
interface Keychain {

    /** The secret of that name; empty when there is none. */
    Optional<String> read(String name) throws IOException;

    /** Adds or replaces. The label is what the system's own keychain window shows. */
    void write(String name, String label, String secret) throws IOException;

    /** Removes the secret; nothing happens when there is none. */
    void forget(String name) throws IOException;
}
