package app.ajar.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database of its own for each test, with the shop connected. */
// It is opened before each test.
@SuppressWarnings("NullAway.Init")
abstract class OpenShop {

    @TempDir
    Path folder;

    Database database;

    @BeforeEach
    void open() {
        database = Sample.shop(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }
}
