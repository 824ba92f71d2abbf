package app.ajar.model;

/**
 * Why Meta does not let an account work, each with its own cure.
 * Codes: https://developers.facebook.com/docs/graph-api/guides/error-handling and the Messenger Platform's error codes.
 */
public enum AccessProblem {
    /** 190 without a known subcode, or 102. */
    TOKEN_INVALID,
    /** 190/463. */
    TOKEN_EXPIRED,
    /** 190/460. */
    PASSWORD_CHANGED,
    /** 190/458. */
    APP_REMOVED,
    /** 190/459 and 190/490. */
    CHECKPOINT,
    /** 190/464. */
    USER_UNCONFIRMED,
    /** 190/492. */
    SESSION_INVALID,
    /** 200/2534041: "Allow access to messages" is off on the phone. */
    MESSAGE_ACCESS_OFF,
    /** 200 of any other kind: a permission or role is missing. */
    PERMISSION_MISSING,
    /** 100 on every call: the account lacks the Instagram Tester role or has not accepted it. */
    TESTER_ROLE_MISSING,
    /** 36103. */
    ACCOUNT_NOT_ELIGIBLE,
    /** 10/1893063, 368, 100/2534029: Meta has restricted the business for a time. */
    BUSINESS_RESTRICTED,
    /** 10/2534077: link or two-factor problem. */
    TWO_FACTOR_PROBLEM,
    /** 100/2534037, 100/2018300: another app owns the conversations. */
    HANDLED_ELSEWHERE
}
