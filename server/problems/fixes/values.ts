/** Values near the one that is written which Keras may take: each is tried before it is offered. */
import type { Expression } from '../../python/syntax/tree.ts';
import type { Source } from '../source.ts';

/** Python texts, the likeliest first. */
export function validValues(source: Source, value: Expression): readonly string[] {
  const written = source.slice(value);
  return [...new Set(candidates(source, value))].filter((text) => text !== written).slice(0, 6);
}

function candidates(source: Source, value: Expression): readonly string[] {
  const written = source.slice(value);
  switch (value.kind) {
    case 'Constant':
      return ofConstant(value.constant.type === 'str' ? value.constant.value : written, value.constant.type);
    // A minus sign is an operator.
    case 'Unary':
      return value.operator === '-' ? [source.slice(value.operand), '1', '0'] : [];
    // A division with / gives a float.
    case 'Binary':
      return value.operator === '/' ? [`${source.slice(value.left)} // ${source.slice(value.right)}`] : [];
    case 'Tuple':
    case 'List':
      return ofSequence(source, value);
    default:
      return [];
  }
}

function ofConstant(text: string, type: string): readonly string[] {
  if (type === 'str') {
    const number = Number(text);
    return text.trim() !== '' && Number.isFinite(number) ? [String(number)] : [];
  }
  if (type === 'None') return ['1'];
  const number = Number(text.replaceAll('_', ''));
  if (!Number.isFinite(number)) return [];
  if (type === 'float')
    return Number.isInteger(number) ? [String(number)] : number > 1 ? [String(Math.floor(number)), '1.0'] : [];
  // A percentage where a fraction is meant, an even number where an odd one is.
  return [
    ...(number === 0 ? ['1'] : []),
    ...(number > 1 && number <= 100 ? [String(number / 100)] : []),
    String(number + 1),
  ];
}

function ofSequence(source: Source, value: Expression & { kind: 'Tuple' | 'List' }): readonly string[] {
  const elements = value.elements.map((element) => source.slice(element));
  const [open, close] = value.kind === 'List' ? ['[', ']'] : ['(', ')'];
  const display = (items: readonly string[]): string =>
    items.length === 1 && value.kind === 'Tuple' ? `(${items[0]},)` : `${open}${items.join(', ')}${close}`;
  const positive = value.elements.map((element, i) =>
    element.kind === 'Unary' && element.operator === '-'
      ? source.slice(element.operand)
      : elements[i] === '0'
        ? '1'
        : elements[i]!,
  );
  return [
    display(positive),
    ...(elements.length > 1 ? [display(elements.slice(0, -1))] : []),
    ...(elements.length > 2 ? [display(elements.slice(0, 2))] : []),
    ...(elements.length > 0 ? [elements[0]!, display([...elements, elements.at(-1)!])] : []),
    display([...new Set(elements)]),
  ];
}
