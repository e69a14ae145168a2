/**
 * What objects of Keras cost in steps, beyond the expression that makes or asks for them. A step is about a
 * microsecond.
 */

/** A layer: its arguments, its name, and what is later said of it. */
export const STEPS_OF_A_LAYER = 60;
/** A layer in a model: its row is described apart from those of every other model. */
export const STEPS_OF_A_ROW = 20;
/** A call of a model on other shapes calls each of its layers anew. */
export const STEPS_OF_A_RUN = 5;
/** A row that is described once more. */
export const STEPS_OF_A_SUMMARY = 2;
