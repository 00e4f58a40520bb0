package dev.stagedoor.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Words that rooms share without depending on each other's behaviour: records, enums and sealed results, and the two
 * rooms of the domain made of nothing else than what all rooms say to each other, storage and events.
 */
final class Values {

    static final DescribedPredicate<JavaClass> SHARED_WORDS =
            DescribedPredicate.describe("shared words", type -> isValue(type) || isSharedRoom(type));

    private Values() {}

    private static boolean isValue(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || (type.isInterface() && type.reflect().isSealed());
    }

    private static boolean isSharedRoom(JavaClass type) {
        String name = type.getPackageName();
        return name.equals("dev.stagedoor.core.storage") || name.equals("dev.stagedoor.core.event");
    }
}
