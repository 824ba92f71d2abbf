package app.ajar.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers that a file knows about itself, in {@code LOCAL.fact}. */
public final class Facts {

    private Facts() {}

    /** 0 when it is not there. */
    public static long number(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT number FROM LOCAL.fact WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** Within the connection's transaction. */
    public static void put(Connection connection, String name, long number) throws SQLException {
        try (PreparedStatement merge = connection
                .prepareStatement("MERGE INTO LOCAL.fact (name, number) KEY (name) VALUES (?, ?)")) {
            merge.setString(1, name);
            merge.setLong(2, number);
            merge.executeUpdate();
        }
    }
}
