package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.text.Texts;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code ajar export}: everything stored as JSON lines, to standard output or to a file that appears only when whole. */
@Command(description = "Writes everything stored, one JSON object a line.")
final class ExportCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private final AjarCommand ajar;

    @Option(names = "--format", paramLabel = "jsonl", required = true, description = "The form; jsonl is the only one.")
    private String format = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file; - for standard output.")
    private String out = "";

    ExportCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() {
        if (!format.equals("jsonl")) {
            throw CommandFailure.of(Exit.USAGE, "cli.export.format", Cli.oneLine(format));
        }
        boolean toFile = !out.equals(STANDARD_OUTPUT);
        Path file = toFile ? AjarCommand.path("--out", out).toAbsolutePath() : Path.of("");
        if (toFile && Files.isDirectory(file)) {
            throw CommandFailure.of(Exit.USAGE, "cli.export.folder", file.toString());
        }
        try (OpenedFolder folder = ajar.openFolder()) {
            if (toFile) {
                export(folder, file);
            } else {
                export(folder, ajar.surroundings().out());
            }
            return Exit.DONE.status();
        }
    }

    private void export(OpenedFolder folder, PrintStream standardOutput) {
        try {
            write(folder, new Checked(standardOutput));
        } catch (JacksonException | IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.output.broken");
        }
    }

    private void export(OpenedFolder folder, Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device: nothing can be moved into its place.
                try (OutputStream stream = Files.newOutputStream(file)) {
                    print(file, write(folder, stream));
                }
                return;
            }
            Path beside = file.getParent();
            Path aside = Files.createTempFile(beside == null ? Path.of(".") : beside, ".ajar-export", ".tmp");
            try {
                ExportLines lines;
                try (OutputStream stream = Files.newOutputStream(aside)) {
                    lines = write(folder, stream);
                }
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
                print(file, lines);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (JacksonException | IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.export.failed", file.toString());
        }
    }

    private ExportLines write(OpenedFolder folder, OutputStream stream) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
        try (JsonGenerator json = JsonMapper.shared().writer().withRootValueSeparator("\n").createGenerator(buffered)) {
            ExportLines lines = new ExportLines(folder.database(), ajar.surroundings().clock().instant(), json);
            lines.writeAll();
            if (lines.accounts() + lines.conversations() > 0) {
                json.writeRaw('\n');
            }
            return lines;
        } finally {
            buffered.flush();
        }
    }

    private void print(Path file, ExportLines lines) {
        ajar.print(new Answer()
                .fact("file", file.toString())
                .fact("accounts", lines.accounts())
                .fact("conversations", lines.conversations())
                .fact("messages", lines.messages())
                .line(Texts.get("cli.export.done", lines.accounts(), lines.conversations(), lines.messages(),
                        file.toString())));
    }

    /** Standard output that says when its reader went away, and stays open when the writer is done. */
    private static final class Checked extends FilterOutputStream {

        private final PrintStream print;

        Checked(PrintStream print) {
            super(print);
            this.print = print;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            print.write(bytes, from, length);
            check();
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        @Override
        public void flush() throws IOException {
            check();
        }

        private void check() throws IOException {
            if (print.checkError()) {
                throw new IOException("standard output is closed");
            }
        }
    }
}
