package org.tavolo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the server, what each may import, and by which words no class is called. */
class HouseTest {

    private static final String HOUSE = "org.tavolo.";

    /** Each room with every room below it. */
    private static final Map<String, Set<String>> BELOW = Map.of(
        "app", Set.of("web", "store", "document", "live", "protocol", "people", "method", "board"),
        "web", Set.of("live", "protocol", "people", "method", "board"),
        "store", Set.of("live", "protocol", "people", "method", "board"),
        "document", Set.of("live", "protocol", "people", "method", "board"),
        "live", Set.of("protocol", "people", "method", "board"),
        "protocol", Set.of("people", "method", "board"),
        "people", Set.of("board"),
        "method", Set.of("board"),
        "board", Set.of());

    private static final Set<String> EMPTY_WORDS =
        Set.of("Impl", "Manager", "Helper", "Util", "Utils", "Service", "Data", "Info");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.tavolo");

    @Test
    void everyClassLivesInARoomAndNoRoomHasRoomsInside() {
        List<String> strays = PRODUCT.stream()
            .filter(type -> !BELOW.containsKey(type.getPackageName().replaceFirst("^org\\.tavolo\\.", "")))
            .map(JavaClass::getName)
            .toList();
        assertEquals(List.of(), strays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "web", "store", "document", "live", "protocol", "people", "method", "board"})
    void aRoomImportsOnlyFromRoomsBelowIt(String room) {
        String[] others = BELOW.keySet().stream()
            .filter(other -> !other.equals(room) && !BELOW.get(room).contains(other))
            .map(other -> HOUSE + other)
            .toArray(String[]::new);
        noClasses().that().resideInAPackage(HOUSE + room)
            .should().dependOnClassesThat().resideInAnyPackage(others)
            .allowEmptyShould(true)
            .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "live"})
    void theRoomsThatThinkUseTheJdkAlone(String room) {
        noClasses().that().resideInAPackage(HOUSE + room)
            .should().dependOnClassesThat(not(resideInAnyPackage("java..", "org.tavolo..")))
            .check(PRODUCT);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("org.tavolo.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void onlyTheStoreAndTheAppThatJoinsItKnowTheDatabase() {
        classes().that().resideOutsideOfPackages(HOUSE + "store", HOUSE + "app")
            .should().onlyDependOnClassesThat(not(resideInAnyPackage(
                "java.sql..", "javax.sql..", "io.vertx.sqlclient..", "io.vertx.pgclient..", "org.flywaydb..")))
            .check(PRODUCT);
    }

    @Test
    void noClassIsCalledByAWordThatSaysNothing() {
        List<String> faults = new ClassFileImporter().importPackages("org.tavolo").stream()
            .filter(type -> EMPTY_WORDS.contains(lastWord(type.getSimpleName())))
            .map(JavaClass::getName)
            .toList();
        assertEquals(List.of(), faults);
    }

    private static String lastWord(String name) {
        String[] words = name.split("(?<=[a-z0-9])(?=[A-Z])");
        return words[words.length - 1];
    }
}
