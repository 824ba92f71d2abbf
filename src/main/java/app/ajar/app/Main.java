package app.ajar.app;

/** Starts Ajar: the desktop window or a command. */
public final class Main {

    private Main() {}

    /** The program's entry. */
    public static void main(String[] args) {
        throw new UnsupportedOperationException();
    }
}
