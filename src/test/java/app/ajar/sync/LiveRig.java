package app.ajar.sync;

import app.ajar.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running engine whose account is connected to the demo's people, who keep quiet unless a test lets them write. */
abstract class LiveRig {

    static final String MAYA = "maya.okafor";

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void connect() throws IOException {
        rig = Rig.connected(folder, SandboxOptions.quiet());
        rig.live();
    }

    @AfterEach
    void close() {
        rig.close();
    }
}
