package app.ajar.graph;

import app.ajar.model.ApiAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The process's one HTTP client for the API with its base address: threads, connections and time limits in one place. */
public final class GraphHttp implements AutoCloseable {

    public GraphHttp(ApiAddress address, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** Reaches the server without a token and compares clocks; empty when it cannot be reached. For {@code doctor}. */
    public Optional<Duration> clockSkew() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
