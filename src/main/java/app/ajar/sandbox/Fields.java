package app.ajar.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a caller asked for in {@code fields}: names, each with arguments ({@code .limit(5)}) and fields of its own in
 * braces, to any depth.
 *
 * @param name the field's name
 * @param arguments by name, as written
 * @param inner the fields asked of what is inside; empty when none were named
 */
record Fields(String name, Map<String, String> arguments, List<Fields> inner) {

    Fields {
        arguments = Map.copyOf(arguments);
        inner = List.copyOf(inner);
    }

    /** Reads a field list; an empty text gives none. @throws Refusal with code 2500 at a syntax error */
    static List<Fields> parse(String text) {
        Reader reader = new Reader(text);
        reader.skipSpace();
        if (reader.atEnd()) {
            return List.of();
        }
        List<Fields> fields = reader.list();
        if (!reader.atEnd()) {
            throw reader.wrong("Expected end of string instead of \"" + reader.peek() + "\".");
        }
        return fields;
    }

    /** A kind of object that has fields; the inner kind of a field is null where the field is a plain value. */
    enum Node {
        ACCOUNT("IGUser",
                "id user_id username name account_type profile_picture_url followers_count follows_count media_count"),
        PROFILE(
                "IGBusinessScopedID",
                "id name username profile_pic follower_count is_user_follow_business is_business_follow_user is_verified_user"),
        CONVERSATION(
                "UnifiedThread", "id updated_time participants:USER messages:MESSAGE is_owner"),
        USER(
                "User", "id username"),
        MESSAGE("Message",
                "id created_time from:USER to:USER message attachments:ATTACHMENT shares:SHARE story:STORY "
                        + "reactions:REACTION reply_to:REPLY is_unsupported tags:TAG"),
        ATTACHMENT(
                "Attachment",
                "id name mime_type size image_data:IMAGE video_data:VIDEO file_url generic_template"),
        IMAGE(
                "ImageData",
                "url preview_url width height max_width max_height render_as_sticker animated_gif_url "
                        + "animated_gif_preview_url"),
        VIDEO(
                "VideoData",
                "url preview_url width height length video_type rotation"),
        SHARE(
                "Share",
                "id link name description template"),
        STORY(
                "Story",
                "mention:LINK reply_to:LINK"),
        LINK(
                "StoryLink",
                "id link"),
        REACTION(
                "Reaction",
                "reaction users:USER"),
        REPLY(
                "ReplyTo",
                "mid is_self_reply"),
        TAG(
                "Tag",
                "name");

        private final String metaName;
        private final String fields;

        Node(String metaName, String fields) {
            this.metaName = metaName;
            this.fields = fields;
        }

        private Map<String, String> kinds() {
            Map<String, String> kinds = new LinkedHashMap<>();
            for (String field : fields.split(" ", -1)) {
                int colon = field.indexOf(':');
                kinds.put(colon < 0 ? field : field.substring(0, colon), colon < 0 ? "" : field.substring(colon + 1));
            }
            return kinds;
        }
    }

    /**
     * Refuses with code 100, as Meta does, when any field at any depth does not exist; the whole call fails for it.
     *
     * @param refused names that this server does not know though others do
     */
    static void check(List<Fields> asked, Node node, Set<String> refused) {
        Map<String, String> kinds = KINDS.getOrDefault(node, Map.of());
        for (Fields field : asked) {
            String kind = kinds.get(field.name());
            if (kind == null || refused.contains(field.name())) {
                throw Refusal.noSuchField(field.name(), node.metaName);
            }
            if (!field.inner().isEmpty() && !kind.isEmpty()) {
                check(field.inner(), Node.valueOf(kind), refused);
            } else if (!field.inner().isEmpty() && !OPEN.contains(field.name())) {
                throw Refusal.badParameter("Subfields are not supported by " + field.name());
            }
        }
    }

    private static final Set<String> OPEN = Set.of("template", "generic_template");
    private static final Map<Node, Map<String, String>> KINDS = new EnumMap<>(Node.class);

    static {
        for (Node node : Node.values()) {
            KINDS.put(node, node.kinds());
        }
    }

    private static final class Reader {
        private static final int DEEPEST = 10;

        private final String text;
        private int at;
        private int depth;

        Reader(String text) {
            this.text = text;
        }

        List<Fields> list() {
            if (++depth > DEEPEST) {
                throw wrong("Too many levels of field expansion.");
            }
            List<Fields> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (take(','));
            depth--;
            return fields;
        }

        private Fields field() {
            String name = name();
            Map<String, String> arguments = new LinkedHashMap<>();
            while (take('.')) {
                String argument = name();
                expect('(');
                int from = at;
                while (!atEnd() && peek() != ')') {
                    at++;
                }
                String value = text.substring(from, at).strip();
                expect(')');
                arguments.put(argument, value);
            }
            List<Fields> inner = List.of();
            if (take('{')) {
                inner = list();
                expect('}');
            }
            return new Fields(name, arguments, inner);
        }

        private String name() {
            skipSpace();
            int from = at;
            while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
                at++;
            }
            if (from == at) {
                throw wrong("Expected name.");
            }
            String name = text.substring(from, at);
            skipSpace();
            return name;
        }

        private boolean take(char wanted) {
            skipSpace();
            if (atEnd() || peek() != wanted) {
                return false;
            }
            at++;
            skipSpace();
            return true;
        }

        private void expect(char wanted) {
            if (!take(wanted)) {
                throw wrong("Expected \"" + wanted + "\".");
            }
        }

        boolean atEnd() {
            return at >= text.length();
        }

        char peek() {
            return text.charAt(at);
        }

        void skipSpace() {
            while (!atEnd() && Character.isWhitespace(peek())) {
                at++;
            }
        }

        Refusal wrong(String what) {
            return new Refusal(400, 2500, 0, "OAuthException",
                    "Syntax error \"" + what + "\" at character " + at + ": " + text);
        }
    }
}
