package app.ajar.cli;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.cli.CommandFailure.Exit;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.Account;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.settings.DataFolder;
import app.ajar.settings.FolderPrivacy;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.Rescue;
import app.ajar.store.care.Trouble;
import app.ajar.sync.SyncEngine;
import app.ajar.text.RescueWords;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A data folder a command works on: the database at once, the vault and the engine only for those that need them. */
public final class OpenedFolder implements AutoCloseable {

    private static final Duration KEYCHAIN_PATIENCE = Duration.ofSeconds(5);

    private final Path folder;
    private final Database database;
    private final ApiAddress address;
    private final Clock clock;
    private final StopSignal stop;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private @Nullable TokenVault vault;

    private OpenedFolder(Path folder, Database database, ApiAddress address, Clock clock, StopSignal stop) {
        this.folder = folder;
        this.database = database;
        this.address = address;
        this.clock = clock;
        this.stop = stop;
        closers.push(database::close);
    }

    /** Makes the folder if it is not there, and sees to it that only its owner can look into it. @throws CommandFailure when it cannot be a data folder */
    public static void create(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw CommandFailure.of(Exit.USAGE, "cli.folder.file", folder.toString());
        }
        try {
            DataFolder.create(folder);
            FolderPrivacy.narrow(folder);
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.folder.uncreatable", folder.toString());
        }
    }

    /** The folder's database; the caller closes it. @throws CommandFailure that says why it cannot be had */
    public static Database database(Path folder) {
        return opened(Database.open(folder, Clock.systemUTC(),
                TokenVault.open(folder, KEYCHAIN_PATIENCE).databaseKeys()));
    }

    /** The database that came of opening. @throws CommandFailure that says why there is none */
    public static Database opened(OpenResult result) {
        return switch (result) {
            case OpenResult.Opened opened -> opened.database();
            case OpenResult.InUse inUse -> throw CommandFailure.of(Exit.IN_USE, "cli.folder.inUse");
            case OpenResult.TooNew newer ->
                throw CommandFailure.of(Exit.FAILED, "cli.folder.tooNew", newer.fileVersion(), newer.knownVersion());
            case OpenResult.Locked locked -> throw CommandFailure.of(Exit.FAILED,
                    locked.lost() ? "cli.folder.locked.lost" : "cli.folder.locked.now", locked.folder().toString());
            case OpenResult.Unusable broken -> {
                IOException why = new IOException(broken.detail());
                throw CommandFailure.because(why, Exit.FAILED,
                        "cli.folder.unusable." + Trouble.of(broken.file(), why), broken.file().toString());
            }
        };
    }

    static OpenedFolder open(Path folder, URI api, Surroundings surroundings) {
        ApiAddress address = new ApiAddress(api, new SettingsFile(folder).current().apiVersion());
        Database database = database(folder);
        tellOfRescue(database, surroundings);
        return new OpenedFolder(folder, database, address, surroundings.clock(), surroundings.stop());
    }

    /** On standard error and beside the result: what was lost or saved is never only in the log. */
    private static void tellOfRescue(Database database, Surroundings surroundings) {
        database.upkeep().freshRescue().ifPresent(rescue -> surroundings.err().println(words(rescue)));
    }

    /** A rescue in one line. */
    static String words(Rescue rescue) {
        return RescueWords.what(rescue.because().name()) + ". " + RescueWords.saved(
                new RescueWords.Saved(rescue.from(), rescue.drafts(), rescue.replies(), rescue.asking(),
                        rescue.templates()),
                rescue.because() != Rescue.Because.GONE, ZoneId.systemDefault(),
                Locale.getDefault(Locale.Category.FORMAT));
    }

    Database database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    TokenVault vault() {
        if (vault == null) {
            vault = TokenVault.open(folder, KEYCHAIN_PATIENCE);
            // The keychain is looked for now, and not in the time in which an answer is waited for.
            vault.kind();
        }
        return vault;
    }

    Connector connector() {
        return new Connector(folder, database, vault(), address, clock);
    }

    /** A new engine, not started; it comes to an end when the program is asked to. */
    SyncEngine engine() {
        MediaHttp http = new MediaHttp(address.onThisComputer());
        closers.push(http::close);
        SyncEngine engine = new SyncEngine(database, vault(), address, AvatarFiles.in(folder, http),
                new SettingsFile(folder)::current, clock);
        closers.push(engine::close);
        stop.onAsk(engine::close);
        return engine;
    }

    /** The account of this id or username. */
    Account account(String idOrName) {
        String wanted = idOrName.strip().replaceFirst("^@", "");
        List<Account> found = database.accounts().all().stream()
                .filter(account -> account.id().value().equals(wanted) || account.username().equalsIgnoreCase(wanted))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandFailure.of(Exit.FAILED, found.isEmpty() ? "cli.account.unknown" : "cli.account.ambiguous",
                Cli.oneLine(idOrName));
    }

    /** The stored conversation with Meta's id given, of one account when it is named. */
    ConversationId conversation(String remoteId, @Nullable String account) {
        List<ConversationId> found = database.conversations().withRemoteId(remoteId.strip());
        if (account != null) {
            Account owner = account(account);
            found = found.stream().filter(id -> id.account().equals(owner.id())).toList();
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandFailure.of(Exit.FAILED,
                found.isEmpty() ? "cli.conversation.unknown" : "cli.conversation.ambiguous", Cli.oneLine(remoteId));
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
