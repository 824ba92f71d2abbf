package app.ajar.store;

import app.ajar.model.AccountId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Removing an account removes its rows from every table there is. The tables are asked of H2 itself, and each is filled for
 * two accounts whatever its columns are, so that one that comes later is part of this or says here why it is not.
 */
class RemovalTest {

    /** Tables whose rows are an account's by way of another table's row: the column, and what it is the id of. */
    private static final Map<String, Part> PARTS = Map.of(
            "CACHE.MESSAGE", new Part("CONVERSATION", "CACHE.CONVERSATION"),
            "CACHE.WHOLE", new Part("CONVERSATION", "CACHE.CONVERSATION"),
            "CACHE.GAP_MESSAGE", new Part("GAP", "CACHE.GAP"),
            "CACHE.ATTACHMENT", new Part("MESSAGE", "CACHE.MESSAGE"),
            "CACHE.REACTION", new Part("MESSAGE", "CACHE.MESSAGE"),
            "CACHE.FOLLOWER_COUNT", new Part("PARTICIPANT", "CACHE.PARTICIPANT"));
    /** Facts about the file, names of categories that all accounts share, and which migrations were made. */
    private static final Set<String> NOBODYS = Set.of("LOCAL.FACT", "LOCAL.TEMPLATE_CATEGORY",
            "LOCAL.flyway_schema_history");

    /** What a removal deletes in its first transaction, besides all of LOCAL. */
    private static final Set<String> FIRST = Set.of("CACHE.CURSOR", "CACHE.TOLD", "CACHE.JOB", "CACHE.UNREADABLE");

    private static final Owner GOING = new Owner("17841001", 11);
    private static final Owner STAYING = new Owner("17841002", 22);

    @TempDir
    Path folder;

    private record Part(String column, String of) {}

    /** An account, and the number that stands wherever a row of it has one. */
    private record Owner(String id, int number) {}

    @Test
    void removingAnAccount_leavesNoRowOfItInAnyTable_andEveryRowOfTheOthers() throws SQLException {
        Sample.open(folder).close();
        Map<String, List<String>> before;
        try (Connection connection = connection()) {
            Set<String> tables = tables(connection);
            for (String table : tables) {
                fill(connection, table, GOING);
                fill(connection, table, STAYING);
            }
            before = rows(connection, tables, STAYING);
            assertThat(rows(connection, tables, GOING)).as("every table is filled").doesNotContainValue(List.of());
        }

        try (Database database = Sample.open(folder)) {
            database.accounts().remove(new AccountId(GOING.id));
        }

        try (Connection connection = connection()) {
            Set<String> tables = tables(connection);
            assertThat(rows(connection, tables, GOING)).as("what is left of it").allSatisfy(
                    (table, rows) -> assertThat(rows).as(table).isEmpty());
            assertThat(rows(connection, tables, STAYING)).isEqualTo(before);
        }
    }

    @Test
    void aRemovalCutShortByAKill_isFinishedByTheNextStart() throws SQLException {
        Sample.open(folder).close();
        try (Connection connection = connection()) {
            for (String table : tables(connection)) {
                if (!table.startsWith("LOCAL.") && !FIRST.contains(table)) {
                    fill(connection, table, GOING);
                }
            }
        }

        Sample.open(folder).close();

        try (Connection connection = connection()) {
            assertThat(rows(connection, tables(connection), GOING)).allSatisfy(
                    (table, rows) -> assertThat(rows).as(table).isEmpty());
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("cache"), "", "");
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT TABLE_SCHEMA || '.' || TABLE_NAME"
                        + " FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'")) {
            while (found.next()) {
                all.add(found.getString(1));
            }
        }
        assertThat(all).contains("LOCAL.ACCOUNT", "CACHE.MESSAGE").containsAll(PARTS.keySet());
        return all;
    }

    private static Map<String, String> columns(Connection connection, String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT COLUMN_NAME, DATA_TYPE FROM"
                + " INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA || '.' || TABLE_NAME = ? ORDER BY ORDINAL_POSITION")) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    columns.put(found.getString(1), found.getString(2));
                }
            }
        }
        return columns;
    }

    /** A row of this account, with something in every column. */
    private static void fill(Connection connection, String table, Owner owner) throws SQLException {
        if (NOBODYS.contains(table)) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        columns(connection, table).forEach((column, type) -> {
            names.add('"' + column + '"');
            values.add(value(table, column, type, owner));
        });
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + quoted(table) + " (" + String.join(", ", names) + ") VALUES ("
                    + String.join(", ", values) + ")");
        }
    }

    private static String value(String table, String column, String type, Owner owner) {
        if (column.equals("ACCOUNT_ID") || (table.equals("LOCAL.ACCOUNT") && column.equals("ID"))) {
            return "'" + owner.id + "'";
        }
        if (table.equals("LOCAL.ACCOUNT") && column.startsWith("STATUS")) {
            // The removal reads the account, so these must be words that it knows.
            return column.equals("STATUS") ? "'CONNECTED'" : "NULL";
        }
        return switch (type) {
            case "CHARACTER VARYING" -> "'" + column.toLowerCase(Locale.ROOT) + owner.number + "'";
            case "BOOLEAN" -> "TRUE";
            case "BIGINT", "INTEGER" -> Integer.toString(owner.number);
            default -> throw new AssertionError("a value for " + table + "." + column + ", " + type);
        };
    }

    private static String quoted(String table) {
        return '"' + table.replace(".", "\".\"") + '"';
    }

    /** Every table's rows of this account, as text. */
    private static Map<String, List<String>> rows(Connection connection, Set<String> tables, Owner owner)
            throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : tables) {
            if (!NOBODYS.contains(table)) {
                all.put(table, rows(connection, table, owner));
            }
        }
        return all;
    }

    private static List<String> rows(Connection connection, String table, Owner owner) throws SQLException {
        Set<String> columns = columns(connection, table).keySet();
        Part part = PARTS.get(table);
        String whose = table.equals("LOCAL.ACCOUNT")
                ? "ID = '" + owner.id + "'"
                : columns.contains("ACCOUNT_ID")
                        ? "ACCOUNT_ID = '" + owner.id + "'"
                        : part == null ? null : part.column + " = " + owner.number;
        assertThat(whose).as("whose the rows of " + table + " are, so that they go with their account").isNotNull();
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + quoted(table) + " WHERE " + whose)) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns.size(); i++) {
                    row.append(found.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
