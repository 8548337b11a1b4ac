package dev.mcpauthfix.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom, where the Maven class path alone does not say it. */
@AnalyzeClasses(packages = "dev.mcpauthfix", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule ENGINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("dev.mcpauthfix.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.lang.instrument..", "java.nio.file..", "org.objectweb.asm..")
            .because("the engine is plain data in, a decision out: sockets, files and bytecode are the runtime's");

    @ArchTest
    static final ArchRule ENGINE_ASKS_A_CLOCK = noClasses()
            .that()
            .resideInAPackage("dev.mcpauthfix.engine..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .because("expiry and limits are tested with a Clock, and settings are read in one place");

    @ArchTest
    static final ArchRule NOBODY_LOOKS_UP_A_LOGGER = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.slf4j.LoggerFactory")
            .because("it searches by the application's system property and prints to the application's terminal");

    @ArchTest
    static final ArchRule ADAPTERS_STAND_ALONE = slices().matching("dev.mcpauthfix.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("dev.mcpauthfix.adapter.webclient"),
                    resideInAPackage("dev.mcpauthfix.adapter.reactornetty"))
            .because(
                    "each adapter lives in a class loader that sees its own library only; WebClient's may be Reactor Netty")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ADAPTERS_KNOW_THE_FACADE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.mcpauthfix.adapter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.mcpauthfix.runtime..", "dev.mcpauthfix.cli..", "dev.mcpauthfix.engine.*..")
            .because("an adapter translates; what it needs is the engine's front door");

    @ArchTest
    static final ArchRule RUNTIME_KNOWS_NO_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage("dev.mcpauthfix.runtime..", "dev.mcpauthfix.shim..", "dev.mcpauthfix.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "dev.mcpauthfix.adapter.*..")
            .because("the weaver finds its work by name and must not load what it patches");

    @ArchTest
    static final ArchRule ONLY_THE_REPORT_CALCULATES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.mcpauthfix.cli.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons..")
            .because("the library for it is in the commands' archive, which no application's JVM reads");

    @ArchTest
    static final ArchRule SHIM_DOES_AS_LITTLE_AS_POSSIBLE = noClasses()
            .that()
            .resideInAPackage("dev.mcpauthfix.shim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.logging..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.lang.management..",
                    "java.util.stream..")
            .because("it runs in every JVM with the flag, before the application chose its implementations of these");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("nothing here is made to be extended");
}
