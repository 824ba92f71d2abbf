package app.ajar.account;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A keychain that never keeps its caller waiting for ever: every call runs on a thread of its own and is given up after
 * a while. A call given up may still end later; until then further calls fail at once instead of queueing behind it.
 */
final class PatientKeychain implements Keychain {

    private static final System.Logger LOG = System.getLogger(PatientKeychain.class.getName());
    private static final String PROBE = "probe";

    private final Keychain keychain;
    private final Duration patience;
    private @Nullable FutureTask<?> running;

    PatientKeychain(Keychain keychain, Duration patience) {
        this.keychain = keychain;
        this.patience = patience;
    }

    /**
     * Opens the keychain and asks it for a secret that nobody has, which needs no unlocking and so never asks a person.
     *
     * @param probing how long that may take
     * @param asking how long each later call may take
     */
    static Optional<Keychain> probe(SystemKeychain.Opener opener, Duration probing, Duration asking) {
        FutureTask<Keychain> task = new FutureTask<>(() -> {
            Keychain opened = opener.open();
            opened.read(PROBE);
            return opened;
        });
        try {
            return Optional.of(new PatientKeychain(await(task, probing), asking));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no system keychain answers: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        return call(() -> keychain.read(name));
    }

    @Override
    public void write(String name, String label, String secret) throws IOException {
        call(() -> {
            keychain.write(name, label, secret);
            return true;
        });
    }

    @Override
    public void forget(String name) throws IOException {
        call(() -> {
            keychain.forget(name);
            return true;
        });
    }

    private synchronized <T> T call(Callable<T> work) throws IOException {
        if (running != null && !running.isDone()) {
            throw new IOException("the keychain still waits for an answer");
        }
        FutureTask<T> task = new FutureTask<>(work);
        running = task;
        return await(task, patience);
    }

    private static <T> T await(FutureTask<T> task, Duration patience) throws IOException {
        Thread.ofPlatform().daemon().name("ajar-keychain").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the keychain did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the keychain was asked", e);
        }
    }
}
