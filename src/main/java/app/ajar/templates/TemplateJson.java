package app.ajar.templates;

import app.ajar.templates.TemplateFile.Cells;
import app.ajar.templates.TemplateFile.Found;
import app.ajar.templates.TemplateFile.Reason;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Templates as JSON: {@code {"templates": [{"name": …, "text": …}]}}, or the list alone. */
final class TemplateJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String LIST = "templates";

    private TemplateJson() {}

    static byte[] write(List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectWriteContext pretty = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        try (JsonGenerator json = JSON.createGenerator(pretty, bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart(LIST);
            for (List<String> row : rows) {
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    if (!row.get(i).isEmpty()) {
                        json.writeStringProperty(TemplateFile.COLUMNS.get(i), row.get(i));
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** False when there is no list of templates in it. */
    static boolean read(String text, Found found) {
        boolean list = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            try {
                list = toList(json);
                if (list) {
                    rows(json, found);
                }
            } catch (JacksonException e) {
                System.getLogger(TemplateJson.class.getName()).log(System.Logger.Level.DEBUG, "broken JSON at line {0}",
                        json.currentLocation().getLineNr());
                if (list) {
                    found.bad(json.currentLocation().getLineNr(), Reason.BROKEN);
                }
            }
        }
        return list;
    }

    /** Goes to the list's beginning. */
    private static boolean toList(JsonParser json) {
        JsonToken token = json.nextToken();
        if (token != JsonToken.START_OBJECT) {
            return token == JsonToken.START_ARRAY;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            token = json.nextToken();
            if (LIST.equals(key)) {
                return token == JsonToken.START_ARRAY;
            }
            json.skipChildren();
        }
        return false;
    }

    private static void rows(JsonParser json, Found found) {
        JsonToken token = json.nextToken();
        while (token != JsonToken.END_ARRAY && token != null && !found.full()) {
            long line = json.currentTokenLocation().getLineNr();
            if (token == JsonToken.START_OBJECT) {
                row(json, line, found);
            } else {
                json.skipChildren();
                found.bad(line, Reason.NO_OBJECT);
            }
            token = json.nextToken();
        }
    }

    /** Null counts as missing; a number or a list in a cell's place makes the row a bad one. */
    private static void row(JsonParser json, long line, Found found) {
        Map<String, String> cells = new HashMap<>();
        boolean words = true;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                cells.put(key, json.getString());
            } else {
                words &= value == JsonToken.VALUE_NULL || !TemplateFile.COLUMNS.contains(key);
                json.skipChildren();
            }
        }
        if (words) {
            found.row(new Cells(line, cells.get("name"), cells.get("text"), cells.get("category"), cells.get("stage"),
                    cells.get("account")));
        } else {
            found.bad(line, Reason.NO_WORDS);
        }
    }
}
