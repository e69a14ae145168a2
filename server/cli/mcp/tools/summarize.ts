import { z } from 'zod';
import type { JsonValue } from '../../../analysis/analysis.ts';
import type { JsonObject } from '../../../features/problem-json.ts';
import { countText, objects, shapeText } from '../../analyze/facts-text.ts';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, worked } from '../host.ts';

const count = z.string().describe('A number, a formula, or ? where it is not known');

const output = z.object({
  models: z.array(
    z.object({
      variable: z.string().nullable(),
      name: z.string(),
      class: z.string(),
      cell: z.number().int().optional(),
      line: z.number().int(),
      total: count,
      trainable: count,
      layers: z.array(
        z.object({
          name: z.string(),
          class: z.string(),
          output_shape: z.string().describe('As Python writes it: None is a size that is left open'),
          params: count,
          weights: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
  ...LEFT_OUT,
});

export function summarizeModel(host: Host): void {
  host.server.registerTool(
    'summarize_model',
    {
      title: 'Summarize models',
      description:
        'The models that Keras code builds, with each layer, its output shape and number of parameters, as model.summary() would print them. Nothing is run.',
      inputSchema: z.object({
        ...PROGRAM,
        model: z.string().optional().describe('The variable or name of one model; without it, all of them'),
        weights: z.boolean().default(false).describe('With the name and shape of each weight array'),
      }),
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, input, context, async ({ file, reading }) => {
        const facts = await worked(host, 'analyze', { ...reading, callers: false }, file);
        const { model: wanted } = input;
        const models = objects(facts['models'])
          .filter(({ variable, name }) => wanted === undefined || variable === wanted || name === wanted)
          .map((model) => modelOf(model, input.weights));
        return fitted({ models }, input.max_bytes, { lists: models.map(({ layers }) => layers), outer: [models] });
      }),
  );
}

const modelOf = (model: JsonObject, weights: boolean) => ({
  variable: text(model['variable']) ?? null,
  name: text(model['name']) ?? '',
  class: text(model['class']) ?? '',
  ...(typeof model['cell'] === 'number' ? { cell: model['cell'] } : {}),
  line: Number(model['line']),
  total: countText(model['total']),
  trainable: countText(model['trainable']),
  layers: objects(model['layers']).map((layer) => ({
    name: text(layer['name']) ?? '',
    class: text(layer['class']) ?? '',
    output_shape: shapeText(layer['output_shape']),
    params: countText(layer['params']),
    ...(weights ? { weights: weightsOf(layer) } : {}),
  })),
});

const weightsOf = (layer: JsonObject): readonly string[] =>
  objects(layer['weights']).map(({ name, shape }) => `${text(name) ?? ''} ${shapeText(shape)}`);

const text = (value: JsonValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
