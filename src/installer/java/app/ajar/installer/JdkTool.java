package app.ajar.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs other programs: the tools of the JDK that runs this, and the launcher that was made. */
final class JdkTool {

    private JdkTool() {}

    /** Runs a tool of this JDK; what it says goes where we speak. */
    static void run(String name, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(options);
        // jpackage hands its script to the user's shell, which may be of another kind.
        run(command, Map.of("SHELL", "/bin/sh"));
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException(String.format(Locale.ROOT, "%s ended with %d", command.getFirst(), status));
        }
    }

    /** Whether the system has a program of this name on its path. */
    static boolean found(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
