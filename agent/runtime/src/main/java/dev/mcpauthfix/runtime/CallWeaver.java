package dev.mcpauthfix.runtime;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one instance method of reference parameters and a reference result.
 *
 * <pre>
 *   entry:   Object[] call = McpAuthFixBridge.enter(new Object[] {this, a, b});  a = (A) call[1];  b = (B) call[2];
 *   return:  return (R) McpAuthFixBridge.exit(result, new Object[] {this, a, b});
 * </pre>
 *
 * The second array is made anew because a local variable that holds the first one would need new stack map frames.
 */
final class CallWeaver extends MethodVisitor {

    private static final String BRIDGE = "java/lang/McpAuthFixBridge";
    private static final int INSERTED_STACK = 4;

    private final Type[] parameters;
    private final String result;
    private int returns;
    private boolean parametersKept = true;

    CallWeaver(MethodVisitor next, String descriptor) {
        super(Opcodes.ASM9, next);
        this.parameters = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor).getInternalName();
    }

    static boolean supports(String descriptor) {
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            if (parameter.getSort() < Type.ARRAY) {
                return false;
            }
        }
        return Type.getReturnType(descriptor).getSort() >= Type.ARRAY;
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
        if (opcode == Opcodes.ARETURN) {
            returns++;
            call();
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    BRIDGE,
                    "exit",
                    "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
                    false);
            super.visitTypeInsn(Opcodes.CHECKCAST, result);
        }
        super.visitInsn(opcode);
    }

    /** The inserts keep four values at most on top of what the method has there; computing the depth anew would cost more. */
    @Override
    public void visitMaxs(int stack, int locals) {
        super.visitMaxs(stack + INSERTED_STACK, locals);
    }

    /** Leaves {@code new Object[] {this, parameter...}} on the stack. */
    private void call() {
        super.visitIntInsn(Opcodes.BIPUSH, parameters.length + 1);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i <= parameters.length; i++) {
            super.visitInsn(Opcodes.DUP);
            super.visitIntInsn(Opcodes.BIPUSH, i);
            super.visitVarInsn(Opcodes.ALOAD, i);
            super.visitInsn(Opcodes.AASTORE);
        }
    }
}
