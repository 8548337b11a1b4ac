/**
 * The agent as MBeans (JMX), for the tools that a JVM is looked at with anyway. In the core's loader; nothing here is loaded before there is
 * an engine, or before the settings ask for it by {@code jmx=on}.
 */
@NullMarked
package dev.mcpauthfix.runtime.management;

import org.jspecify.annotations.NullMarked;
