/** A random program: the same for the same seed. */
import { change, lookAtConfiguration, lookAtModel, lookAtTensor, mistake, train } from './looks.ts';
import { functional, loop, ownLayer, ownModel, sequential } from './models.ts';
import { Writer } from './writer.ts';

export interface KerasProgram {
  readonly text: string;
  /** How often each production was drawn. */
  readonly drawn: ReadonlyMap<string, number>;
}

export function kerasProgram(seed: number, release: 2 | 3 = 3): KerasProgram {
  const write = new Writer(seed, release);
  const { random } = write;
  const parts = random.integer(1, 4);
  for (let part = 0; part < parts; part++) {
    const way = random.next();
    if (way < 0.5) functional(write);
    else if (way < 0.65) sequential(write);
    else if (way < 0.72) loop(write);
    else if (way < 0.85) ownModel(write);
    else ownLayer(write);
    for (let look = random.integer(0, 2); look > 0; look--) {
      if (write.models.length > 0 && random.chance(0.75)) lookAtModel(write, random.pick(write.models));
      else if (write.tensors.length > 0) lookAtTensor(write, random.pick(write.tensors));
    }
    if (write.models.length > 0 && random.chance(0.15)) change(write, random.pick(write.models));
  }
  for (const model of write.models) {
    lookAtModel(write, model);
    if (random.chance(0.15)) lookAtConfiguration(write, model);
    if (random.chance(0.06)) train(write, model);
  }
  if (write.tensors.length > 0 && random.chance(0.35)) mistake(write);
  return { text: write.program, drawn: write.drawn };
}
