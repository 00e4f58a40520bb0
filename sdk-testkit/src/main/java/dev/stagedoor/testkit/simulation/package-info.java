/**
 * Seeded simulation of money: random steps on a platform that dies at random points, a model run beside it, and the promises about money checked after every
 * step. {@link dev.stagedoor.testkit.simulation.SimulationMain} runs it for hours.
 */
@NullMarked
package dev.stagedoor.testkit.simulation;

import org.jspecify.annotations.NullMarked;
