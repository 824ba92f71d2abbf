package app.ajar.push;

import app.ajar.settings.PushSettings.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns what came over the line into hints for one account: Meta's webhook payloads, and rows of tables. What is for
 * another account, or for nobody, gives none.
 */
final class HintReader {

    /** Meta's batches have at most 1,000 updates (webhooks page). */
    private static final int MOST_EVENTS = 1_000;

    private final String account;
    private final Tables tables;

    HintReader(String account, Tables tables) {
        this.account = account;
        this.tables = tables;
    }

    /** A webhook payload: {@code entry[].messaging[]}, {@code standby[]} or {@code changes[]}, perhaps in a list of such. */
    List<PushHint> webhook(JsonNode payload) {
        List<PushHint> hints = new ArrayList<>();
        if (payload.isArray()) {
            payload.forEach(each -> entries(each, hints));
        } else {
            entries(payload, hints);
        }
        return hints;
    }

    private void entries(JsonNode payload, List<PushHint> hints) {
        for (JsonNode entry : payload.path("entry")) {
            String owner = Json.id(entry.path("id"));
            entry.path("messaging").forEach(event -> add(owner, event, hints));
            entry.path("standby").forEach(event -> add(owner, event, hints));
            entry.path("changes").forEach(change -> add(owner, change.path("value"), hints));
        }
    }

    private void add(@Nullable String owner, JsonNode event, List<PushHint> hints) {
        String sender = Json.id(event.path("sender").path("id"));
        String recipient = Json.id(event.path("recipient").path("id"));
        boolean ours = account.equals(sender) || account.equals(recipient) || account.equals(owner);
        String person = account.equals(sender) ? recipient : sender;
        if (!ours || person == null || hints.size() >= MOST_EVENTS) {
            return;
        }
        hints.add(hint(event, new PushHint.About(person, null)));
    }

    private static PushHint hint(JsonNode event, PushHint.About about) {
        JsonNode message = event.path("message");
        if (message.isObject()) {
            String id = Json.id(message.path("mid"));
            return message.path("is_deleted").asBoolean(false)
                    ? new PushHint.Unsent(about, id)
                    : new PushHint.Written(about, id, Json.time(event.path("timestamp")));
        }
        if (event.path("reaction").isObject()) {
            return new PushHint.Reacted(about);
        }
        return event.path("read").isObject() ? new PushHint.Seen(about) : new PushHint.Changed(about);
    }

    /** A change of a row, as the {@code data} of {@code postgres_changes} tells it. */
    List<PushHint> row(JsonNode data) {
        String table = Json.text(data.path("table"));
        boolean message = table.equals(tables.messages());
        if (table.isEmpty() || (!message && !table.equals(tables.conversations()))) {
            return List.of();
        }
        String type = Json.text(data.path("type"));
        boolean gone = type.equals("DELETE");
        JsonNode row = data.path(gone ? "old_record" : "record");
        String owner = column(row, tables.account());
        String sender = column(row, tables.sender());
        String recipient = column(row, tables.recipient());
        if (owner == null ? foreign(sender, recipient) : !owner.equals(account)) {
            return List.of();
        }
        String conversation = column(row, tables.conversation());
        if (conversation == null && !message) {
            conversation = column(row, "id");
        }
        PushHint.About about = new PushHint.About(account.equals(sender) ? recipient : sender, conversation);
        if (!message || !type.equals("INSERT")) {
            return List.of(message && gone
                    ? new PushHint.Unsent(about, column(row, tables.message()))
                    : new PushHint.Changed(about));
        }
        return List.of(new PushHint.Written(about, column(row, tables.message()), Json.time(row.path(tables.time()))));
    }

    /** Both sides are named, and neither is this account. */
    private boolean foreign(@Nullable String sender, @Nullable String recipient) {
        return sender != null && recipient != null && !sender.equals(account) && !recipient.equals(account);
    }

    private static @Nullable String column(JsonNode row, String name) {
        return name.isEmpty() ? null : Json.id(row.path(name));
    }
}
