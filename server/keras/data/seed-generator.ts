/** `keras.random.SeedGenerator(seed)`: the layer that holds one has its state among its variables, not its weights. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, FALSE, NativeFunction, NONE, str, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';

const SHAPE = [2];
const NAME = 'seed_generator_state';

/** Two numbers that every use changes. */
export class SeedState extends ArrayValue {
  constructor() {
    super({ shape: SHAPE, dtype: 'int64', library: 'tensorflow', reason: words`every use changes it` });
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'trainable':
        return FALSE;
      case 'name':
        return str(NAME);
      // Generators are counted over the whole program, those of layers too.
      case 'path':
        return interpreter.unknown('the number of the seed generator is not followed');
      default:
        return super.getAttribute(interpreter, name);
    }
  }
}

export class SeedGenerator extends HostValue {
  readonly typeName = 'SeedGenerator';
  readonly state = new SeedState();
  private readonly seed: Value;
  constructor(seed: Value) {
    super();
    this.seed = seed;
  }
  override pythonClass(): ClassValue {
    return seedGeneratorClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'state':
        return this.state;
      case 'seed':
      case '_initial_seed':
        return this.seed;
      case 'next':
        return new NativeFunction(name, () => new SeedState());
      default:
        return interpreter.unknown(words`${name} of a seed generator is not followed`);
    }
  }
}

export const seedGeneratorClass = new ClassValue({
  name: 'SeedGenerator',
  qualifiedName: 'keras.random.SeedGenerator',
  construct: (interpreter, _cls, { positional: [first], keywords }) => {
    const seed = first ?? keywords.get('seed') ?? NONE;
    return new SeedGenerator(
      seed.kind === 'none' ? interpreter.unknown('its seed is drawn when the program runs') : seed,
    );
  },
});
