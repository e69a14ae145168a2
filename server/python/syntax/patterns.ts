/** Patterns of match statements. */
import { type Parts, type Place, Placed } from './place.ts';
import type { Expression } from './tree.ts';

export type Pattern =
  | ValuePattern
  | CapturePattern
  | SequencePattern
  | StarPattern
  | MappingPattern
  | ClassPattern
  | OrPattern
  | AsPattern;

export class ValuePattern extends Placed {
  declare readonly kind: 'ValuePattern';
  declare readonly value: Expression;

  constructor(place: Place, { value }: Parts<ValuePattern>) {
    super(place);
    this.kind = 'ValuePattern';
    this.value = value;
  }
}

/** `name` is undefined for `_`. */
export class CapturePattern extends Placed {
  declare readonly kind: 'CapturePattern';
  declare readonly name: string | undefined;

  constructor(place: Place, { name }: Parts<CapturePattern>) {
    super(place);
    this.kind = 'CapturePattern';
    this.name = name;
  }
}

export class SequencePattern extends Placed {
  declare readonly kind: 'SequencePattern';
  declare readonly patterns: readonly Pattern[];

  constructor(place: Place, { patterns }: Parts<SequencePattern>) {
    super(place);
    this.kind = 'SequencePattern';
    this.patterns = patterns;
  }
}

/** `name` is undefined for `*_`. */
export class StarPattern extends Placed {
  declare readonly kind: 'StarPattern';
  declare readonly name: string | undefined;

  constructor(place: Place, { name }: Parts<StarPattern>) {
    super(place);
    this.kind = 'StarPattern';
    this.name = name;
  }
}

export class MappingPattern extends Placed {
  declare readonly kind: 'MappingPattern';
  declare readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
  declare readonly rest: string | undefined;

  constructor(place: Place, { entries, rest }: Parts<MappingPattern>) {
    super(place);
    this.kind = 'MappingPattern';
    this.entries = entries;
    this.rest = rest;
  }
}

export class ClassPattern extends Placed {
  declare readonly kind: 'ClassPattern';
  declare readonly cls: Expression;
  declare readonly patterns: readonly Pattern[];
  declare readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];

  constructor(place: Place, { cls, patterns, keywords }: Parts<ClassPattern>) {
    super(place);
    this.kind = 'ClassPattern';
    this.cls = cls;
    this.patterns = patterns;
    this.keywords = keywords;
  }
}

export class OrPattern extends Placed {
  declare readonly kind: 'OrPattern';
  declare readonly patterns: readonly Pattern[];

  constructor(place: Place, { patterns }: Parts<OrPattern>) {
    super(place);
    this.kind = 'OrPattern';
    this.patterns = patterns;
  }
}

export class AsPattern extends Placed {
  declare readonly kind: 'AsPattern';
  declare readonly pattern: Pattern;
  declare readonly name: string;

  constructor(place: Place, { pattern, name }: Parts<AsPattern>) {
    super(place);
    this.kind = 'AsPattern';
    this.pattern = pattern;
    this.name = name;
  }
}
