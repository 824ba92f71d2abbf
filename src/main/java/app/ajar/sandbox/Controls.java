package app.ajar.sandbox;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The controls over HTTP: each does what the method of {@link Sandbox} of the same name does. */
final class Controls {

    private final Sandbox sandbox;

    Controls(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Carries out {@code /_control/<what>}. @throws IllegalArgumentException with words for whoever called */
    ObjectNode answer(Call call) {
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        return done.put("token", sandbox.token());
    }
}
