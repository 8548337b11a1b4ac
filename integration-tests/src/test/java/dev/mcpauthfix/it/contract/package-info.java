/**
 * What every HTTP stack's adapter must keep: healed calls look like any good answer, and all others are byte for byte what they
 * are without the agent. A stack joins with one {@link dev.mcpauthfix.it.contract.Caller}; {@code ContractProgram} runs it in a
 * forked JVM and takes its orders as lines of JSON.
 */
@NullMarked
package dev.mcpauthfix.it.contract;

import org.jspecify.annotations.NullMarked;
