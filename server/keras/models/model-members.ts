/** Attributes and methods of models. */
import { DictValue, NONE, str, type Value } from '../../python/domain/value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { withoutGone } from '../layers/gone-members.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { words } from '../../words/message.ts';
import { pathText } from '../../python/library/modules/paths.ts';
import { fileMethod } from '../saving/functions.ts';
import { entryOf } from '../layers/config-dicts.ts';
import { configOf } from '../layers/configuration.ts';
import { specsOfShapes } from '../layers/values.ts';
import { checkFile } from '../saving/formats.ts';
import { isIn } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_SUMMARY } from '../steps.ts';
import { buildModel } from './build.ts';
import { configOfModel, jsonOfModel, modelFromConfig } from './configuration.ts';
import { setGraphEnds } from './graph-ends.ts';
import { setListedLayers } from './listed-layers.ts';
import { memberTable, type MemberTable } from './member-table.ts';
import { setStateful } from './packaged-members.ts';
import { optimizerOf, setTrainingMembers } from './training-members.ts';

/** Where the program itself puts `model.optimizer`. */
const OPTIMIZER = '_optimizer';
/** Until then the configuration of a Sequential is the list of its layers. */
const ROWS_ALONE = { until: 2.1 };

/** The attributes of the class Model by name, but for `__init__`. */
export function modelMembers(session: KerasSession): Map<string, Value> {
  const table = memberTable();
  const { members, method } = table;
  method('summary', (interpreter, layer) => {
    interpreter.spend(STEPS_OF_A_SUMMARY * (layer.model?.layers().length ?? 0));
    refuseUnbuilt(session, interpreter, layer);
    return NONE;
  });
  for (const name of ['reset_states', 'reset_metrics']) method(name, () => NONE);
  for (const name of ['save', 'save_weights', 'load_weights'] as const)
    method(name, (interpreter, layer, args) => {
      checkFile(session, interpreter, layer, name, args);
      return fileMethod(session, interpreter, layer, name, args);
    });
  method('export', (interpreter, _, { positional, keywords }) => {
    const path = positional[0] ?? keywords.get('filepath');
    interpreter.files.mayChange(path && pathText(interpreter, path));
    return NONE;
  });
  setListedLayers(session, table);
  setGraphEnds(session, table);
  setOptimizer(table);
  method('build', (interpreter, layer, args) => {
    const shapes = args.positional[0] ?? args.keywords.get('input_shape');
    const specs = specsOfShapes(shapes);
    buildModel(session, interpreter, layer, specs, 'build');
    return NONE;
  });
  setTrainingMembers(session, table);
  setStateful(session, table);
  members.set('from_config', modelFromConfig(session));
  method('to_json', (interpreter, layer) => jsonOfModel(session, interpreter, layer));
  method('get_config', (interpreter, layer) => {
    if (!layer.model || layer.model.modelKind === 'subclassed') return configOf(session, interpreter, layer);
    const whole = configOfModel(session, interpreter, layer);
    const isRow = layer.model.modelKind === 'sequential' && isIn(session.dialect.packaged, ROWS_ALONE);
    if (whole && isRow === false) return whole;
    if (whole?.kind === 'dict' && isRow) return entryOf(interpreter, whole, 'layers') ?? whole;
    const config = new DictValue();
    config.entries.set(interpreter.hashKey(str('name'))!, [str('name'), str(layer.name)]);
    config.summary = interpreter.unknown("a model's whole configuration is not followed");
    return config;
  });
  if (session.kerasVersion === 3) withoutGone(members);
  return members;
}

/** `optimizer`, which the program may set. */
function setOptimizer({ property }: MemberTable): void {
  property(
    'optimizer',
    (interpreter, layer) => {
      const own = layer.instance.attributes.get(OPTIMIZER) ?? optimizerOf(layer);
      // What a configuration stands for is made by compile().
      return own && own.kind !== 'str' && own.kind !== 'dict' && !layer.undecidedTraining
        ? own
        : interpreter.unknown('the optimizer');
    },
    (interpreter, layer, { positional: [value] }) => {
      interpreter.touch(layer.instance);
      if (value) layer.instance.attributes.set(OPTIMIZER, value);
      return NONE;
    },
  );
}

/** Keras 2 has no summary of a model that has seen no input; Keras 3 tells that it is not built. */
function refuseUnbuilt(session: KerasSession, interpreter: Interpreter, layer: LayerState): void {
  if (session.kerasVersion === 3 || session.firstGeneration || layer.built || layer.isPerhapsBuilt) return;
  const isOwn = layer.model === undefined || layer.instance.cls.lookup('build')?.kind === 'function';
  if (
    isOwn ||
    layer.unknown !== undefined ||
    layer.refusedData ||
    layer.instance.attributes.has('built') ||
    layer.model?.layers().length === 0
  )
    return;
  refusing(interpreter, layer, () => {
    throw new LayerError(
      'not-built',
      words`The model "${layer.name}" is not built yet: call it on data, or build(input_shape) it, before its summary(). This model has not yet been built.`,
    );
  });
}
