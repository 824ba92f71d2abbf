package app.ajar.sandbox;

/** An answer in Meta's error form; thrown where the sandbox decides to refuse. */
final class Refusal extends RuntimeException {

    private static final String IG = "IGApiException";
    private static final String OAUTH = "OAuthException";

    private final int status;
    private final int code;
    private final int subcode;
    private final String type;

    /**
     * @param status the HTTP status
     * @param code Meta's code
     * @param subcode Meta's subcode, 0 for none
     * @param type {@code IGApiException} or {@code OAuthException}
     */
    Refusal(int status, int code, int subcode, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.subcode = subcode;
        this.type = type;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    int subcode() {
        return subcode;
    }

    String type() {
        return type;
    }

    /** The message, never absent. */
    String words() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    static Refusal badToken() {
        return new Refusal(400, 190, 0, IG, "Invalid OAuth 2.0 Access Token");
    }

    static Refusal deadToken(int subcode, String why) {
        return new Refusal(400, 190, subcode, OAUTH, "Error validating access token: " + why);
    }

    static Refusal noSuchField(String field, String node) {
        return new Refusal(400, 100, 0, IG,
                "(#100) Tried accessing nonexisting field (" + field + ") on node type (" + node + ")");
    }

    static Refusal badParameter(String message) {
        return new Refusal(400, 100, 0, IG, "(#100) " + message);
    }

    static Refusal noSuchObject(String id) {
        return new Refusal(400, 100, 33, IG, "Unsupported get request. Object with ID '" + id + "' does not exist, "
                + "cannot be loaded due to missing permissions, or does not support this operation.");
    }

    /** What every call answers while the tester role is missing. */
    static Refusal unsupported(String method) {
        return new Refusal(400, 100, 0, IG, "Unsupported request - method type: " + method);
    }

    /** Unsent, or older than the newest 20: Meta answers the same for both. */
    static Refusal deletedMessage() {
        return new Refusal(400, 9000001, 0, OAUTH, "This Message has been deleted by the user or the business");
    }

    static Refusal accessSwitchedOff() {
        return new Refusal(400, 200, 2534041, IG,
                "(#200) The account owner has disabled access to instagram direct messages.");
    }

    static Refusal consentMissing() {
        return new Refusal(403, 230, 0, IG, "(#230) User consent is required to access user profile.");
    }

    static Refusal outsideWindow() {
        return new Refusal(403, 10, 2534022, IG, "(#10) This message is sent outside of allowed window.");
    }

    static Refusal personUnavailable() {
        return new Refusal(400, 551, 1545041, IG, "(#551) This person isn't available right now.");
    }

    static Refusal noMatchingUser() {
        return new Refusal(400, 100, 2534014, IG, "(#100) The requested user cannot be found.");
    }

    static Refusal tooManyCalls(int code) {
        return code == 4
                ? new Refusal(403, 4, 0, OAUTH, "(#4) Application request limit reached")
                : new Refusal(400, 613, 2534040, OAUTH, "(#613) Calls to this api have exceeded the rate limit.");
    }
}
