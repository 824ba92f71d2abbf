package app.ajar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ajar sandbox}: serves invented people on loopback until stopped. */
@Command(description = "Serves a pretend Instagram with invented people on this computer.")
final class SandboxCommand implements Callable<Integer> {

    private final AjarCommand ajar;

    SandboxCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() throws InterruptedException {
        ajar.surroundings().stop().await();
        return 0;
    }
}
