/** The Instagram Graph API: requests, wire types, paging, failures as types. */
@NullMarked
package app.ajar.graph;

import org.jspecify.annotations.NullMarked;
