package app.ajar.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.flywaydb.core.Flyway;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.SHOP;

/** A file as an earlier Ajar left it. */
final class OlderFile {

    private OlderFile() {}

    /** When a message of such a file was written. */
    static Instant at(int minute) {
        return Sample.NOON.plusSeconds(60L * minute);
    }

    /** One conversation with these messages, one a minute, and a draft; of the version that had these tables. */
    static void make(Path folder, String version, int... minutes) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("cache");
        Flyway.configure().dataSource(url, "", "").schemas("LOCAL", "CACHE").table("flyway_schema_history")
                .locations("classpath:app/ajar/store/migrations").target(version).load().migrate();
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO LOCAL.account (id, turn, username, status, connected_at, token_since) VALUES"
                    + " ('" + SHOP.value() + "', 1, 'harbour.bakery', 'CONNECTED', 0, 0)");
            statement.execute("INSERT INTO LOCAL.note (account_id, conversation_id, draft) VALUES ('" + SHOP.value()
                    + "', '" + MIA.value() + "', 'Half a thought')");
            statement.execute("INSERT INTO CACHE.conversation (id, account_id, remote_id, updated_at, last_message_at,"
                    + " inbound_unseen, refused, unread, priority, search) VALUES (7, '" + SHOP.value() + "', '"
                    + MIA.value() + "', 0, 0, FALSE, FALSE, 0, FALSE, '')");
            statement.execute("INSERT INTO CACHE.tally (account_id, conversations, messages) VALUES ('" + SHOP.value()
                    + "', 1, " + minutes.length + ")");
            try (PreparedStatement message = connection.prepareStatement("INSERT INTO CACHE.message (id, conversation,"
                    + " remote_id, direction, sender_id, sent_at, body, kind, state, attachments, reactions)"
                    + " VALUES (?, 7, ?, 'INBOUND', 'igsid-mia', ?, 'Hello', 'TEXT', 'SENT', 0, 0)")) {
                for (int minute : minutes) {
                    message.setInt(1, minute + 1);
                    message.setString(2, "m" + minute);
                    message.setLong(3, at(minute).toEpochMilli());
                    message.executeUpdate();
                }
            }
        }
    }
}
