package dev.mcpauthfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

class WeaverTest {

    @Nested
    class OnThisJdksHttpClient {

        private final byte[] woven =
                Objects.requireNonNull(Weaver.weave(httpClientImpl(), List.of(Sites.JAVA_NET_HTTP)));

        @Test
        void entersOnceAndLeavesBeforeEachReturn() {
            List<String> original = calls(httpClientImpl(), Sites.JAVA_NET_HTTP);
            List<String> calls = calls(woven, Sites.JAVA_NET_HTTP);

            assertThat(calls).containsOnlyOnce("enter");
            assertThat(calls.stream().filter("exit"::equals).count())
                    .isPositive()
                    .isEqualTo(calls.stream().filter("return"::equals).count())
                    .isEqualTo(original.stream().filter("return"::equals).count());
        }

        @Test
        void verifies() {
            StringWriter problems = new StringWriter();
            CheckClassAdapter.verify(
                    new ClassReader(woven), HttpClient.class.getClassLoader(), false, new PrintWriter(problems));

            assertThat(problems.toString()).isEmpty();
        }

        @Test
        void changesNoOtherMethod() {
            Site none = new Site("none", Sites.JAVA_NET_HTTP.className(), "send", "()V", "none");
            for (String method : List.of("send", "facade", "start", "isSecure")) {
                Site other = new Site("other", none.className(), method, "*", "none");
                assertThat(calls(woven, other)).isEqualTo(calls(httpClientImpl(), other));
            }
        }
    }

    @Nested
    class LeavesAClassAlone {

        @Test
        void thatLacksTheMethod() {
            assertThat(Weaver.weave(
                            classFile(Lookalikes.class), site("absent", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void whoseMethodHasAnotherDescriptor() {
            assertThat(Weaver.weave(classFile(Lookalikes.class), site("fitting", "()Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void whoseMethodIsStatic() {
            assertThat(Weaver.weave(
                            classFile(Lookalikes.class), site("fixed", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void whoseMethodReusesAParameterForSomethingElse() {
            assertThat(Weaver.weave(
                            classFile(Lookalikes.class), site("reusing", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void whoseMethodTakesAPrimitive() {
            assertThat(Weaver.weave(classFile(Lookalikes.class), site("primitive", "(I)Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void whoseMethodNeverReturns() {
            assertThat(Weaver.weave(
                            classFile(Lookalikes.class), site("throwing", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                    .isNull();
        }

        @Test
        void thatHasOneOfItsTwoSitesOnly() {
            List<Site> both = new ArrayList<>(site("fitting", "(Ljava/lang/Object;)Ljava/lang/Object;"));
            both.addAll(site("absent", "()V"));

            assertThat(Weaver.weave(classFile(Lookalikes.class), both)).isNull();
        }

        @Test
        void thatHasNoneOfItsOptionalSites() {
            assertThat(Weaver.weave(classFile(Lookalikes.class), optional("absent")))
                    .isNull();
        }

        @Test
        void butNotForTheLackOfAnOptionalSite() {
            List<Site> both = new ArrayList<>(site("fitting", "(Ljava/lang/Object;)Ljava/lang/Object;"));
            both.addAll(optional("absent"));

            assertThat(Weaver.weave(classFile(Lookalikes.class), both)).isNotNull();
        }

        @Test
        void whoseMethodReturnsANumber() {
            assertThat(Weaver.weave(classFile(Lookalikes.class), site("counting", "()I")))
                    .isNull();
        }

        @Test
        void butWeavesTheOneThatFits() {
            assertThat(Weaver.weave(
                            classFile(Lookalikes.class), site("fitting", "(Ljava/lang/Object;)Ljava/lang/Object;")))
                    .isNotNull();
        }

        private List<Site> optional(String method) {
            return List.of(new Site("test", Lookalikes.class.getName().replace('.', '/'), method, "()V", "none", true));
        }

        private List<Site> site(String method, String descriptor) {
            return List.of(new Site("test", Lookalikes.class.getName().replace('.', '/'), method, descriptor, "none"));
        }
    }

    /** Methods that are almost what a site describes. */
    @SuppressWarnings("unused")
    private static final class Lookalikes {
        Object fitting(Object argument) {
            return argument;
        }

        static Object fixed(Object argument) {
            return argument;
        }

        Object reusing(Object argument) {
            argument = argument.toString();
            return argument;
        }

        Object primitive(int argument) {
            return argument;
        }

        int counting() {
            return 1;
        }

        Object throwing(Object argument) {
            throw new IllegalStateException(argument.toString());
        }
    }

    private static byte[] httpClientImpl() {
        try (InputStream in =
                HttpClient.class.getModule().getResourceAsStream(Sites.JAVA_NET_HTTP.className() + ".class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static byte[] classFile(Class<?> type) {
        try (InputStream in =
                type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The bridge calls and returns of the site's method, or every call of the methods of that name for descriptor "*". */
    private static List<String> calls(byte[] classFile, Site site) {
        List<String> calls = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                boolean any = site.descriptor().equals("*");
                                return name.equals(site.method()) && (any || descriptor.equals(site.descriptor()))
                                        ? new CallRecorder(calls, any)
                                        : null;
                            }
                        },
                        0);
        return calls;
    }

    private static final class CallRecorder extends MethodVisitor {
        private final List<String> calls;
        private final boolean all;

        CallRecorder(List<String> calls, boolean all) {
            super(Opcodes.ASM9);
            this.calls = calls;
            this.all = all;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (all || owner.equals("java/lang/McpAuthFixBridge")) {
                calls.add(name);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                calls.add("return");
            }
        }
    }
}
