package app.ajar.graph;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Notes whether something in a row was not understood, so that its JSON is kept. */
final class Oddities {

    private boolean any;

    void note() {
        any = true;
    }

    boolean any() {
        return any;
    }

    /** Notes keys that no part of Ajar knows, and a value that is no object where one is expected. */
    void unknownKeys(JsonNode node, Set<String> known) {
        if (Lenient.present(node) && (!node.isObject() || !known.containsAll(node.propertyNames()))) {
            note();
        }
    }
}
