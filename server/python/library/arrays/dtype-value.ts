import type { CompareOperator } from '../../syntax/tree.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, int, str, type Value } from '../../domain/value.ts';
import { canonicalDtype, itemSize, kindOfDtype } from './dtypes.ts';

const kindLetters = {
  bool: 'b',
  signed: 'i',
  unsigned: 'u',
  float: 'f',
  complex: 'c',
  string: 'U',
  object: 'O',
  other: 'V',
} as const;

/** What `array.dtype` gives. */
export class DtypeValue extends HostValue {
  readonly typeName = 'dtype';
  readonly name: string;
  /** NumPy writes its dtypes as their names, TensorFlow within brackets. */
  readonly library: 'numpy' | 'tensorflow';
  constructor(name: string, library: 'numpy' | 'tensorflow' = 'numpy') {
    super();
    this.name = name;
    this.library = library;
  }
  override getAttribute(interpreter: Interpreter, attribute: string): Value | undefined {
    switch (attribute) {
      case 'name':
        return str(this.name);
      case 'kind':
        return str(kindLetters[kindOfDtype(this.name)]);
      case 'itemsize': {
        const size = itemSize(this.name);
        return size === undefined ? interpreter.unknown('the size of an element is not known') : int(size);
      }
      default:
        return interpreter.unknown('this property of a dtype is not worked out');
    }
  }
  override compare(_interpreter: Interpreter, operator: CompareOperator, other: Value): Value | undefined {
    if (operator !== '==' && operator !== '!=') return undefined;
    const name =
      other instanceof DtypeValue
        ? other.name
        : other.kind === 'str'
          ? canonicalDtype(other.value)
          : other.kind === 'class' && /^(builtins|numpy)\./.test(other.qualifiedName)
            ? canonicalDtype(other.name)
            : undefined;
    if (name === undefined) return undefined;
    return bool((name === this.name) === (operator === '=='));
  }
  override truth(): boolean {
    return true;
  }
  override text(): string {
    return this.library === 'tensorflow' ? `<dtype: '${this.name}'>` : this.name;
  }
}
