/**
 * The few classes of ours that an application's class path can see: premain, agentmain, the name gate and the core's loader.
 * Java 8 bytecode on the system loader; see JSR 163 (java.lang.instrument).
 */
package dev.mcpauthfix.shim;
