package app.ajar.store.care;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a database agrees with itself: every index has as many entries as its table, and the counters are right. */
public final class SelfCheck {

    private static final System.Logger LOG = System.getLogger(SelfCheck.class.getName());

    private static final String INDEXES = "SELECT '\"' || i.TABLE_SCHEMA || '\".\"' || i.TABLE_NAME || '\"', i.INDEX_NAME,"
            + " k.COLUMN_NAME, c.DATA_TYPE FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS k"
            + " ON k.INDEX_SCHEMA = i.INDEX_SCHEMA AND k.INDEX_NAME = i.INDEX_NAME AND k.ORDINAL_POSITION = 1"
            + " JOIN INFORMATION_SCHEMA.COLUMNS c ON c.TABLE_SCHEMA = i.TABLE_SCHEMA"
            + " AND c.TABLE_NAME = i.TABLE_NAME AND c.COLUMN_NAME = k.COLUMN_NAME"
            + " WHERE i.TABLE_SCHEMA = ";

    private SelfCheck() {}

    /** An index by its first column. */
    private record Index(String table, String name, String column, String type) {}

    /** Takes seconds on a large cache. @throws SQLException when something cannot even be read */
    public static boolean passes(Connection connection) throws SQLException {
        return passes(connection, "LOCAL") && passes(connection, "CACHE");
    }

    /** One schema alone. */
    static boolean passes(Connection connection, String schema) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            Map<String, Long> counted = new HashMap<>();
            for (Index index : indexes(statement, schema)) {
                String count = "SELECT COUNT(\"" + index.column + "\") FROM " + index.table + " USE INDEX ()";
                Long inTable = counted.get(count);
                if (inTable == null) {
                    inTable = number(statement, count);
                    counted.put(count, inTable);
                }
                // A range over the whole index makes H2 walk it; IS NOT NULL would not.
                String least = switch (index.type) {
                    case "BOOLEAN" -> "FALSE";
                    case "CHARACTER VARYING" -> "''";
                    default -> Long.toString(Long.MIN_VALUE);
                };
                if (inTable != number(statement, "SELECT COUNT(*) FROM " + index.table + " USE INDEX (\"" + index.name
                        + "\") WHERE \"" + index.column + "\" >= " + least)) {
                    wrong.add(index.name);
                }
            }
            if (schema.equals("CACHE") && number(statement, "SELECT COUNT(*) FROM cache.message") != number(statement,
                    "SELECT SUM(messages) FROM cache.tally")) {
                wrong.add("tally");
            }
        }
        if (!wrong.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "the database disagrees with itself: {0}", wrong);
        }
        return wrong.isEmpty();
    }

    private static List<Index> indexes(Statement statement, String schema) throws SQLException {
        List<Index> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(INDEXES + "'" + schema + "'")) {
            while (rows.next()) {
                found.add(new Index(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return found;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
