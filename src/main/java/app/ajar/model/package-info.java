/** Immutable facts and pure rules: ids, account, conversation, participant, message, reply window, names. */
@NullMarked
package app.ajar.model;

import org.jspecify.annotations.NullMarked;
