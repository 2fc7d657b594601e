/** Query text into tokens. */
@NullMarked
package io.gyr.promql.lexer;

import org.jspecify.annotations.NullMarked;
