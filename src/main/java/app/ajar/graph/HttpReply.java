package app.ajar.graph;

import okhttp3.Headers;
import okio.ByteString;

/** What came back over HTTP, before anyone asked what it means. */
sealed interface HttpReply {

    /** A whole answer, whatever its status. */
    record Answered(int status, Headers headers, ByteString body) implements HttpReply {}

    /** None, or one that broke off. */
    record NoAnswer(GraphFailure failure) implements HttpReply {}
}
