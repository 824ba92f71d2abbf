package app.ajar.store.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.LongDataType;
import org.h2.result.RowFactory;
import org.h2.result.SearchRow;
import org.h2.value.CompareMode;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a database file without opening it as a database. H2 runs every definition that stands in a file when it opens
 * it: a file that somebody else made can name classes to load, source to compile and other databases to connect to, so its
 * definitions are read as text first, and only those of the kinds that Ajar itself writes are let through.
 */
public final class Inspection {

    /** What a definition of ours begins with, as H2 writes it down. */
    private static final Pattern OURS = Pattern.compile("(?:CREATE SCHEMA IF NOT EXISTS \"(?:CACHE|LOCAL)\""
            + "|CREATE USER IF NOT EXISTS \"\""
            + "|CREATE SEQUENCE (?:IF NOT EXISTS )?\"(?:CACHE|LOCAL)\"\\."
            + "|CREATE CACHED TABLE (?:IF NOT EXISTS )?\"(?:CACHE|LOCAL)\"\\."
            + "|CREATE (?:UNIQUE NULLS DISTINCT |UNIQUE |PRIMARY KEY )?(?:INDEX )?(?:IF NOT EXISTS )?\"(?:CACHE|LOCAL)\"\\."
            + "|ALTER TABLE \"(?:CACHE|LOCAL)\"\\.\"[A-Za-z_]+\" ADD CONSTRAINT \"(?:CACHE|LOCAL)\"\\."
            + "|SET (?:CREATE_BUILD|WRITE_DELAY|CACHE_SIZE|DEFAULT_TABLE_TYPE|DB_CLOSE_DELAY) [0-9]+$).*",
            Pattern.DOTALL);
    /** Names and text, which may hold any word. */
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_]+)\\s*\\(");
    /** What may stand before a bracket; everything else there would be a function. */
    private static final Set<String> BEFORE_A_BRACKET = Set.of("VARYING", "IDENTITY", "TIMESTAMP", "KEY", "CHARACTER");
    private static final Pattern NEVER_OURS = Pattern.compile(
            "\\b(?:SELECT|CALL|LINKED|ALIAS|TRIGGER|AGGREGATE|ENGINE|EXTERNAL|CHECK|ALWAYS|AS(?! IDENTITY\\b)|ON UPDATE|CLASS|SOURCE)"
                    + "\\b|--|/\\*|\\$\\$|&");

    private Inspection() {}

    /** What was found out about a file. */
    public sealed interface Found {

        /** Nothing stands against opening it, or it is not there. */
        record Harmless() implements Found {}

        /** It holds definitions that Ajar never writes. The kinds, for the log. */
        record Foreign(List<String> kinds) implements Found {}

        /** Another process has it open. */
        record InUse() implements Found {}

        /** It cannot be read. The detail is for the log. */
        record Damaged(String detail) implements Found {}
    }

    /**
     * Reads the file's definitions; changes nothing. The file must not be open in another process.
     *
     * @param key of an encrypted file; not needed for one that is not
     */
    static Found look(Path file, @Nullable FileKey key) {
        if (!Files.isReadable(file) || file.toFile().length() == 0) {
            // Nothing to look into; whatever stands in the way, opening says so.
            return new Found.Harmless();
        }
        List<String> kinds = new ArrayList<>();
        try (MVStore store = open(file, key)) {
            for (String definition : definitions(store)) {
                if (!ours(definition)) {
                    kinds.add(kind(definition));
                }
            }
        } catch (MVStoreException e) {
            return switch (e.getErrorCode()) {
                case DataUtils.ERROR_FILE_LOCKED -> new Found.InUse();
                // A later H2 wrote it: opening refuses it, and it is not ours to judge.
                case DataUtils.ERROR_UNSUPPORTED_FORMAT -> new Found.Harmless();
                default -> new Found.Damaged(e.toString());
            };
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // H2 follows whatever a damaged page points at.
            return new Found.Damaged(e.toString());
        }
        return kinds.isEmpty() ? new Found.Harmless() : new Found.Foreign(kinds);
    }

    private static MVStore open(Path file, @Nullable FileKey key) throws IOException {
        MVStore.Builder builder = new MVStore.Builder().fileName(file.toString()).readOnly().autoCommitDisabled();
        return key != null && Rewriting.encrypted(file) ? builder.encryptionKey(key.chars()).open() : builder.open();
    }

    /** The table of definitions has the number 0 and four columns: id, head, type, SQL. */
    private static List<String> definitions(MVStore store) {
        RowFactory rows = RowFactory.DefaultRowFactory.INSTANCE.createRowFactory(null, CompareMode.getInstance(null, 0),
                null, new int[4], null, null, 4, false);
        MVMap<Long, VersionedValue<SearchRow>> map = store.openMap("table.0",
                new MVMap.Builder<Long, VersionedValue<SearchRow>>().keyType(LongDataType.INSTANCE)
                        .valueType(new VersionedValueType<>(rows.getRowDataType())));
        List<String> definitions = new ArrayList<>();
        for (Cursor<Long, VersionedValue<SearchRow>> at = map.cursor(null); at.hasNext();) {
            at.next();
            VersionedValue<SearchRow> value = at.getValue();
            add(definitions, value.getCurrentValue());
            add(definitions, value.getCommittedValue());
        }
        return definitions;
    }

    private static void add(List<String> definitions, @Nullable SearchRow row) {
        if (row != null) {
            definitions.add(String.valueOf(row.getValue(3).getString()));
        }
    }

    static boolean ours(String definition) {
        if (!OURS.matcher(definition).matches()) {
            return false;
        }
        String bare = QUOTED.matcher(definition).replaceAll("").toUpperCase(Locale.ROOT);
        if (NEVER_OURS.matcher(bare).find()) {
            return false;
        }
        Matcher calls = CALL.matcher(bare);
        while (calls.find()) {
            if (!BEFORE_A_BRACKET.contains(calls.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** The first words, which hold no name. */
    private static String kind(String definition) {
        return String.join(" ", List.of(QUOTED.matcher(definition).replaceAll("…").split("\\s+", 5)).stream().limit(4)
                .toList());
    }
}
