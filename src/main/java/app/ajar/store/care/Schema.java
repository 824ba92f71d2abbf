package app.ajar.store.care;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** Which version of the tables a file has, and how an older one is brought up to date. */
public final class Schema {

    /** The newest migration in {@code migrations/}; a test compares. */
    public static final int VERSION = 7;

    static final String HISTORY = "flyway_schema_history";
    private static final System.Logger LOG = System.getLogger(Schema.class.getName());

    private Schema() {}

    /** 0 for a new file, -1 when a migration failed in it. Cheap, so that Flyway is loaded only when needed. */
    public static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE TABLE_SCHEMA = 'LOCAL' AND TABLE_NAME = '" + HISTORY + "'")) {
                if (!found.next()) {
                    return 0;
                }
            }
            int newest = 0;
            boolean whole = true;
            try (ResultSet rows = statement.executeQuery("SELECT \"version\", \"success\" FROM LOCAL.\"" + HISTORY
                    + "\" WHERE \"version\" IS NOT NULL")) {
                while (rows.next()) {
                    newest = Math.max(newest, Integer.parseInt(rows.getString(1)));
                    whole &= rows.getBoolean(2);
                }
            }
            return whole || newest > VERSION ? newest : -1;
        }
    }

    /**
     * Runs what an older file lacks, and closes it. Cut short it leaves a file that nobody can use: to be run on a copy.
     *
     * @throws RuntimeException Flyway's
     */
    static void migrate(String url, String password) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setPassword(password);
        try (Connection held = source.getConnection()) {
            try {
                Flyway flyway = Flyway.configure().dataSource(source).schemas("LOCAL", "CACHE").table(HISTORY)
                        .locations("classpath:app/ajar/store/migrations").load();
                flyway.repair();
                flyway.migrate();
                LOG.log(System.Logger.Level.INFO, "schema is at version {0}", VERSION);
            } finally {
                close(held);
            }
        }
    }

    /** For everybody: a migration that failed leaves connections open, and another try would get the file of this one. */
    private static void close(Connection connection) {
        try (Statement end = connection.createStatement()) {
            end.execute("SHUTDOWN");
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.INFO, "the database had closed itself", e);
        }
    }
}
