package dev.mcpauthfix.runtime;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one instance method of reference parameters that returns a reference, a boolean or nothing.
 *
 * <pre>
 *   entry:   Object[] call = McpAuthFixBridge.enter(new Object[] {this, a, b, "method"});  a = (A) call[1];  b = (B) call[2];
 *   return:  return (R) McpAuthFixBridge.exit(result, new Object[] {this, a, b, "method"});
 * </pre>
 *
 * The second array is made anew because a local variable that holds the first one would need new stack map frames.
 */
final class CallWeaver extends MethodVisitor {

    private static final String BRIDGE = "java/lang/McpAuthFixBridge";
    private static final String BOOLEAN = "java/lang/Boolean";
    private static final int INSERTED_STACK = 5;

    private final String name;
    private final Type[] parameters;
    private final Type result;
    private int returns;
    private boolean parametersKept = true;

    CallWeaver(MethodVisitor next, String name, String descriptor) {
        super(Opcodes.ASM9, next);
        this.name = name;
        this.parameters = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
    }

    static boolean supports(String descriptor) {
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            if (parameter.getSort() < Type.ARRAY) {
                return false;
            }
        }
        int result = Type.getReturnType(descriptor).getSort();
        return result >= Type.ARRAY || result == Type.VOID || result == Type.BOOLEAN;
    }

    /** Whether the woven method returns somewhere and never reuses a parameter's slot for something else. */
    boolean fits() {
        return returns > 0 && parametersKept;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        call();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "enter", "([Ljava/lang/Object;)[Ljava/lang/Object;", false);
        for (int i = 1; i <= parameters.length; i++) {
            super.visitInsn(Opcodes.DUP);
            super.visitIntInsn(Opcodes.BIPUSH, i);
            super.visitInsn(Opcodes.AALOAD);
            super.visitTypeInsn(Opcodes.CHECKCAST, parameters[i - 1].getInternalName());
            super.visitVarInsn(Opcodes.ASTORE, i);
        }
        super.visitInsn(Opcodes.POP);
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
        parametersKept &= opcode < Opcodes.ISTORE || opcode > Opcodes.ASTORE || slot > parameters.length;
        super.visitVarInsn(opcode, slot);
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.ARETURN -> {
                exit();
                super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            }
            case Opcodes.IRETURN -> {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, BOOLEAN, "valueOf", "(Z)Ljava/lang/Boolean;", false);
                exit();
                super.visitTypeInsn(Opcodes.CHECKCAST, BOOLEAN);
                super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BOOLEAN, "booleanValue", "()Z", false);
            }
            case Opcodes.RETURN -> {
                super.visitInsn(Opcodes.ACONST_NULL);
                exit();
                super.visitInsn(Opcodes.POP);
            }
            default -> {}
        }
        super.visitInsn(opcode);
    }

    /** Replaces the result on the stack by what the bridge answers. */
    private void exit() {
        returns++;
        call();
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                BRIDGE,
                "exit",
                "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
                false);
    }

    /** The inserts keep five values at most on top of what the method has there; computing the depth anew would cost more. */
    @Override
    public void visitMaxs(int stack, int locals) {
        super.visitMaxs(stack + INSERTED_STACK, locals);
    }

    /** Leaves {@code new Object[] {this, parameter..., name}} on the stack. */
    private void call() {
        int size = parameters.length + 2;
        super.visitIntInsn(Opcodes.BIPUSH, size);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < size; i++) {
            super.visitInsn(Opcodes.DUP);
            super.visitIntInsn(Opcodes.BIPUSH, i);
            if (i <= parameters.length) {
                super.visitVarInsn(Opcodes.ALOAD, i);
            } else {
                super.visitLdcInsn(name);
            }
            super.visitInsn(Opcodes.AASTORE);
        }
    }
}
