package dev.stagedoor.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One wall of the house.
 *
 * @param name what it holds apart
 * @param rule how the build checks it
 * @param planted classes of the test sources that break it, each of which the rule must report
 */
record Wall(String name, ArchRule rule, List<Class<?>> planted) {

    Wall(String name, ArchRule rule, Class<?>... planted) {
        this(name, rule.allowEmptyShould(true), List.of(planted));
    }

    @Override
    public String toString() {
        return name;
    }
}
