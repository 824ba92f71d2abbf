package app.ajar.graph;

import java.util.List;

/**
 * The ladder of field sets. One unknown field fails a whole call (code 100), so each rung leaves out what is least
 * certain to exist: {@code reply_to} is not on Instagram's pages, {@code is_unsupported} and {@code reactions} came late.
 */
final class FieldSets {

    private static final List<String> MESSAGE = List.of(
            "id,created_time,from,to,message,is_unsupported,attachments,shares{link,name,description,template},story,reactions,reply_to",
            "id,created_time,from,to,message,is_unsupported,attachments,shares{link,name,description,template},story,reactions",
            "id,created_time,from,to,message,attachments,shares,story",
            "id,created_time,from,to,message,attachments",
            "id,created_time,from,to,message");

    /** Meta gives details of the newest 20 messages alone. */
    static final int NEWEST = 20;

    /** The last rung of message fields. */
    static final int LAST_MESSAGE = MESSAGE.size() - 1;

    /** One more than messages have: the list without nested messages, or a thread without a nested limit. */
    static final int LAST = MESSAGE.size();

    private static final List<String> ME = List.of("user_id,username,name,account_type,profile_picture_url,id",
            "user_id,username", "id,username");

    static final int LAST_ME = ME.size() - 1;

    private static final List<String> PROFILE = List.of(
            "name,username,profile_pic,follower_count,is_user_follow_business,is_business_follow_user,is_verified_user",
            "name,username,profile_pic", "name,username");

    static final int LAST_PROFILE = PROFILE.size() - 1;

    private FieldSets() {}

    static String message(int rung) {
        return MESSAGE.get(rung);
    }

    static String conversation(int rung) {
        String own = "id,updated_time,participants";
        return rung >= LAST ? own : own + ",messages.limit(" + NEWEST + "){" + message(rung) + "}";
    }

    static String thread(int rung) {
        String nested = rung >= LAST
                ? "messages{" + message(LAST_MESSAGE) + "}"
                : "messages.limit(" + NEWEST + "){" + message(rung) + "}";
        return "updated_time,participants," + nested;
    }

    static String me(int rung) {
        return ME.get(rung);
    }

    static String profile(int rung) {
        return PROFILE.get(rung);
    }
}
