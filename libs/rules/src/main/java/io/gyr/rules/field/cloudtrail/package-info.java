/** The source {@code aws_cloudtrail}: records of AWS CloudTrail. */
@NullMarked
package io.gyr.rules.field.cloudtrail;

import org.jspecify.annotations.NullMarked;
