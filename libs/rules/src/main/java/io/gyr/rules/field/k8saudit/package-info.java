/** The source {@code k8s_audit}: audit events of the Kubernetes API server. */
@NullMarked
package io.gyr.rules.field.k8saudit;

import org.jspecify.annotations.NullMarked;
