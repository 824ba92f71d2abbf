package app.ajar.media;

/** The HTTP client for media hosts: no token, no cookies, its own time limits, redirects checked one by one. */
public final class MediaHttp implements AutoCloseable {

    /**
     * @param allowLoopback whether this computer's own addresses may be fetched from, by plain http too: only when the
     *        API itself is there (see {@link app.ajar.model.ApiAddress#onThisComputer})
     */
    public MediaHttp(boolean allowLoopback) {
        throw new UnsupportedOperationException(String.valueOf(allowLoopback));
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
