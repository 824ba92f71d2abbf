package app.ajar.settings;

import app.ajar.settings.PushSettings.Source;
import app.ajar.settings.PushSettings.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code push.json} of a data folder: where the pushes of each account come from. Apart from the settings, because it
 * goes with its account, and because no window waits for it. Every call reads the file, which others may have written; not for the
 * toolkit's thread.
 */
public final class PushFile {

    private static final System.Logger LOG = System.getLogger(PushFile.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final long MOST_BYTES = 1 << 20;
    private static final int LONGEST = 500;

    private final Path file;

    public PushFile(Path folder) {
        this.file = folder.resolve("push.json");
    }

    /** Where this account's pushes come from; empty when it has none. */
    public synchronized Optional<PushSettings> find(String account) {
        return Optional.ofNullable(load().get(account));
    }

    /** @throws IOException when it could not be written; nothing changed */
    public synchronized void put(String account, PushSettings settings) throws IOException {
        Map<String, PushSettings> next = load();
        next.put(account, settings);
        write(next);
    }

    /** @throws IOException when it could not be written; nothing changed */
    public synchronized void remove(String account) throws IOException {
        Map<String, PushSettings> next = load();
        if (next.remove(account) != null) {
            write(next);
        }
    }

    private void write(Map<String, PushSettings> next) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        next.forEach((account, settings) -> root.set(account, json(settings)));
        OwnerFile.write(file, JSON.writeValueAsBytes(root));
    }

    private Map<String, PushSettings> load() {
        Map<String, PushSettings> all = new LinkedHashMap<>();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("too large to be ours");
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            root.propertyStream().filter(each -> each.getValue().isObject())
                    .forEach(each -> all.put(each.getKey(), settings(each.getValue())));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "no push is set up");
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "push.json could not be read, push is off: {0}",
                    e.getClass().getSimpleName());
        }
        return all;
    }

    private static ObjectNode json(PushSettings settings) {
        Tables tables = settings.tables();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("project", settings.project())
                .put("source", settings.source().name()).put("topic", settings.topic())
                .put("privateTopic", settings.privateTopic());
        json.set("tables",
                JsonNodeFactory.instance.objectNode().put("schema", tables.schema()).put("messages", tables.messages())
                        .put("conversations", tables.conversations()).put("message", tables.message())
                        .put("conversation", tables.conversation()).put("sender", tables.sender())
                        .put("recipient", tables.recipient()).put("account", tables.account())
                        .put("time", tables.time()));
        return json;
    }

    private static PushSettings settings(JsonNode json) {
        JsonNode from = json.path("tables");
        Tables usual = Tables.DEFAULTS;
        Tables tables = new Tables(text(from, "schema", usual.schema()), text(from, "messages", usual.messages()),
                text(from, "conversations", usual.conversations()), text(from, "message", usual.message()),
                text(from, "conversation", usual.conversation()), text(from, "sender", usual.sender()),
                text(from, "recipient", usual.recipient()), text(from, "account", usual.account()),
                text(from, "time", usual.time()));
        return new PushSettings(text(json, "project", ""),
                "TABLES".equals(text(json, "source", "")) ? Source.TABLES : Source.BROADCAST,
                text(json, "topic", PushSettings.TOPIC), json.path("privateTopic").asBoolean(true), tables);
    }

    private static String text(JsonNode from, String name, String otherwise) {
        JsonNode value = from.path(name);
        return value.isString() && value.stringValue().length() <= LONGEST ? value.stringValue() : otherwise;
    }
}
