package app.ajar.templates;

import app.ajar.model.AccountId;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Stage;
import app.ajar.store.Templates.Template;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Templates as a file that other programs read, CSV or JSON, and back. Rows that cannot be kept are told by line and
 * reason, and cost no other row.
 */
public final class TemplateFile {

    /** The largest file that is read. */
    public static final int MOST_BYTES = 1 << 20;
    /** The most rows that are read. */
    public static final int MOST_ROWS = 5_000;

    /** Columns of the CSV and keys of the JSON; name and text must be there. */
    static final List<String> COLUMNS = List.of("name", "text", "category", "stage", "account");

    private TemplateFile() {}

    /** How a file is written. */
    public enum Format {
        CSV, JSON;

        /** As the file's name says; CSV for any other. */
        public static Format of(String fileName) {
            return fileName.toLowerCase(Locale.ROOT).endsWith(".json") ? JSON : CSV;
        }
    }

    /** Why a row was left out. */
    public enum Reason {
        NO_NAME, LONG_NAME, NO_TEXT, LONG_TEXT, LONG_CATEGORY, NO_STAGE, NO_ACCOUNT, MANY_CELLS, OPEN_QUOTE,
        NO_OBJECT, NO_WORDS, BROKEN
    }

    /**
     * A row that was left out.
     *
     * @param line where it begins in the file, from 1
     */
    public record Bad(long line, Reason why) {}

    /** What came of reading a file. */
    public sealed interface Read {

        /** The templates in it, and the rows that are none. */
        record Rows(List<Content> good, List<Bad> bad) implements Read {

            public Rows {
                good = List.copyOf(good);
                bad = List.copyOf(bad);
            }
        }

        /** Nothing was read: it is over {@link #MOST_BYTES}. */
        record TooLarge() implements Read {}

        /** Nothing was kept: it has over {@link #MOST_ROWS}. */
        record TooMany() implements Read {}

        /** It is no such file: a CSV without the columns name and text, or no list in the JSON. */
        record NoTemplates(Format format) implements Read {}
    }

    /** A row's cells by column, as both formats give them; a missing one is null. */
    record Cells(long line, @Nullable String name, @Nullable String text, @Nullable String category,
            @Nullable String stage, @Nullable String account) {}

    /** Gathers what a format finds. */
    static final class Found {

        private final Function<String, Optional<AccountId>> accounts;
        private final List<Content> good = new ArrayList<>();
        private final List<Bad> bad = new ArrayList<>();

        private Found(Function<String, Optional<AccountId>> accounts) {
            this.accounts = accounts;
        }

        void bad(long line, Reason why) {
            bad.add(new Bad(line, why));
        }

        void row(Cells cells) {
            String account = word(cells.account);
            Optional<AccountId> whose = account.isEmpty() ? Optional.empty() : accounts.apply(account);
            if (!account.isEmpty() && whose.isEmpty()) {
                bad(cells.line, Reason.NO_ACCOUNT);
                return;
            }
            String stage = word(cells.stage);
            Optional<Stage> known = stage(stage);
            if (!stage.isEmpty() && known.isEmpty()) {
                bad(cells.line, Reason.NO_STAGE);
                return;
            }
            String category = TemplateCheck.line(cells.category == null ? "" : cells.category);
            Content content = new Content(whose.orElse(null), TemplateCheck.line(cells.name == null ? "" : cells.name),
                    cells.text == null ? "" : cells.text.strip().replace("\r\n", "\n"),
                    category.isEmpty() ? Templates.BUILT_IN.getFirst() : category, known.orElse(null));
            TemplateCheck.trouble(content).ifPresentOrElse(
                    trouble -> bad(cells.line, Reason.valueOf(trouble.name())), () -> good.add(content));
        }

        /** Whether there are more rows than one file may bring. */
        boolean full() {
            return good.size() + bad.size() > MOST_ROWS;
        }

        private static String word(@Nullable String cell) {
            return cell == null ? "" : cell.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** @param accounts the connected account of this user name, in small letters and without the @ */
    public static Read read(byte[] bytes, Format format, Function<String, Optional<AccountId>> accounts) {
        if (bytes.length > MOST_BYTES) {
            return new Read.TooLarge();
        }
        Found found = new Found(name -> accounts.apply(name.startsWith("@") ? name.substring(1) : name));
        String text = decode(bytes);
        boolean is = switch (format) {
            case CSV -> TemplateCsv.read(text, found);
            case JSON -> TemplateJson.read(text, found);
        };
        if (!is) {
            return new Read.NoTemplates(format);
        }
        return found.full() ? new Read.TooMany() : new Read.Rows(found.good, found.bad);
    }

    /** @param accounts the user name of an account, for templates that are one account's */
    public static byte[] write(List<Template> templates, Format format, Function<AccountId, String> accounts) {
        List<List<String>> rows = templates.stream().map(Template::content)
                .map(content -> List.of(content.name(), content.text(), content.category(), word(content.stage()),
                        content.account() == null ? "" : accounts.apply(content.account())))
                .toList();
        return switch (format) {
            case CSV -> TemplateCsv.write(rows);
            case JSON -> TemplateJson.write(rows);
        };
    }

    /** A stage as files write it, for example "follow-up"; empty for none. */
    static String word(@Nullable Stage stage) {
        return stage == null ? "" : stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Stage> stage(String word) {
        String plain = word.replace(' ', '-').replace('_', '-');
        return Arrays.stream(Stage.values()).filter(stage -> word(stage).equals(plain)).findFirst();
    }

    /** UTF-8 as a rule; what a spreadsheet writes otherwise is UTF-16 with its mark, or Windows' letters. */
    private static String decode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return unmarked(new String(bytes, StandardCharsets.UTF_16LE));
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return unmarked(new String(bytes, StandardCharsets.UTF_16BE));
        }
        try {
            return unmarked(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            System.getLogger(TemplateFile.class.getName()).log(System.Logger.Level.DEBUG, "not UTF-8", e);
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
