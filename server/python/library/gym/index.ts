/**
 * `gym` and `gymnasium`: `make()`, as far as it says what an agent's model is given and gives. All else of them is
 * unknown.
 */
import {
  ClassValue,
  int,
  InstanceValue,
  ModuleValue,
  NativeFunction,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { environmentOf, type Space } from './environments.ts';
import { words } from '../../../words/message.ts';
import { Top } from '../../domain/undetermined.ts';

/** What programs may define or set on it beyond what is here is not known. */
const classOf = (name: string): ClassValue =>
  new ClassValue({ name, unknownBase: new Top(words`what ${name} has is not kept`) });

function make(): NativeFunction {
  const classes = { box: classOf('Box'), discrete: classOf('Discrete'), environment: classOf('TimeLimit') };
  const instance = (cls: ClassValue, attributes: Readonly<Record<string, Value>>): InstanceValue => {
    const made = new InstanceValue(cls);
    made.attributes = new Map(Object.entries(attributes));
    return made;
  };
  const space = (of: Space): Value =>
    'count' in of
      ? instance(classes.discrete, { n: int(of.count), shape: new TupleValue([]) })
      : instance(classes.box, { shape: new TupleValue(of.sizes.map((size) => int(size))) });
  return new NativeFunction('make', (interpreter, { positional, keywords }) => {
    interpreter.spend();
    const id = positional[0] ?? keywords.get('id');
    const given = new Map([...keywords].map(([name, value]) => [name, value.kind === 'str' ? value.value : undefined]));
    const environment = id?.kind === 'str' ? environmentOf(id.value, given) : undefined;
    if (!environment) return interpreter.unknown('the spaces of the environment are not known');
    return instance(classes.environment, {
      observation_space: space(environment.observation),
      action_space: space(environment.action),
    });
  });
}

const gym = (name: string) => (): ModuleValue => new ModuleValue(name, new Map([['make', make()]]));

export const gymModules: Readonly<Record<string, () => ModuleValue>> = { gym: gym('gym'), gymnasium: gym('gymnasium') };
