/** Calculations and conversions as explanations write them, worked out again. */
import { type Ground, product, sum, shapeText } from './explained-numbers.ts';

/** The value of `gates 4 · (features 4 + 1)`, names left out; undefined where it cannot be read. */
export function evaluate(text: string): number | undefined {
  const plain = text
    .replace(/[A-Za-z_][\w]*/g, ' ')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .trim();
  const tokens = plain.match(/\d+(?:\.\d+)?|\/\/|[·×+−()⌈⌉/]/g) ?? [];
  if (tokens.join('') !== plain.replace(/[\s,]/g, '')) return undefined;
  let at = 0;
  const atom = (): number => {
    const token = tokens[at++];
    if (token === '(' || token === '⌈') {
      const value = additive();
      at++;
      return token === '⌈' ? Math.ceil(value) : value;
    }
    return Number(token);
  };
  const multiplicative = (): number => {
    let value = atom();
    for (;;) {
      const operator = tokens[at];
      if (operator === '·' || operator === '×') {
        at++;
        value *= atom();
      } else if (operator === '//') {
        at++;
        value = Math.floor(value / atom());
      } else if (operator === '/') {
        at++;
        value /= atom();
      } else return value;
    }
  };
  const additive = (): number => {
    let value = multiplicative();
    for (;;) {
      if (tokens[at] === '+') {
        at++;
        value += multiplicative();
      } else if (tokens[at] === '−') {
        at++;
        value -= multiplicative();
      } else return value;
    }
  };
  const value = additive();
  return at === tokens.length && Number.isFinite(value) ? value : undefined;
}

/** The shape of what NumPy code such as `kernel.transpose(3, 2, 0, 1)` makes of Keras's arrays. */
export function convertedShape(
  code: string,
  weights: Ground['weights'],
  name: string,
  claimed: string,
): string | undefined {
  const stacked = /^[vh]stack\(query, key, value (kernel|bias)(.*)\)$/.exec(code);
  if (stacked) {
    const parts = weights.filter((weight) => weight.name === stacked[1]).slice(0, 3);
    const shapes = parts.map(({ shape }) => applied(shape, stacked[2] ?? ''));
    const [first, ...others] = shapes;
    if (!first || others.some((one) => !one || one.length !== first.length)) return undefined;
    return shapeText([sum(shapes.map((one) => one?.[0] ?? 0)), ...first.slice(1)]);
  }
  if (code === 'zeros')
    return claimed === shapeText([weights.find((weight) => weight.name === 'bias')?.shape.at(-1) ?? -1])
      ? claimed
      : undefined;
  const swapped = /^swap\((.*)\)$/.exec(code)?.[1] ?? code;
  const [, array = '', steps = ''] = /^(?:forward\.|backward\.|attention_output )?(\w+)(.*)$/.exec(swapped) ?? [];
  const candidates = weights.filter((weight) => weight.name === array);
  const weight = name.startsWith('out_proj') || swapped.startsWith('backward.') ? candidates.at(-1) : candidates[0];
  const shape = weight && applied(weight.shape, steps);
  return shape && shapeText(shape);
}

function applied(shape: readonly number[], steps: string): readonly number[] | undefined {
  let current = shape;
  for (const [, step = '', list = ''] of steps.matchAll(
    /(\.T|\.transpose|\.reshape|\.ravel|\[\d\])(?:\(([\d, ]*)\))?/g,
  )) {
    const numbers = list === '' ? [] : list.split(', ').map(Number);
    if (step === '.T') current = [...current].reverse();
    else if (step === '.transpose') current = numbers.map((axis) => current[axis] ?? Number.NaN);
    else if (step === '.ravel') current = [product(current)];
    else if (step === '.reshape') {
      if (product(numbers) !== product(current)) return undefined;
      current = numbers;
    } else current = current.slice(1);
  }
  return current;
}
