package app.ajar.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the user made, as it stood in the schema {@code LOCAL} at one moment: who is connected, drafts, stars, read
 * marks, replies on their way, templates. Values are words, whole numbers and truth values.
 *
 * @param takenAt when that was
 * @param outboxMark how many changes the outbox had seen by then, see {@link OutboxMark}
 */
public record UserPart(Instant takenAt, long outboxMark, List<Table> tables) {

    /** Facts about the file and not the user's; the schema's own history. */
    private static final Set<String> NOT_THE_USERS = Set.of("FACT", Schema.HISTORY.toUpperCase(Locale.ROOT));
    /** Every table's key is among its first columns, so that equal contents come out equal. */
    private static final int KEY_COLUMNS = 3;

    /** One table's rows. */
    public record Table(String name, List<String> columns, List<List<@Nullable Object>> rows) {

        int place(String column) {
            return columns.indexOf(column);
        }

        int count(Predicate<List<@Nullable Object>> which) {
            return (int) rows.stream().filter(which).count();
        }
    }

    /** Reads it within one transaction of the writer's, so that it is of one moment. */
    public static UserPart read(Connection connection, Instant now) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : names(connection)) {
            tables.add(read(connection, name));
        }
        return new UserPart(Instant.ofEpochMilli(now.toEpochMilli()), Facts.number(connection, OutboxMark.FACT),
                tables);
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_SCHEMA = 'LOCAL' ORDER BY TABLE_NAME")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!NOT_THE_USERS.contains(name.toUpperCase(Locale.ROOT))) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static Table read(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> columns = columns(statement, name);
            String order = java.util.stream.IntStream.rangeClosed(1, Math.min(KEY_COLUMNS, columns.size()))
                    .mapToObj(Integer::toString).collect(Collectors.joining(", "));
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT * FROM LOCAL.\"" + name + "\" ORDER BY " + order)) {
                while (found.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int place = 1; place <= columns.size(); place++) {
                        Object value = found.getObject(place);
                        row.add(value instanceof Integer small ? Long.valueOf(small) : value);
                    }
                    rows.add(Collections.unmodifiableList(row));
                }
            }
            return new Table(name, columns, rows);
        }
    }

    private static List<String> columns(Statement statement, String table) throws SQLException {
        try (ResultSet none = statement.executeQuery("SELECT * FROM LOCAL.\"" + table + "\" WHERE FALSE")) {
            ResultSetMetaData about = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int place = 1; place <= about.getColumnCount(); place++) {
                columns.add(about.getColumnName(place));
            }
            return columns;
        }
    }

    /** Whether nothing is in it, not even an account. */
    public boolean isEmpty() {
        return tables.stream().allMatch(table -> table.rows.isEmpty());
    }

    /** The same without what belongs to one account. */
    public UserPart without(String account) {
        return new UserPart(takenAt, outboxMark, tables.stream().map(table -> {
            int place = table.place(table.name.equals("ACCOUNT") ? "ID" : "ACCOUNT_ID");
            return place < 0
                    ? table
                    : new Table(table.name, table.columns,
                            table.rows.stream().filter(row -> !account.equals(row.get(place))).toList());
        }).toList());
    }

    /** The table of this name, empty when there is none. */
    Table table(String name) {
        return tables.stream().filter(table -> table.name.equals(name)).findFirst()
                .orElse(new Table(name, List.of(), List.of()));
    }

    /**
     * Writes it into the empty tables of a new file, within one transaction. What a table of today does not have is left
     * out, what is new has its default.
     *
     * @param current whether nothing can have happened since it was taken. Else whatever was on its way may have been sent
     *        meanwhile: it is put down as not sent, restored, and only the user sends it again; reactions on their way are
     *        left out, because what the server has by now is truer.
     */
    void write(Connection connection, boolean current) throws SQLException {
        Map<String, String> present = names(connection).stream()
                .collect(Collectors.toMap(name -> name.toUpperCase(Locale.ROOT), name -> name));
        for (Table table : tables) {
            String name = present.get(table.name.toUpperCase(Locale.ROOT));
            if (name != null && (current || !table.name.equals("REACTION"))) {
                write(connection, name, table);
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String numbered : List.of("OUTBOX", "TEMPLATE")) {
                statement.execute("ALTER TABLE LOCAL." + numbered + " ALTER COLUMN ID RESTART WITH "
                        + next(numbered));
            }
            statement.execute("MERGE INTO CACHE.tally (account_id, conversations, messages) KEY (account_id)"
                    + " SELECT id, 0, 0 FROM LOCAL.account");
        }
        if (!current) {
            mayHaveBeenSent(connection);
        }
    }

    /** Above every number that is or was in use. */
    private long next(String numbered) {
        long most = 0;
        for (Table table : List.of(table(numbered), table("SENT"))) {
            int place = table.place(table.name.equals("SENT") ? "OUTBOX_ID" : "ID");
            for (List<@Nullable Object> row : table.rows) {
                most = Math.max(most, (Long) Objects.requireNonNull(row.get(place)));
            }
        }
        return most + 1;
    }

    private static void mayHaveBeenSent(Connection connection) throws SQLException {
        // Its words are looked for in the thread from when it was written on: no reply was sent before.
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE LOCAL.outbox SET state = 'FAILED', failure = 'RESTORED',"
                    + " failure_detail = NULL, attempted_at = COALESCE(attempted_at, created_at)");
        }
    }

    private static void write(Connection connection, String name, Table table) throws SQLException {
        List<String> present;
        try (Statement statement = connection.createStatement()) {
            present = columns(statement, name);
        }
        List<String> columns = present.stream().filter(table.columns::contains).toList();
        if (columns.isEmpty() || table.rows.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO LOCAL.\"" + name + "\" (" + columns.stream().map(column -> '"' + column + '"')
                .collect(Collectors.joining(", ")) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : table.rows) {
                for (int place = 0; place < columns.size(); place++) {
                    insert.setObject(place + 1, row.get(table.place(columns.get(place))));
                }
                insert.executeUpdate();
            }
        }
    }
}
