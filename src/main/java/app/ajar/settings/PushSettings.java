package app.ajar.settings;

/**
 * Where one account's pushes come from: a Supabase project that receives Meta's webhooks. Nothing in here is secret; the
 * project's key and who signs in are kept with the tokens.
 *
 * @param project the project's address, for example {@code https://abcd.supabase.co}
 * @param source what is listened to
 * @param topic the broadcast topic
 * @param privateTopic whether the topic lets only those in whom a policy allows
 * @param tables the tables, for {@link Source#TABLES}
 */
public record PushSettings(String project, Source source, String topic, boolean privateTopic, Tables tables) {

    /** What {@code packaging/supabase} sets up. */
    public static final String TOPIC = "instagram";

    /** A new set-up. */
    public static final PushSettings DEFAULTS = new PushSettings("", Source.BROADCAST, TOPIC, true, Tables.DEFAULTS);

    /** What is listened to. */
    public enum Source {
        /** Webhook payloads as Meta sent them, broadcast by an edge function. */
        BROADCAST,
        /** Rows that an edge function, or whatever else, writes. */
        TABLES
    }

    /**
     * Where messages and conversations are kept, and what their columns are called. A column may be missing from a row; the
     * person's, or the conversation's, is what a push is of use with.
     *
     * @param messages the table of messages
     * @param conversations the table of conversations; empty for none
     * @param message column of Meta's id of the message
     * @param conversation column, of both tables, of Meta's id of the conversation; of {@code conversations}, {@code id} is
     *        looked at too
     * @param sender column of the id of who wrote it
     * @param recipient column of the id of whom it was written to
     * @param account column, of both tables, of the id of our account
     * @param time column of when it was written
     */
    public record Tables(String schema, String messages, String conversations, String message, String conversation,
            String sender, String recipient, String account, String time) {

        /** The usual names. */
        public static final Tables DEFAULTS = new Tables("public", "messages", "conversations", "message_id",
                "conversation_id", "sender_id", "recipient_id", "account_id", "created_at");
    }

    public PushSettings withProject(String address) {
        return new PushSettings(address, source, topic, privateTopic, tables);
    }
}
