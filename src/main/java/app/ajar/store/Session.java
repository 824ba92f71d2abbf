package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.care.OutboxMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements; used by its own thread only. */
final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final int STATEMENTS_KEPT = 96;
    /** A longer string does not fit H2's VARCHAR, and its refusal would carry the text into the log. */
    private static final int LONGEST_TEXT = 1_000_000;

    /** Turns one row into a value. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    final Connection connection;
    private final LongAdder selects;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(128, 0.75f, true);

    Session(Connection connection, LongAdder selects) {
        this.connection = connection;
        this.selects = selects;
    }

    <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        selects.increment();
        PreparedStatement statement = bound(sql, values);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                row.column = 0;
                found.add(mapper.map(row));
            }
        }
        return found;
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        List<T> found = list(sql, mapper, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** The one number a query gives. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, Row::number, values).orElse(0L);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            if (statements.size() > STATEMENTS_KEPT) {
                var eldest = statements.entrySet().iterator();
                eldest.next().getValue().close();
                eldest.remove();
            }
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(place, Types.NULL);
            case String text -> statement.setString(place, fitting(text));
            case Instant time -> statement.setLong(place, time.toEpochMilli());
            case Enum<?> word -> statement.setString(place, word.name());
            default -> statement.setObject(place, value);
        }
    }

    private static String fitting(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    /** The time as the database holds it; compare only such times with stored ones. */
    static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a broken connection did not close cleanly", e);
        }
    }

    /** One transaction on the writer, and what it touched. */
    static final class Tx {

        private final Session session;
        private boolean dirty;
        private boolean userMade;
        private boolean reset;
        private boolean templates;
        private final Set<AccountId> accounts = new LinkedHashSet<>();
        private final Set<ParticipantId> avatars = new LinkedHashSet<>();
        private final Set<ConversationId> rows = new LinkedHashSet<>();
        private final Set<ConversationId> threads = new LinkedHashSet<>();
        private final Set<ConversationId> gaps = new LinkedHashSet<>();
        private final Set<ConversationId> outboxes = new LinkedHashSet<>();

        Tx(Session session) {
            this.session = session;
        }

        <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
            return session.list(sql, mapper, values);
        }

        <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
            return session.first(sql, mapper, values);
        }

        long number(String sql, @Nullable Object... values) throws SQLException {
            return session.number(sql, values);
        }

        int update(String sql, @Nullable Object... values) throws SQLException {
            dirty = true;
            return session.bound(sql, values).executeUpdate();
        }

        void execute(String sql) throws SQLException {
            session.execute(sql);
        }

        /** Asks for the commit to be forced to disk: the user made these rows, nobody can fetch them again. */
        void userMade() {
            userMade = true;
        }

        void accountChanged(AccountId id) {
            accounts.add(id);
        }

        void avatarChanged(ParticipantId id) {
            avatars.add(id);
        }

        void rowChanged(ConversationId id) {
            rows.add(id);
        }

        void threadChanged(ConversationId id) {
            threads.add(id);
        }

        void gapsChanged(ConversationId id) {
            gaps.add(id);
        }

        void outboxChanged(ConversationId id) {
            outboxes.add(id);
        }

        void templatesChanged() {
            templates = true;
        }

        void everythingChanged() {
            reset = true;
        }

        void rollBack() throws SQLException {
            session.connection.rollback();
        }

        /** For what works on whole tables: it is taken to change what the user made, and is committed and synced. */
        Connection changing() {
            dirty = true;
            userMade = true;
            return session.connection;
        }

        /** Whether something is to be written, so that its commit proves that the disk takes it. */
        boolean writes() {
            return dirty;
        }

        /** @return how often the outbox has changed when it did now, else 0: to be marked beside the file */
        long finish(Path file) throws SQLException, IOException {
            if (!dirty) {
                session.connection.rollback();
                return 0;
            }
            long mark = 0;
            if (!outboxes.isEmpty()) {
                mark = number("SELECT number FROM local.fact WHERE name = ?", OutboxMark.FACT) + 1;
                update("MERGE INTO local.fact (name, number) KEY (name) VALUES (?, ?)", OutboxMark.FACT, mark);
            }
            // A file deleted under an open channel takes writes without a word and loses them all.
            if (!Files.exists(file)) {
                throw new IOException("no file " + file.getFileName());
            }
            session.connection.commit();
            if (userMade) {
                session.execute("CHECKPOINT SYNC");
            }
            return mark;
        }

        List<Change> changes() {
            List<Change> changes = new ArrayList<>();
            accounts.forEach(id -> changes.add(new Change.AccountChanged(id)));
            avatars.forEach(id -> changes.add(new Change.AvatarChanged(id)));
            if (!rows.isEmpty()) {
                changes.add(new Change.ConversationsChanged(rows));
            }
            threads.forEach(id -> changes.add(new Change.ThreadChanged(id)));
            gaps.forEach(id -> changes.add(new Change.GapsChanged(id)));
            outboxes.forEach(id -> changes.add(new Change.OutboxChanged(id)));
            if (templates) {
                changes.add(new Change.TemplatesChanged());
            }
            if (reset) {
                changes.add(new Change.Reset());
            }
            return changes;
        }
    }

    /** One row, read column by column from left to right. */
    static final class Row {

        private final ResultSet rows;
        private int column;

        private Row(ResultSet rows) {
            this.rows = rows;
        }

        String text() throws SQLException {
            return rows.getString(++column);
        }

        @Nullable
        String textOrNull() throws SQLException {
            return rows.getString(++column);
        }

        long number() throws SQLException {
            return rows.getLong(++column);
        }

        @Nullable
        Long numberOrNull() throws SQLException {
            long value = rows.getLong(++column);
            return rows.wasNull() ? null : value;
        }

        int small() throws SQLException {
            return rows.getInt(++column);
        }

        @Nullable
        Integer smallOrNull() throws SQLException {
            int value = rows.getInt(++column);
            return rows.wasNull() ? null : value;
        }

        boolean flag() throws SQLException {
            return rows.getBoolean(++column);
        }

        @Nullable
        Boolean flagOrNull() throws SQLException {
            boolean value = rows.getBoolean(++column);
            return rows.wasNull() ? null : value;
        }

        Instant time() throws SQLException {
            return Instant.ofEpochMilli(rows.getLong(++column));
        }

        @Nullable
        Instant timeOrNull() throws SQLException {
            long value = rows.getLong(++column);
            return rows.wasNull() ? null : Instant.ofEpochMilli(value);
        }

        <E extends Enum<E>> E word(Class<E> type) throws SQLException {
            return Enum.valueOf(type, rows.getString(++column));
        }

        <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type) throws SQLException {
            String name = rows.getString(++column);
            return name == null ? null : Enum.valueOf(type, name);
        }

        /** Whether the next column is null; it is not passed over. */
        boolean isNull() throws SQLException {
            rows.getObject(column + 1);
            return rows.wasNull();
        }

        void skip(int columns) {
            column += columns;
        }
    }
}
