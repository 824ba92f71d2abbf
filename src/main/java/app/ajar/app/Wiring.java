package app.ajar.app;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.cli.DesktopRequest;
import app.ajar.cli.OpenedFolder;
import app.ajar.cli.StopSignal;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.ApiAddress;
import app.ajar.settings.PushFile;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.sync.Health;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything under the window, built by hand from top to bottom and closed from bottom to top: the engine stops accepting
 * and drains, then the media client, then the database writes what is left and closes.
 */
final class Wiring implements AutoCloseable {

    private static final Duration KEYCHAIN_PATIENCE = Duration.ofSeconds(3);
    private static final Duration ROUND_PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Clock clock;
    private final Clock shown;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Database.Opening opening;
    private final Database database;
    private final @Nullable Demo demo;
    private final SettingsFile settings;
    private final TokenVault vault;
    private final Connector connector;
    private final SyncEngine engine;
    private final Pushes pushes;
    private final ApiAddress address;
    private final AvatarFiles avatars;

    /**
     * Builds what a window can be built on while {@link #open} is still at work; not for the toolkit's thread, because the
     * demo's server starts here.
     */
    Wiring(Path folder, DesktopRequest request, TokenVault vault) {
        this.folder = folder;
        this.vault = vault;
        Instant at = request.at();
        clock = at == null ? Clock.systemUTC() : new PosedClock(at);
        shown = at == null ? clock : PosedClock.shown(at);
        try {
            opening = Database.begin(folder, clock, vault.databaseKeys());
            database = opening.database();
            closers.push(database::close);
            settings = new SettingsFile(folder);
            demo = request.demo() ? startDemo(at) : null;
            URI api = demo == null ? request.api() : demo.url();
            address = new ApiAddress(api, settings.current().apiVersion());
            MediaHttp http = new MediaHttp(address.onThisComputer());
            closers.push(http::close);
            avatars = AvatarFiles.in(folder, http);
            connector = new Connector(folder, database, vault, address, clock);
            engine = new SyncEngine(database, vault, address, avatars, settings::current, clock);
            closers.push(engine::close);
            pushes = new Pushes(engine, database, new PushFile(folder), vault, clock);
            closers.push(pushes::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where the tokens of this window are, and the key of its database. */
    static TokenVault vault(Path folder, DesktopRequest request) {
        return request.demo() ? TokenVault.inFile(folder) : TokenVault.open(folder, KEYCHAIN_PATIENCE);
    }

    /**
     * Opens the database and connects the demo. Blocks.
     *
     * @throws app.ajar.cli.CommandFailure when the data folder cannot be used
     */
    void open() {
        OpenedFolder.opened(opening.finish());
        if (demo != null) {
            demo.connect(connector, database);
        }
    }

    /** Pulls and sends for as long as the window is open, once started. */
    SyncEngine engine() {
        return engine;
    }

    /** The lines for pushes, opened once the engine was started. */
    Pushes pushes() {
        return pushes;
    }

    /** One round, for a picture that shows everything; an engine of its own, because a started one goes its own pace. */
    void syncOnce(StopSignal stop) {
        try (SyncEngine once = new SyncEngine(database, vault, address, avatars, settings::current, clock)) {
            stop.onAsk(once::close);
            once.syncOnce(List.of(), ROUND_PATIENCE, progress -> {});
        }
    }

    /** Starts the engine for as long as the window is open; one that poses stops the time once everything is known. */
    void startEngine() {
        if (clock instanceof PosedClock posed) {
            closers.push(engine.onHealth(account -> {
                if (engine.health(account).filter(health -> health.phase() == Health.Phase.LIVE).isPresent()) {
                    posed.stand();
                }
            })::close);
        }
        engine.start();
    }

    /** The settings of the data folder. */
    SettingsFile settings() {
        return settings;
    }

    /** What the window stands on. */
    Shell.Context context(Surroundings surroundings) {
        return new Shell.Context(folder, database, engine, pushes, connector, vault, settings, shown, surroundings);
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    private Demo startDemo(@Nullable Instant at) {
        Demo started = Demo.start(at == null ? clock : Clock.fixed(at, ZoneOffset.UTC), at != null);
        closers.push(started::close);
        return started;
    }
}
