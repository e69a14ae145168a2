import type { LayerFact } from '../../analysis/analysis.ts';
import { formatParameters } from '../count-text.ts';
import { code, join, say, type Inline } from '../document/document.ts';
import { counted } from '../words.ts';
import type { Teach } from './teaching.ts';

/** More children than this are not named one by one. */
const NAMED = 8;

/** A class of the program's own: what is inside it. */
export const ownLayer: Teach = (subject) => {
  const { children, childAttributes, seeds } = subject.layer;
  const points: Inline[] = [];
  if (children.length > 0) {
    const named = children.slice(0, NAMED).map((child, index) => childText(child, childAttributes?.[index]));
    const listed = join(named, ', ');
    points.push(
      children.length > NAMED
        ? say`Layers inside, in the order Keras tracks them: ${listed} and ${counted(children.length - NAMED, 'more layer')}.`
        : say`Layers inside, in the order Keras tracks them: ${listed}.`,
    );
  }
  if (seeds > 0) points.push(say`Random seeds inside are in no count.`);
  return points.length === 0 ? undefined : { points };
};

/** `dense_1` (`self.gate`, Dense, 27 parameters) */
function childText({ name, className, params }: LayerFact, attribute: string | undefined): Inline {
  const [what, parameters] = [className, formatParameters(params)];
  return attribute === undefined
    ? say`${code(name)} (${what}, ${parameters})`
    : say`${code(name)} (${code(`self.${attribute}`)}, ${what}, ${parameters})`;
}
