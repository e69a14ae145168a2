import type { Rules } from '../definition.ts';
import { CONTROL_RULES } from './control.ts';
import { CREATION_RULES } from './creation.ts';
import { BINARY_RULES, UNARY_RULES } from './elementwise.ts';
import { FURTHER_RULES } from './further.ts';
import { FORMER_RULES } from './former.ts';
import { IMAGE_RULES } from './images.ts';
import { JOINING_RULES } from './joining.ts';
import { LINEAR_ALGEBRA_RULES } from './linear-algebra.ts';
import { NEURAL_RULES } from './neural.ts';
import { PRODUCT_RULES } from './products.ts';
import { REDUCTION_RULES } from './reductions.ts';
import { SELECTING_RULES } from './selecting.ts';
import { SHAPING_RULES } from './shaping.ts';
import { SIGNAL_RULES } from './signal.ts';
import { WINDOW_RULES } from './windows.ts';

/** Every operation's rule, by the class name of its row. */
export const RULES: Rules = {
  ...UNARY_RULES,
  ...BINARY_RULES,
  ...REDUCTION_RULES,
  ...SHAPING_RULES,
  ...JOINING_RULES,
  ...PRODUCT_RULES,
  ...SELECTING_RULES,
  ...WINDOW_RULES,
  ...NEURAL_RULES,
  ...LINEAR_ALGEBRA_RULES,
  ...SIGNAL_RULES,
  ...IMAGE_RULES,
  ...CREATION_RULES,
  ...CONTROL_RULES,
  ...FORMER_RULES,
  ...FURTHER_RULES,
};
