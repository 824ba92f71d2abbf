package app.ajar.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A keychain in memory that can be told to refuse, or to take what it then does not have. */
final class RememberedKeychain implements Keychain {

    final Map<String, String> secrets = new HashMap<>();
    boolean refuses;
    boolean forgetful;

    @Override
    public Optional<String> read(String name) throws IOException {
        answer();
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public void write(String name, String label, String secret) throws IOException {
        answer();
        if (!forgetful) {
            secrets.put(name, secret);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        answer();
        secrets.remove(name);
    }

    private void answer() throws IOException {
        if (refuses) {
            throw new IOException("locked");
        }
    }
}
