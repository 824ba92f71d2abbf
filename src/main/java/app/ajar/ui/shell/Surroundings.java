package app.ajar.ui.shell;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the window needs from the program around it.
 *
 * @param version Ajar's own version, for the settings page
 * @param demo whether this window shows the demo account; then no other account can be connected
 * @param openDemo starts the demo account in a window of its own; must return at once
 * @param openLink opens an address in the system's browser; must return at once
 * @param openFile shows one of our own stored files, or their folder, in the system's program for it; must return at once
 * @param openAnew closes this window and opens it again on its settings, in the language that is chosen now
 */
public record Surroundings(String version, boolean demo, Runnable openDemo, Consumer<URI> openLink,
        Consumer<Path> openFile, Runnable openAnew) {}
