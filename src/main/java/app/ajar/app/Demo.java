package app.ajar.app;

import app.ajar.account.Connector;
import app.ajar.cli.CommandFailure;
import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.AccountId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.Database;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** The demo account: invented people on a server inside this process, on loopback. Nothing leaves the computer. */
final class Demo implements AutoCloseable {

    private final Sandbox sandbox;

    private Demo(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** @param posed whether everything stands as it is at the clock's moment, and nobody writes */
    static Demo start(Clock clock, boolean posed) {
        try {
            SandboxOptions options = SandboxOptions.demo();
            return new Demo(Sandbox.start(posed
                    ? options.withLively(false).withAnchor(clock.instant()).withClock(clock)
                    : options));
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "app.demo.failed");
        }
    }

    /** Where the server is. */
    URI url() {
        return URI.create(sandbox.url());
    }

    /** Forgets the last demo and connects this one, because its world counts back from now. Other accounts are left alone. */
    void connect(Connector connector, Database database) {
        AccountId id = new AccountId(sandbox.accountId());
        try {
            if (database.accounts().find(id).isPresent()) {
                connector.disconnect(id);
            }
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "app.demo.old");
        }
        Connector.Result result = connector.connect(sandbox.token());
        if (!(result instanceof Connector.Result.Connected)) {
            throw CommandFailure.because(new IOException(result.getClass().getSimpleName()), Exit.FAILED,
                    "app.demo.failed");
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
