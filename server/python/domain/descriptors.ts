/** What stands between an object and what it finds in its class: properties, static and class methods, `super()`. */
import type { ClassValue, Value } from './value.ts';

export class SuperValue {
  readonly kind = 'super';
  /** Look-up starts after this class in the receiver's method resolution order. */
  readonly after: ClassValue;
  readonly receiver: Value;
  constructor(after: ClassValue, receiver: Value) {
    this.after = after;
    this.receiver = receiver;
  }
}
export class PropertyValue {
  readonly kind = 'property';
  readonly getter: Value;
  readonly setter: Value | undefined;
  constructor(getter: Value, setter?: Value) {
    this.getter = getter;
    this.setter = setter;
  }
}
export class StaticMethodValue {
  readonly kind = 'staticmethod';
  readonly method: Value;
  constructor(method: Value) {
    this.method = method;
  }
}
export class ClassMethodValue {
  readonly kind = 'classmethod';
  readonly method: Value;
  constructor(method: Value) {
    this.method = method;
  }
}
