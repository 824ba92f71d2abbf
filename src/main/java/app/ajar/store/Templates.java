package app.ajar.store;

import app.ajar.model.AccountId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prepared replies and the order of their categories, kept in {@code LOCAL}. Each method is one transaction. */
public final class Templates {

    /** The categories that are always there, in the order they start in. */
    public static final List<String> BUILT_IN = List.of("greeting", "follow-up", "shipping", "pricing", "closing");

    private static final String SELECT = "SELECT id, account_id, name, body, category, stage, turn, uses, used_at"
            + " FROM local.template";

    private final Sessions sessions;

    Templates(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A template's own number; never used again for another one. */
    public record Id(long value) {}

    /** Where in a conversation a template belongs. */
    public enum Stage {
        OPENER, FOLLOW_UP, ENGAGEMENT, DISCOVERY, CLOSER
    }

    /**
     * What a person writes of a template.
     *
     * @param account who alone sees it, null when all accounts share it
     * @param text the words with placeholders
     * @param category one of {@link #BUILT_IN} or the user's own name for one
     * @param stage null for none
     */
    public record Content(@Nullable AccountId account, String name, String text, String category,
            @Nullable Stage stage) {

        /** Whether it says the same under the same name: such a one is not imported twice. */
        public boolean repeats(Content other) {
            return name.equals(other.name) && text.equals(other.text);
        }
    }

    /**
     * One prepared reply.
     *
     * @param turn its place among the templates of its category
     * @param uses how many replies were sent with it
     * @param usedAt when the last of them was, null when never
     */
    public record Template(Id id, Content content, long turn, int uses, @Nullable Instant usedAt) {

        /** Whether this account may use it. */
        public boolean servesAccount(AccountId account) {
            return content.account == null || content.account.equals(account);
        }
    }

    /** All there is: templates by category and turn, and the categories in the user's order. */
    public record All(List<Template> templates, List<String> categories) {

        public All {
            templates = List.copyOf(templates);
            categories = List.copyOf(categories);
        }
    }

    /** Every account's templates and the shared ones. */
    public All all() {
        return sessions.read(session -> {
            List<Template> templates = session.list(SELECT + " ORDER BY turn, id", Templates::template);
            List<String> ordered = categories(
                    session.list("SELECT name FROM local.template_category ORDER BY turn", Session.Row::text),
                    templates.stream().map(each -> each.content.category).toList());
            List<Template> sorted = new ArrayList<>();
            for (String category : ordered) {
                templates.stream().filter(template -> template.content.category.equals(category))
                        .forEach(sorted::add);
            }
            return new All(sorted, ordered);
        });
    }

    /** Every category there is: as the user ordered them, the built-in ones, and those that only templates name. */
    private static List<String> categories(List<String> ordered, List<String> used) {
        Set<String> categories = new LinkedHashSet<>(ordered);
        categories.addAll(BUILT_IN);
        categories.addAll(used);
        return List.copyOf(categories);
    }

    public Optional<Template> find(Id id) {
        return sessions.read(session -> session.first(SELECT + " WHERE id = ?", Templates::template, id.value));
    }

    /** Adds one at the end of its category; none, and empty, when its account is not connected any more. */
    public Optional<Template> add(Content content) {
        return sessions.write(tx -> {
            if (nobodys(tx, content)) {
                return Optional.empty();
            }
            Template added = insert(tx, content);
            made(tx);
            return Optional.of(added);
        });
    }

    /** Whether it is an account's own that is not connected, or not any more: it went with it. */
    private static boolean nobodys(Session.Tx tx, Content content) throws SQLException {
        return content.account != null && AccountTable.stored(tx, content.account).isEmpty();
    }

    /**
     * Adds those that repeat none that is there and none among themselves, all or nothing. They follow each other in their
     * categories as given; the categories too, where there was nothing before. Those of an account that is not connected
     * are left out.
     *
     * @return how many were added
     */
    public int addMissing(List<Content> contents) {
        return sessions.write(tx -> {
            record Said(String name, String text) {}
            Set<Said> there = new HashSet<>(tx.list("SELECT name, body FROM local.template",
                    row -> new Said(row.text(), row.text())));
            int added = 0;
            boolean ordered = !there.isEmpty() || tx.number("SELECT COUNT(*) FROM local.template_category") > 0;
            List<String> categories = new ArrayList<>();
            for (Content content : contents) {
                if (!nobodys(tx, content) && there.add(new Said(content.name, content.text))) {
                    insert(tx, content);
                    categories.add(word(content.category));
                    added++;
                }
            }
            if (added > 0) {
                if (!ordered) {
                    categories.addAll(BUILT_IN);
                    putOrder(tx, categories);
                }
                made(tx);
            }
            return added;
        });
    }

    /** Gives it another content; false when it or the account that it is for is gone. What it counts stays. */
    public boolean change(Id id, Content content) {
        return sessions.write(tx -> {
            if (nobodys(tx, content)) {
                return false;
            }
            boolean there = tx.update(
                    "UPDATE local.template SET account_id = ?, name = ?, body = ?, category = ?, stage = ?"
                            + " WHERE id = ?",
                    account(content), content.name, content.text, category(tx, content.category), content.stage,
                    id.value) > 0;
            made(tx);
            return there;
        });
    }

    /** Takes it away and gives what it was, for {@link #restore}; empty when it was gone. */
    public Optional<Template> delete(Id id) {
        return sessions.write(tx -> {
            Optional<Template> was = tx.first(SELECT + " WHERE id = ?", Templates::template, id.value);
            if (was.isPresent()) {
                tx.update("DELETE FROM local.template WHERE id = ?", id.value);
                made(tx);
            }
            return was;
        });
    }

    /**
     * Puts a deleted one back as it was, with its number, place and counts; nothing when it is there. False when its account
     * is gone.
     */
    public boolean restore(Template deleted) {
        return sessions.write(tx -> {
            Content content = deleted.content;
            if (nobodys(tx, content)) {
                return false;
            }
            if (tx.number("SELECT COUNT(*) FROM local.template WHERE id = ?", deleted.id.value) == 0) {
                tx.update(
                        "INSERT INTO local.template (id, account_id, name, body, category, stage, turn, uses, used_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        deleted.id.value, account(content), content.name,
                        content.text, category(tx, content.category), content.stage, deleted.turn, deleted.uses,
                        deleted.usedAt);
                made(tx);
            }
            return true;
        });
    }

    /** The categories stand in this order from now on; those not named follow. */
    public void orderCategories(List<String> names) {
        sessions.write(tx -> {
            putOrder(tx, names);
            made(tx);
            return true;
        });
    }

    /**
     * Moves a category this many places down, or up for a negative number, as far as there are any.
     *
     * @return whether it stands elsewhere now
     */
    public boolean moveCategory(String name, int places) {
        return sessions.write(tx -> {
            List<String> names = new ArrayList<>(categories(
                    tx.list("SELECT name FROM local.template_category ORDER BY turn", Session.Row::text),
                    tx.list("SELECT category FROM local.template ORDER BY turn, id", Session.Row::text)));
            int from = names.indexOf(name);
            int to = Math.clamp((long) from + places, 0, names.size() - 1);
            if (from < 0 || from == to) {
                return false;
            }
            names.add(to, names.remove(from));
            putOrder(tx, names);
            made(tx);
            return true;
        });
    }

    private static void putOrder(Session.Tx tx, List<String> names) throws SQLException {
        tx.update("DELETE FROM local.template_category");
        long turn = 0;
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (known.add(name.toLowerCase(Locale.ROOT))) {
                tx.update("INSERT INTO local.template_category (name, turn) VALUES (?, ?)", name, ++turn);
            }
        }
    }

    /**
     * Moves one this many places down among those of its category, or up for a negative number, as far as there are any.
     *
     * @return whether it stands elsewhere now
     */
    public boolean move(Id id, int places) {
        return sessions.write(tx -> {
            record Place(long id, long turn) {}
            List<Place> all = tx.list(
                    "SELECT id, turn FROM local.template WHERE category ="
                            + " (SELECT category FROM local.template WHERE id = ?) ORDER BY turn, id",
                    row -> new Place(row.number(), row.number()), id.value);
            int from = all.stream().map(Place::id).toList().indexOf(id.value);
            int to = Math.clamp((long) from + places, 0, Math.max(0, all.size() - 1));
            if (from < 0 || from == to) {
                return false;
            }
            List<Place> moved = new ArrayList<>(all);
            moved.add(to, moved.remove(from));
            for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
                // The same turns in another order: one that was deleted meanwhile finds its own free when it comes back.
                tx.update("UPDATE local.template SET turn = ? WHERE id = ?", all.get(i).turn, moved.get(i).id);
            }
            made(tx);
            return true;
        });
    }

    /** A reply was sent with it. */
    public void used(Id id, Instant at) {
        sessions.write(tx -> {
            tx.update("UPDATE local.template SET uses = uses + 1, used_at = ? WHERE id = ?", at, id.value);
            made(tx);
            return true;
        });
    }

    private static Template insert(Session.Tx tx, Content content) throws SQLException {
        // Not the column's own counter: one that was deleted last keeps its number for its undo.
        long number = Math.max(tx.number("SELECT MAX(id) FROM local.template"),
                tx.number("SELECT number FROM local.fact WHERE name = 'last_template'")) + 1;
        tx.update("MERGE INTO local.fact (name, number) KEY (name) VALUES ('last_template', ?)", number);
        String category = category(tx, content.category);
        Content kept = new Content(content.account, content.name, content.text, category, content.stage);
        tx.update("INSERT INTO local.template (id, account_id, name, body, category, stage, turn)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", number, account(content), content.name, content.text, category,
                content.stage, number);
        return new Template(new Id(number), kept, number, 0, null);
    }

    /** The category under the name it is known by, whatever the case; a new one comes last. */
    private static String category(Session.Tx tx, String wanted) throws SQLException {
        String lower = wanted.toLowerCase(Locale.ROOT);
        if (BUILT_IN.contains(lower)) {
            return lower;
        }
        Optional<String> known = tx
                .list("SELECT name FROM local.template_category ORDER BY turn", Session.Row::text).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(lower)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        long turn = tx.number("SELECT MAX(turn) FROM local.template_category");
        if (turn == 0) {
            for (String name : BUILT_IN) {
                tx.update("INSERT INTO local.template_category (name, turn) VALUES (?, ?)", name, ++turn);
            }
        }
        tx.update("INSERT INTO local.template_category (name, turn) VALUES (?, ?)", wanted, turn + 1);
        return wanted;
    }

    /** Built-in categories are written one way. */
    private static String word(String category) {
        String lower = category.toLowerCase(Locale.ROOT);
        return BUILT_IN.contains(lower) ? lower : category;
    }

    private static void made(Session.Tx tx) {
        tx.userMade();
        tx.templatesChanged();
    }

    private static @Nullable String account(Content content) {
        return content.account == null ? null : content.account.value();
    }

    private static Template template(Session.Row row) throws SQLException {
        Id id = new Id(row.number());
        String account = row.textOrNull();
        Content content = new Content(account == null ? null : new AccountId(account), row.text(), row.text(),
                row.text(), row.wordOrNull(Stage.class));
        return new Template(id, content, row.number(), row.small(), row.timeOrNull());
    }
}
