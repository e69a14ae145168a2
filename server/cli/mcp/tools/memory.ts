import { z } from 'zod';
import { ENGLISH } from '../../../words/language.ts';
import { fitted } from '../fitted.ts';
import { answered, type Host, LEFT_OUT, PROGRAM, worked } from '../host.ts';

const known = z.union([z.number(), z.object({ unknown: z.string().describe('Why it is not known') }), z.null()]);

const output = z.object({
  models: z.array(
    z.object({
      model: z.string(),
      batch: z.number().int(),
      batch_from: z.string(),
      weights: known,
      gradients: known,
      optimizer: known,
      training: z.union([
        z.object({
          data: z.number(),
          activations: z.number(),
          total: z.number().describe('What should be enough'),
          least: z.number().describe('What it surely takes'),
          layers: z.array(z.object({ name: z.string(), kept: z.number() })),
          cards: z.array(
            z.object({
              gib: z.number(),
              should_fit: z.number().nullable().describe('The largest batch that should fit'),
              cannot_fit_above: z.number().nullable(),
            }),
          ),
        }),
        known,
      ]),
      prediction: known,
      largest: z.object({ layer: z.string(), bytes: z.number() }).nullable(),
    }),
  ),
  ...LEFT_OUT,
});

export function planMemory(host: Host): void {
  host.server.registerTool(
    'plan_memory',
    {
      title: 'Plan memory',
      description:
        'What training the models of Keras code takes of memory, in bytes: weights, gradients, optimizer, activations by layer; and which batch should fit into a GPU of 4 to 80 GB, and which cannot. Nothing is run.',
      inputSchema: z.object({
        ...PROGRAM,
        batch: z.number().int().min(1).max(9_999_999).optional().describe('Without it, that of fit()'),
        gpu_gb: z.number().positive().max(9_999).optional().describe('The memory of one card, instead of several'),
      }),
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(host, input, context, async ({ file, reading }) => {
        const { batch, gpu_gb: card } = input;
        const options = { ...reading, batch, card, columns: 100, language: ENGLISH };
        const { facts } = await worked(host, 'memory', options, file);
        const models = z.array(output.shape.models.element).parse(facts);
        const layers = models.flatMap(({ training }) => (hasLayers(training) ? [training.layers] : []));
        return fitted({ models }, input.max_bytes, { lists: layers, outer: [models] });
      }),
  );
}

const hasLayers = <T>(training: T): training is Extract<T, { layers: unknown[] }> =>
  typeof training === 'object' && training !== null && 'layers' in training;
