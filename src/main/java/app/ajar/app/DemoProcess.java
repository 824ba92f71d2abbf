package app.ajar.app;

import app.ajar.cli.DesktopRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the demo beside the window that is open, in a process of its own: two accounts' worlds never share a database. */
final class DemoProcess {

    private static final System.Logger LOG = System.getLogger(DemoProcess.class.getName());

    private DemoProcess() {}

    /** Returns at once; a demo that is open already comes to the front. */
    static void start(DesktopRequest request) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "--demo"));
        if (request.dataGiven()) {
            command.addAll(List.of("--data", request.data().resolve("demo").toString()));
        }
        try {
            new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the demo could not be started", e);
        }
    }
}
