package app.ajar.app;

import app.ajar.account.Connector;
import app.ajar.store.Database;
import java.net.URI;
import java.time.Clock;

/** The demo account: invented people on a server inside this process. Nothing leaves the computer. */
final class Demo implements AutoCloseable {

    private Demo() {}

    static Demo start(Clock clock) {
        throw new UnsupportedOperationException(clock.toString());
    }

    /** Where the server is. */
    URI url() {
        throw new UnsupportedOperationException();
    }

    /** Forgets the last demo and connects this one: its world is anchored to now. Other accounts are left alone. */
    void connect(Connector connector, Database database) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
