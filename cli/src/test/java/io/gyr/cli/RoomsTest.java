package io.gyr.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may know whom. Topics and tables are the contracts between the rooms; what the poms allow by
 * accident is forbidden here.
 */
@AnalyzeClasses(packages = "io.gyr", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule schemasKnowNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gyr.agent..",
              "io.gyr.alerts..",
              "io.gyr.api..",
              "io.gyr.cli..",
              "io.gyr.component..",
              "io.gyr.inspector..",
              "io.gyr.jobs..",
              "io.gyr.promql..",
              "io.gyr.rules..",
              "io.gyr.sinks..",
              "io.gyr.standalone..",
              "io.gyr.timeseries..");

  @ArchTest static final ArchRule alertsArePlainJava = plain("io.gyr.alerts..");

  @ArchTest static final ArchRule rulesArePlainJava = plain("io.gyr.rules..");

  @ArchTest static final ArchRule inspectorIsPlainJava = plain("io.gyr.inspector..");

  @ArchTest static final ArchRule scapIsPlainJava = plain("io.gyr.scap..");

  @ArchTest static final ArchRule captureIsPlainJava = plain("io.gyr.capture..");

  @ArchTest
  static final ArchRule scapKnowsOnlyFiles =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.scap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.gyr.rules..", "io.gyr.inspector..", "io.gyr.capture..");

  @ArchTest
  static final ArchRule captureKnowsNoAgent =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.capture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.gyr.agent..", "io.gyr.jobs..", "io.gyr.cli..");

  @ArchTest static final ArchRule timeSeriesArePlainJava = plain("io.gyr.timeseries..");

  @ArchTest static final ArchRule promqlIsPlainJava = plain("io.gyr.promql..");

  @ArchTest
  static final ArchRule noJobKnowsAnother =
      com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
          .matching("io.gyr.jobs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                  "io.gyr.jobs.runtime.."));

  @ArchTest
  static final ArchRule runtimeKnowsNoJobAndNoSink =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.jobs.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gyr.sinks..",
              "io.gyr.jobs.enrichment..",
              "io.gyr.jobs.rules..",
              "io.gyr.jobs.alerting..",
              "io.gyr.jobs.rollup..",
              "io.gyr.jobs.delivery..");

  @ArchTest
  static final ArchRule sinksKnowNoJobAndNoReader =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.sinks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gyr.agent..",
              "io.gyr.api..",
              "io.gyr.jobs.enrichment..",
              "io.gyr.jobs.rules..",
              "io.gyr.jobs.alerting..",
              "io.gyr.jobs.rollup..",
              "io.gyr.jobs.delivery..");

  @ArchTest
  static final ArchRule agentMeetsTheRestInTopicsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gyr.api..", "io.gyr.jobs..", "io.gyr.sinks..", "io.gyr.standalone..");

  @ArchTest
  static final ArchRule apiMeetsTheJobsInTopicsAndStoresOnly =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.gyr.agent..", "io.gyr.jobs..", "io.gyr.standalone..");

  @ArchTest
  static final ArchRule standaloneStartsProcessesAndKnowsNoneFromInside =
      noClasses()
          .that()
          .resideInAPackage("io.gyr.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gyr.agent..", "io.gyr.api..", "io.gyr.cli..", "io.gyr.jobs..", "io.gyr.sinks..");

  private static ArchRule plain(String room) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.gyr.schemas..", "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");
  }
}
