/** What the class Callback has: hooks that do nothing, and the model that it is told of. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, NONE, PropertyValue, type Value } from '../../python/domain/value.ts';
import { refuseName } from '../names/refuse.ts';
import type { KerasSession } from '../session.ts';

const EVENTS = ['train', 'test', 'predict', 'epoch', 'batch', 'train_batch', 'test_batch', 'predict_batch'];
const HOOKS: readonly string[] = EVENTS.flatMap((event) => [`on_${event}_begin`, `on_${event}_end`]);
/** What Keras 2 has beside it, and Keras 3 no more. */
const FORMER: readonly string[] = ['validation_data'];

export function callbackMembers(session: KerasSession): ReadonlyMap<string, Value> {
  const nothing = (name: string): readonly [string, Value] => [name, new NativeFunction(name, () => NONE)];
  const members = new Map<string, Value>([...HOOKS, 'set_model', 'set_params'].map(nothing));
  members.set(
    '__getattr__',
    new NativeFunction('__getattr__', (interpreter, { positional: [self, attribute] }) =>
      attributeOf(session, interpreter, self, attribute),
    ),
  );
  // Keras 3 has a property there, which cannot be set.
  if (session.kerasVersion === 3)
    members.set(
      'model',
      new PropertyValue(
        new NativeFunction('model', (interpreter, { positional: [self] }) => {
          const told = self?.kind === 'instance' ? self.attributes.get('model') : undefined;
          return told ?? interpreter.unknown('a callback is told of its model by fit()');
        }),
      ),
    );
  return members;
}

/** An attribute that nothing has set. A method that nobody calls is entered without those that run before it. */
function attributeOf(
  session: KerasSession,
  interpreter: Interpreter,
  self: Value | undefined,
  attribute: Value | undefined,
): Value {
  const name = attribute?.kind === 'str' ? attribute.value : '';
  const unknown = (): Value => interpreter.unknown('what a callback has is not followed');
  if (self?.kind !== 'instance' || session.kerasVersion !== 3 || session.speculative()) return unknown();
  const isOwn = self.cls.definition !== undefined && !self.cls.unknownBase;
  return isOwn && FORMER.includes(name) ? refuseName(interpreter, self.cls.name, name, []) : unknown();
}
