package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.settings.FolderPrivacy;
import app.ajar.store.Database;
import app.ajar.store.Gaps;
import app.ajar.store.StoreException;
import app.ajar.store.care.Upkeep.Encryption;
import app.ajar.text.Texts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * {@code ajar doctor}: what a bug report needs and no more. No account, name or message, and the home folder is written
 * as {@code ~}.
 */
@Command(description = "Checks folders, database, keychain, disk, API and clock.")
final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Reply windows are told to the minute, and Meta's times come from Meta's clock. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);
    private static final long LEAST_FREE_BYTES = 500_000_000;
    private static final double BYTES_IN_MEGABYTE = 1_000_000;

    private final AjarCommand ajar;
    private final List<Check> checks = new ArrayList<>();

    DoctorCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    /**
     * One thing looked at.
     *
     * @param advice what to do about it, null when it is well
     * @param exit the status this leads to
     */
    private record Check(String name, String value, @Nullable String advice, Exit exit) {

        static Check well(String name, String value) {
            return new Check(name, value, null, Exit.DONE);
        }

        static Check ill(String name, String value, Exit exit, String advice) {
            return new Check(name, value, advice, exit);
        }

        boolean ok() {
            return exit == Exit.DONE;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        URI api = ajar.api();
        Path folder = ajar.folder();
        versions();
        stored(folder);
        disk(folder);
        api(api);
        print();
        Optional<Check> worst = checks.stream().filter(check -> !check.ok()).findFirst();
        if (worst.isPresent()) {
            throw CommandFailure.of(worst.get().exit(), "cli.doctor.ill", worst.get().name());
        }
        return Exit.DONE.status();
    }

    private void versions() {
        checks.add(Check.well("ajar", ajar.surroundings().version()));
        checks.add(Check.well("java", Runtime.version() + " " + System.getProperty("java.vendor", "")));
        checks.add(Check.well("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch")));
    }

    private void stored(Path folder) {
        String shown = shown(folder);
        // Before it is opened, which does the same.
        FolderPrivacy.Found privacy = FolderPrivacy.narrow(folder);
        try (OpenedFolder opened = ajar.openFolder()) {
            checks.add(Check.well("folder", shown));
            checks.add(privacy.open() == 0
                    ? Check.well("privacy", Texts.get("cli.doctor.private", privacy.narrowed()))
                    : Check.ill("privacy", Texts.get("cli.doctor.open"), Exit.FAILED,
                            Texts.get("cli.doctor.narrow")));
            boolean sound = sound(opened.database());
            String size = size(folder.resolve("cache.mv.db"));
            checks.add(sound
                    ? Check.well("database", size)
                    : Check.ill("database", size, Exit.FAILED, Texts.get("cli.doctor.database")));
            Encryption encryption = opened.database().upkeep().encryption();
            checks.add(Check.well("encryption",
                    Texts.get("cli.doctor.encryption." + (encryption.on() ? "on" : "off")
                            + (encryption.on() == encryption.wanted() ? "" : ".changing"))));
            copies(opened.database());
            checks.add(Check.well("keychain", opened.vault().kind().name()));
            List<Account> accounts = opened.database().accounts().all();
            for (int i = 0; i < accounts.size(); i++) {
                checks.add(account(Texts.get("cli.doctor.account", i + 1), accounts.get(i),
                        opened.database().gaps().counts(accounts.get(i).id())));
            }
        } catch (CommandFailure e) {
            checks.add(Check.ill("database", shown, e.exit(), String.valueOf(e.getMessage())));
        }
    }

    private static boolean sound(Database database) {
        try {
            return database.check();
        } catch (StoreException e) {
            System.getLogger(DoctorCommand.class.getName()).log(System.Logger.Level.WARNING, "the check failed", e);
            return false;
        }
    }

    /** How well what the user made is kept twice, and what was set aside. */
    private void copies(Database database) {
        try {
            List<Instant> copies = database.upkeep().copies();
            checks.add(Check.well("copies", copies.isEmpty()
                    ? Texts.get("cli.doctor.noCopy")
                    : Texts.get("cli.doctor.copies", copies.size(), copies.getFirst().toString())));
            database.upkeep().lastRescue().ifPresent(rescue -> checks.add(Check.well("rescue",
                    rescue.at() + " " + OpenedFolder.words(rescue))));
            List<Path> aside = database.upkeep().setAside();
            if (!aside.isEmpty()) {
                long bytes = 0;
                for (Path file : aside) {
                    bytes += Files.size(file);
                }
                checks.add(Check.well("aside", Texts.get("cli.doctor.aside", aside.size(), megabytes(bytes))));
            }
        } catch (IOException e) {
            checks.add(Check.ill("copies", e.getClass().getSimpleName(), Exit.FAILED,
                    Texts.get("cli.doctor.copiesUnread")));
        }
    }

    /** By number: the report can be published. */
    private static Check account(String name, Account account, Gaps.Counts gaps) {
        String value = Texts.get(gaps.gaps() == 0 ? "cli.doctor.whole" : "cli.doctor.gaps", account.status(),
                gaps.gaps(), gaps.messages());
        AccessProblem reason = account.statusReason() == null ? AccessProblem.TOKEN_INVALID : account.statusReason();
        return switch (account.status()) {
            case CONNECTED -> Check.well(name, value);
            case EXPIRED -> Check.ill(name, value, Exit.RECONNECT, Texts.get("access." + reason + ".do"));
            case ERROR -> Check.ill(name, value, Exit.FAILED, Texts.get("access." + reason + ".do"));
        };
    }

    private void disk(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            checks.add(free >= LEAST_FREE_BYTES
                    ? Check.well("disk", megabytes(free))
                    : Check.ill("disk", megabytes(free), Exit.FAILED, Texts.get("cli.doctor.disk")));
        } catch (IOException e) {
            checks.add(Check.ill("disk", e.getClass().getSimpleName(), Exit.FAILED, Texts.get("cli.doctor.disk")));
        }
    }

    /** Asks for the API's front page, without any token: every answer, refusals too, means that it can be reached. */
    private void api(URI api) throws InterruptedException {
        String shown = api.getScheme() + "://" + api.getAuthority();
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/")).timeout(PATIENCE).build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            Instant before = ajar.surroundings().clock().instant();
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            Instant after = ajar.surroundings().clock().instant();
            checks.add(Check.well("api", shown));
            response.headers().firstValue("Date").flatMap(DoctorCommand::httpTime)
                    .ifPresent(theirs -> clock(theirs, before, after));
        } catch (IOException e) {
            checks.add(Check.ill("api", shown + " " + e.getClass().getSimpleName(), Exit.UNREACHABLE,
                    Texts.get("cli.doctor.api")));
        }
    }

    private void clock(Instant theirs, Instant before, Instant after) {
        Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
        Duration skew = Duration.between(theirs, ours);
        String value = Texts.get("cli.doctor.seconds", String.valueOf(skew.toSeconds()));
        checks.add(skew.abs().compareTo(MOST_SKEW) <= 0
                ? Check.well("clock", value)
                : Check.ill("clock", value, Exit.FAILED, Texts.get("cli.doctor.clock")));
    }

    private static Optional<Instant> httpTime(String header) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeException e) {
            System.getLogger(DoctorCommand.class.getName()).log(System.Logger.Level.DEBUG, "no time in the answer", e);
            return Optional.empty();
        }
    }

    private void print() {
        Answer answer = new Answer().fact("ok", checks.stream().allMatch(Check::ok));
        answer.fact("checks", checks.stream()
                .map(check -> new Answer().fact("name", check.name()).fact("ok", check.ok())
                        .fact("value", check.value()).fact("advice", check.advice()).facts())
                .toList());
        for (Check check : checks) {
            answer.line(check.advice() == null
                    ? Texts.get("cli.doctor.well", check.name(), check.value())
                    : Texts.get("cli.doctor.look", check.name(), check.value(), check.advice()));
        }
        ajar.print(answer);
    }

    /** The path without the name of the person whose home it is in. */
    private static String shown(Path folder) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return home.getNameCount() > 0 && folder.startsWith(home)
                ? Path.of("~").resolve(home.relativize(folder)).toString()
                : folder.toString();
    }

    private static String size(Path file) {
        try {
            return megabytes(Files.size(file));
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String megabytes(long bytes) {
        return Texts.get("cli.doctor.megabytes", bytes / BYTES_IN_MEGABYTE);
    }
}
