package app.ajar.app;

import app.ajar.settings.DataFolder;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code logs/ajar.log} in the data folder, its owner's alone; at two megabytes it becomes {@code ajar.1.log} and a new one
 * begins, three in all. A command and a window may write to it side by side: each record is one append.
 */
final class LogFile extends Handler {

    private static final long MOST_BYTES = 2_000_000;
    private static final int OLD_FILES = 2;
    /** Kept here because java.util.logging holds its loggers weakly. */
    private static final Logger OURS = Logger.getLogger("app.ajar");

    private final Path file;
    private @Nullable OutputStream out;
    private long size;

    LogFile(Path file) throws IOException {
        this.file = file;
        Path folder = file.getParent();
        if (folder != null) {
            DataFolder.create(folder);
        }
        open();
    }

    /** Until a data folder is known nothing is logged: standard error belongs to the command's one sentence. */
    static void silence() {
        LogManager.getLogManager().reset();
    }

    /**
     * Sends everything logged from now on to the data folder's file; our own from INFO on, libraries' from WARNING on.
     *
     * @param dataFolder null for no file
     * @param verbose whether to write it to standard error as well
     */
    static void start(@Nullable Path dataFolder, boolean verbose) {
        silence();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        OURS.setLevel(verbose ? Level.FINE : Level.INFO);
        LogFormat format = new LogFormat(ZoneId.systemDefault());
        if (verbose) {
            add(root, new StandardError(), format);
        }
        if (dataFolder == null) {
            return;
        }
        try {
            add(root, new LogFile(dataFolder.resolve("logs").resolve("ajar.log")), format);
        } catch (IOException e) {
            // Without a file the terminal is the only place left.
            add(root, new StandardError(), format);
            OURS.log(Level.WARNING, "the log file cannot be written", e);
        }
    }

    private static void add(Logger root, Handler handler, LogFormat format) {
        handler.setFormatter(format);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        try {
            byte[] line = getFormatter().format(entry).getBytes(StandardCharsets.UTF_8);
            if (size + line.length > MOST_BYTES) {
                rotate();
            }
            if (out != null) {
                out.write(line);
                size += line.length;
            }
        } catch (IOException e) {
            reportError("the log file cannot be written", e, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {
        // Every record goes straight to the system.
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
                out = null;
            }
        } catch (IOException e) {
            reportError("the log file cannot be closed", e, ErrorManager.CLOSE_FAILURE);
        }
    }

    private void open() throws IOException {
        OwnerFile.create(file);
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(file);
    }

    private void rotate() throws IOException {
        close();
        for (int number = OLD_FILES; number >= 1; number--) {
            Path younger = number == 1 ? file : numbered(number - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        open();
    }

    private Path numbered(int number) {
        return file.resolveSibling("ajar." + number + ".log");
    }

    /** As {@code ConsoleHandler}, which would take its level and format from a file we do not have. */
    private static final class StandardError extends Handler {

        @Override
        public synchronized void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                System.err.print(getFormatter().format(entry));
            }
        }

        @Override
        public void flush() {
            System.err.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
