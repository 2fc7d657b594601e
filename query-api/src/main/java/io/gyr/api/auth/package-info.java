/** Bearer tokens: who may call the API. */
@NullMarked
package io.gyr.api.auth;

import org.jspecify.annotations.NullMarked;
