/** Members of `enum.Flag` combined bit by bit. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { type ClassValue, InstanceValue, Int, NOT_IMPLEMENTED, Str, bool, type Value } from '../../domain/value.ts';
import { enumMembers } from '../operations/enum-members.ts';
import { native } from '../signature.ts';
import { WrappedBuiltin } from '../wrapped.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

function bitsOf(member: Value): bigint | undefined {
  const value = member.kind === 'instance' ? member.attributes.get('_value_') : member;
  return value?.kind === 'int' ? value.value : undefined;
}

/** The members of one bit each that make up a number; undefined where some bit belongs to none. */
function partsOf(cls: ClassValue, bits: bigint): Value[] | undefined {
  const parts: Value[] = [];
  let rest = bits;
  for (const member of enumMembers(cls) ?? []) {
    const own = bitsOf(member);
    if (own === undefined || own === 0n || (own & (own - 1n)) !== 0n || (bits & own) === 0n) continue;
    parts.push(member);
    rest &= ~own;
  }
  return rest === 0n ? parts : undefined;
}

/** The member of these bits, made where the class does not name it; undefined where some bit belongs to none. */
export function memberOfBits(cls: ClassValue, bits: bigint): Value | undefined {
  const named = (enumMembers(cls) ?? []).find((member) => bitsOf(member) === bits);
  if (named) return named;
  const parts = partsOf(cls, bits);
  if (!parts || bits < 0n) return undefined;
  const member = new InstanceValue(cls);
  const names = parts.map((part) => (part.kind === 'instance' ? part.attributes.get('_name_') : undefined));
  const name = new Str(names.map((part) => (part?.kind === 'str' ? part.value : '')).join('|'));
  const value = new Int(bits);
  for (const attribute of ['_name_', 'name']) member.attributes.set(attribute, name);
  for (const attribute of ['_value_', 'value']) member.attributes.set(attribute, value);
  if (cls.mro.some((base) => base.qualifiedName === 'builtins.int')) member.host = new WrappedBuiltin(value);
  return member;
}

function combine(name: string, operate: (left: bigint, right: bigint) => bigint): [string, Value] {
  return [
    name,
    native(name, 'self, other, /', (interpreter, [self, other]) => {
      const [left, right] = [bitsOf(self!), bitsOf(other!)];
      if (self!.kind !== 'instance' || left === undefined) return interpreter.unknown('the bits are not known');
      if (right === undefined) return isUndetermined(other) ? interpreter.unknown(other!.reason) : NOT_IMPLEMENTED;
      return memberOfBits(self!.cls, operate(left, right)) ?? interpreter.unknown('the bits belong to no member');
    }),
  ];
}

function allBits(cls: ClassValue): bigint {
  return (enumMembers(cls) ?? []).reduce((bits, member) => bits | (bitsOf(member) ?? 0n), 0n);
}

export function flagMethods(): [string, Value][] {
  return [
    combine('__or__', (left, right) => left | right),
    combine('__ror__', (left, right) => left | right),
    combine('__and__', (left, right) => left & right),
    combine('__rand__', (left, right) => left & right),
    combine('__xor__', (left, right) => left ^ right),
    [
      '__invert__',
      native('__invert__', 'self, /', (interpreter, [self]) => {
        const bits = bitsOf(self!);
        if (self!.kind !== 'instance' || bits === undefined) return interpreter.unknown('the bits are not known');
        return (
          memberOfBits(self!.cls, allBits(self!.cls) & ~bits) ?? interpreter.unknown('the bits belong to no member')
        );
      }),
    ],
    ['__bool__', native('__bool__', 'self, /', (interpreter, [self]) => truthOfBits(interpreter, bitsOf(self!)))],
    [
      '__contains__',
      native('__contains__', 'self, other, /', (interpreter, [self, other]) => {
        const [bits, sought] = [bitsOf(self!), bitsOf(other!)];
        return bits === undefined || sought === undefined
          ? interpreter.unknown('the bits are not known')
          : bool((bits & sought) === sought);
      }),
    ],
    [
      '__eq__',
      native('__eq__', 'self, other, /', (_, [self, other]) => {
        if (self!.kind !== 'instance' || other!.kind !== 'instance' || self!.cls !== other!.cls) return NOT_IMPLEMENTED;
        return bool(bitsOf(self!) === bitsOf(other!));
      }),
    ],
    [
      '__hash__',
      native('__hash__', 'self, /', (interpreter, [self]) => {
        const bits = bitsOf(self!);
        return bits === undefined ? interpreter.unknown('the bits are not known') : new Int(bits);
      }),
    ],
    [
      '__len__',
      native('__len__', 'self, /', (interpreter, [self]) => {
        const parts = self!.kind === 'instance' ? partsOf(self!.cls, bitsOf(self!) ?? -1n) : undefined;
        return parts ? new Int(BigInt(parts.length)) : interpreter.unknown('the bits are not known');
      }),
    ],
  ];
}

function truthOfBits(interpreter: Interpreter, bits: bigint | undefined): Value {
  return bits === undefined ? interpreter.unknown('the bits are not known') : bool(bits !== 0n);
}
