/** YAML that remembers where every value stood. */
@NullMarked
package io.gyr.rules.yaml;

import org.jspecify.annotations.NullMarked;
