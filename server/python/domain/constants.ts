/** Values that never change and hold no others: None, numbers, texts. */

export class NoneValue {
  readonly kind = 'none';
}
export class EllipsisValue {
  readonly kind = 'ellipsis';
}
export class NotImplementedValue {
  readonly kind = 'not-implemented';
}
export const NONE = new NoneValue();
export const ELLIPSIS = new EllipsisValue();
export const NOT_IMPLEMENTED = new NotImplementedValue();

export class Bool {
  readonly kind = 'bool';
  readonly value: boolean;
  constructor(value: boolean) {
    this.value = value;
  }
}
export const TRUE = new Bool(true);
export const FALSE = new Bool(false);
export const bool = (value: boolean): Bool => (value ? TRUE : FALSE);

export class Int {
  readonly kind = 'int';
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}
export const int = (value: bigint | number): Int => new Int(BigInt(value));

export class Float {
  readonly kind = 'float';
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}
export class Complex {
  readonly kind = 'complex';
  readonly real: number;
  readonly imaginary: number;
  constructor(real: number, imaginary: number) {
    this.real = real;
    this.imaginary = imaginary;
  }
}
export class Str {
  readonly kind = 'str';
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export const str = (value: string): Str => new Str(value);
/** One character (0–255) a byte. */
export class Bytes {
  readonly kind = 'bytes';
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
