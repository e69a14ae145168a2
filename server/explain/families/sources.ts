/** Where to read on about a layer: Keras's own page, and the paper that it is from. */
import { snakeCase } from '../../keras/naming.ts';
import type { Text } from '../../words/message.ts';
import type { Subject } from './teaching.ts';

export interface Source {
  readonly title: Text;
  readonly target: string;
}

const LAYERS = 'https://keras.io/api/layers/';

/** Pages whose name or folder is not that of the class. */
const NAMED: Readonly<Record<string, string>> = {
  Activation: 'core_layers/activation',
  ReLU: 'activation_layers/relu',
  PReLU: 'activation_layers/prelu',
  LeakyReLU: 'activation_layers/leaky_relu',
  Embedding: 'core_layers/embedding',
  InputLayer: 'core_layers/input',
  GroupedQueryAttention: 'attention_layers/group_query_attention',
};
const TITLES: Readonly<Record<string, string>> = { InputLayer: 'Input', GroupedQueryAttention: 'GroupQueryAttention' };

/** `keras.io: Conv2D`, a page in the folder of the layer's family; undefined for a layer of no family. */
export function kerasPage({ layer: { kerasClass, className, family } }: Subject): Source | undefined {
  if (family === undefined) return undefined;
  const name = kerasClass ?? className;
  const page = NAMED[name] ?? `${family}_layers/${snakeCase(name).replace(/conv(?=\dd)/, 'convolution')}`;
  return { title: `keras.io: ${TITLES[name] ?? name}`, target: `${LAYERS}${page}/` };
}

/** A page about several layers. */
export const familyPage = (title: string, folder: string): Source => ({
  title: `keras.io: ${title}`,
  target: `${LAYERS}${folder}/`,
});

export const paper = (title: string, target: string): Source => ({ title, target });
