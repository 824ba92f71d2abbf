package app.ajar.store;

import app.ajar.store.care.Trouble;

/** The database could not be read or written: disk full, folder gone, file broken. Nothing of the failed unit of work is stored. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    public StoreException(String message, Throwable cause) {
        this(message, Trouble.OTHER, cause);
    }

    StoreException(String message, Trouble trouble, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** What it comes from, as far as can be told. */
    public Trouble trouble() {
        return trouble;
    }
}
