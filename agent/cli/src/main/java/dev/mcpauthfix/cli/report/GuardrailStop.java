package dev.mcpauthfix.cli.report;

import java.time.Instant;

/**
 * An experiment stopped itself in a JVM.
 *
 * @param time when
 * @param jvm where
 * @param reason which guardrail, with its figures; empty where the line does not say
 */
public record GuardrailStop(Instant time, String jvm, String reason) {}
