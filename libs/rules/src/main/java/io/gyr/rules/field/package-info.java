/** What a rule can ask of an event: fields, their types and how they are read. */
@NullMarked
package io.gyr.rules.field;

import org.jspecify.annotations.NullMarked;
