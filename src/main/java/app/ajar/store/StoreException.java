package app.ajar.store;

/** The database could not be read or written: disk full, folder gone, file broken. Nothing of the failed unit of work is stored. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
