/** Names of users and groups, as each container knows them. */
@NullMarked
package io.gyr.inspector.user;

import org.jspecify.annotations.NullMarked;
