package app.ajar.store.care;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done about a database that could not be used: it was set aside, and what the user made stands in a new one.
 *
 * @param at when
 * @param because why the old one could not be used
 * @param from of when the restored state is; null when nothing could be restored
 * @param drafts how many drafts are there again
 * @param replies how many replies, none of which goes by itself unless it is certain that it was not sent
 * @param asking how many of those may have been sent meanwhile and wait for the user
 * @param templates how many templates
 */
public record Rescue(Instant at, Because because, @Nullable Instant from, int drafts, int replies, int asking,
        int templates) {

    /** Why a database was set aside. */
    public enum Because {
        /** It could not be read, or disagreed with itself. */
        DAMAGED,
        /** It held definitions that Ajar never writes. */
        FOREIGN,
        /** It was not there any more. */
        GONE
    }

    private static final String AT = "rescue_at";
    private static final String TOLD = "rescue_told";

    /** The last one of this file; empty when there never was one. */
    public static Optional<Rescue> last(Connection connection) throws SQLException {
        long at = Facts.number(connection, AT);
        if (at == 0) {
            return Optional.empty();
        }
        long from = Facts.number(connection, "rescue_from");
        Because because = Because.DAMAGED;
        for (Because one : Because.values()) {
            because = Facts.number(connection, fact(one)) == at ? one : because;
        }
        return Optional.of(new Rescue(Instant.ofEpochMilli(at), because,
                from == 0 ? null : Instant.ofEpochMilli(from), count(connection, "drafts"),
                count(connection, "replies"), count(connection, "asking"), count(connection, "templates")));
    }

    /** Whether the user was told of the last one in a window. */
    public static boolean told(Connection connection) throws SQLException {
        return Facts.number(connection, TOLD) >= Facts.number(connection, AT);
    }

    /** The user read it. */
    public static void setTold(Connection connection) throws SQLException {
        Facts.put(connection, TOLD, Facts.number(connection, AT));
    }

    void put(Connection connection) throws SQLException {
        Facts.put(connection, AT, at.toEpochMilli());
        Facts.put(connection, "rescue_from", from == null ? 0 : from.toEpochMilli());
        Facts.put(connection, fact(because), at.toEpochMilli());
        Facts.put(connection, "rescue_drafts", drafts);
        Facts.put(connection, "rescue_replies", replies);
        Facts.put(connection, "rescue_asking", asking);
        Facts.put(connection, "rescue_templates", templates);
    }

    static Rescue of(Instant at, Because because, @Nullable UserPart part, boolean current) {
        if (part == null) {
            return new Rescue(at, because, null, 0, 0, 0, 0);
        }
        UserPart.Table notes = part.table("NOTE");
        int draft = notes.place("DRAFT");
        int replies = part.table("OUTBOX").rows().size();
        return new Rescue(at, because, part.takenAt(), draft < 0 ? 0 : notes.count(row -> row.get(draft) != null),
                replies,
                current ? 0 : replies, part.table("TEMPLATE").rows().size());
    }

    private static int count(Connection connection, String what) throws SQLException {
        return (int) Facts.number(connection, "rescue_" + what);
    }

    private static String fact(Because because) {
        return "rescue_because_" + because;
    }
}
