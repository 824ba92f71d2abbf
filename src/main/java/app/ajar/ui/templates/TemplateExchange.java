package app.ajar.ui.templates;

import app.ajar.model.Account;
import app.ajar.templates.TemplateFile;
import app.ajar.templates.TemplateFile.Bad;
import app.ajar.templates.TemplateFile.Format;
import app.ajar.templates.TemplateFile.Read;
import app.ajar.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings templates in from files and takes them out into files, and says plainly what came of it. */
public final class TemplateExchange {

    private static final System.Logger LOG = System.getLogger(TemplateExchange.class.getName());
    private static final int MOST_TOLD = 8;

    /**
     * How the user chooses a file; empty when they changed their mind.
     *
     * @param save is given the name to begin with
     */
    public record Chosen(Supplier<Optional<Path>> open, Function<String, Optional<Path>> save) {}

    private final TemplateBook book;
    private final Chosen files;
    private final Consumer<String> say;

    TemplateExchange(TemplateBook book, Chosen files, Consumer<String> say) {
        this.book = book;
        this.files = files;
        this.say = say;
    }

    void bringIn() {
        files.open().get().ifPresent(file -> book.bridge().load(() -> read(file), say));
    }

    /** In the background; gives what to say. */
    private String read(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            return Texts.get("templates.import.unreadable");
        }
        try {
            if (Files.size(file) > TemplateFile.MOST_BYTES) {
                return Texts.get("templates.import.large");
            }
            List<Account> accounts = book.database().accounts().all();
            return switch (TemplateFile.read(Files.readAllBytes(file), Format.of(name.toString()),
                    wanted -> accounts.stream().filter(account -> account.username().equalsIgnoreCase(wanted))
                            .map(Account::id).findFirst())) {
                case Read.Rows rows -> kept(rows);
                case Read.TooLarge _ -> Texts.get("templates.import.large");
                case Read.TooMany _ -> Texts.get("templates.import.many", TemplateFile.MOST_ROWS);
                case Read.NoTemplates none -> Texts.get("templates.import.none." + none.format());
            };
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a file of templates cannot be read", e);
            return Texts.get("templates.import.unreadable");
        }
    }

    private String kept(Read.Rows rows) {
        int added = book.database().templates().addMissing(rows.good());
        int there = rows.good().size() - added;
        StringBuilder said = new StringBuilder(Texts.get("templates.import.done", added));
        if (there > 0) {
            said.append(' ').append(Texts.get("templates.import.there", there));
        }
        if (!rows.bad().isEmpty()) {
            said.append(' ').append(Texts.get("templates.import.bad", rows.bad().size())).append(' ')
                    .append(rows.bad().stream().limit(MOST_TOLD).map(TemplateExchange::told)
                            .collect(Collectors.joining("; ")))
                    .append(rows.bad().size() > MOST_TOLD ? Texts.get("templates.import.more") : ".");
        }
        return said.toString();
    }

    private static String told(Bad row) {
        return Texts.get("templates.import.line", row.line(), Texts.get("templates.reason." + row.why()));
    }

    void takeOut() {
        files.save().apply(Texts.get("templates.export.name")).ifPresent(file -> book.bridge().load(
                () -> write(file), say));
    }

    private String write(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            return Texts.get("templates.export.failed");
        }
        try {
            List<Account> accounts = book.database().accounts().all();
            var templates = book.database().templates().all().templates();
            byte[] bytes = TemplateFile.write(templates, Format.of(name.toString()), id -> accounts.stream()
                    .filter(account -> account.id().equals(id)).map(Account::username).findFirst().orElse(""));
            // Aside first: a full disk must not leave half a file where a whole one was.
            Path aside = file.resolveSibling(name + ".part");
            Files.write(aside, bytes);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            return Texts.get("templates.export.done", templates.size(), name.toString());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a file of templates cannot be written", e);
            return Texts.get("templates.export.failed");
        }
    }
}
