package app.ajar.cli;

import app.ajar.text.Texts;

/** Ends a command: the status it leaves with and the one sentence that says why, what was kept and what to do. */
public final class CommandFailure extends RuntimeException {

    private final Exit exit;

    private CommandFailure(Exit exit, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    private CommandFailure(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    /** With the text of this key of the message bundles as its sentence. */
    public static CommandFailure of(Exit exit, String key, Object... arguments) {
        return new CommandFailure(exit, Texts.get(key, arguments));
    }

    /** As {@link #of}, with what went wrong underneath; that goes to the log. */
    public static CommandFailure because(Throwable cause, Exit exit, String key, Object... arguments) {
        return new CommandFailure(exit, Texts.get(key, arguments), cause);
    }

    /** What the user wrote, fit to stand in a sentence. */
    public static String quoted(String text) {
        return Cli.oneLine(text);
    }

    /** The status to leave with. */
    public Exit exit() {
        return exit;
    }

    /** The program's exit statuses; a contract with other programs. */
    public enum Exit {
        DONE(0), FAILED(1), USAGE(2), RECONNECT(3), UNREACHABLE(4), IN_USE(5);

        private final int status;

        Exit(int status) {
            this.status = status;
        }

        /** The number the process ends with. */
        public int status() {
            return status;
        }
    }
}
