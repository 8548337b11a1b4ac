package dev.mcpauthfix.runtime.http;

/**
 * What failed, and why in words: what was tried, what was expected, what to do.
 *
 * @param failing what failed
 * @param words one line, free of control characters
 */
record Diagnosis(Failing failing, String words) {}
