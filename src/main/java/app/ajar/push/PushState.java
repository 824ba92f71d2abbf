package app.ajar.push;

/**
 * How the line for pushes stands.
 *
 * @param trouble why it is not live; {@link Trouble#NONE} when it is, or when nothing was wrong yet
 */
public record PushState(Stage stage, Trouble trouble) {

    /** The account has no push. */
    public static final PushState OFF = new PushState(Stage.OFF, Trouble.NONE);
    /** The first attempt is under way. */
    public static final PushState CONNECTING = new PushState(Stage.CONNECTING, Trouble.NONE);
    /** Pushes come. */
    public static final PushState LIVE = new PushState(Stage.LIVE, Trouble.NONE);

    /** How far the line is. */
    public enum Stage {
        /** There is none. */
        OFF,
        /** The first attempt. */
        CONNECTING,
        /** Joined and answering. */
        LIVE,
        /** Lost, or never had; tried again with growing pauses. Polling does the work. */
        RECONNECTING,
        /** Somebody must do something first. Polling does the work. */
        STOPPED
    }

    /** Why it is not live. */
    public enum Trouble {
        NONE,
        /** No connection to the project. */
        OFFLINE,
        /** Connected, and no answer. */
        SILENT,
        /** The project ended the channel. */
        CLOSED,
        /** The project's address answers, but not with Realtime. */
        NO_REALTIME,
        /** The project does not know the key. */
        KEY_REFUSED,
        /** The key or the user may not join this topic or read these tables. */
        NOT_ALLOWED,
        /** The tables are not there, or not published for Realtime. */
        NO_TABLE,
        /** E-mail or password are wrong, or the session has ended. */
        SIGN_IN
    }

    /** Whether pushes can be relied upon, so that polling may be slow. */
    public boolean live() {
        return stage == Stage.LIVE;
    }
}
