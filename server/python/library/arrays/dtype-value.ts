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

/** The largest and the smallest number of integers. */
function limitOf(name: string, which: 'max' | 'min'): Value | undefined {
  const parts = /^(u?)int(\d+)$/.exec(name);
  if (!parts) return undefined;
  const bits = BigInt(parts[2]!) - (parts[1] ? 0n : 1n);
  return which === 'max' ? int((1n << bits) - 1n) : int(parts[1] ? 0n : -(1n << bits));
}

/** `tf.float32.as_numpy_dtype`: a class of NumPy's, by its name. */
class NumpyType extends HostValue {
  readonly typeName = 'type';
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  override getAttribute(_interpreter: Interpreter, attribute: string): Value | undefined {
    return attribute === '__name__' ? str(this.name) : undefined;
  }
  override truth(): boolean {
    return true;
  }
  override text(): string {
    return `<class 'numpy.${this.name}'>`;
  }
}

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
        return (
          (this.library === 'tensorflow' ? this.#ofTensorflow(attribute) : undefined) ??
          interpreter.unknown('this property of a dtype is not worked out')
        );
    }
  }

  #ofTensorflow(attribute: string): Value | undefined {
    const kind = kindOfDtype(this.name);
    switch (attribute) {
      case 'is_integer':
        return bool(kind === 'signed' || kind === 'unsigned');
      case 'is_floating':
        return bool(kind === 'float');
      case 'is_complex':
        return bool(kind === 'complex');
      case 'is_bool':
        return bool(kind === 'bool');
      case 'is_unsigned':
        return bool(kind === 'unsigned');
      case 'size': {
        const size = itemSize(this.name);
        return size === undefined ? undefined : int(size);
      }
      case 'base_dtype':
        return this;
      case 'max':
      case 'min':
        return limitOf(this.name, attribute);
      case 'as_numpy_dtype':
        return kind === 'string' || this.name === 'bfloat16' ? undefined : new NumpyType(this.name);
      default:
        return undefined;
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
