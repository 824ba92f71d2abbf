package app.ajar.sandbox;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this room share: a quiet sandbox and a caller of it. */
abstract class SandboxTest {

    Sandbox sandbox;
    Caller caller;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(Caller.quiet());
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }
}
