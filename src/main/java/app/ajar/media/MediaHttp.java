package app.ajar.media;

/** The HTTP client for media hosts: no token, no cookies, its own time limits, redirects checked one by one. */
public final class MediaHttp implements AutoCloseable {

    public MediaHttp() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
