package app.ajar.sandbox.world;

/** The invented shop whose inbox this is. */
public final class Account {

    /** The professional account's id, the one in {@code participants}. */
    public static final String ID = "17841405309211844";
    /** The account's other id, scoped to the app. */
    public static final String APP_SCOPED_ID = "26104987315527193";
    /** As in {@code participants}. */
    public static final String USERNAME = "northbound.co";
    /** The name shown. */
    public static final String NAME = "Northbound";
    /** As the wire writes it; the documents say {@code Business}. */
    public static final String TYPE = "BUSINESS";
    /** How many follow it. */
    public static final int FOLLOWERS = 48_210;
    /** How many it follows. */
    public static final int FOLLOWS = 612;
    /** How many posts it has. */
    public static final int POSTS = 947;

    private Account() {}
}
