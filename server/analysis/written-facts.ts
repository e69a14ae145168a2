/** What the program's written calls have made and were given, as facts. */
import { flatten } from '../keras/nests.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { Call, Expression, FunctionDefinition } from '../python/syntax/tree.ts';
import type { FunctionValue } from '../python/domain/value.ts';
import type {
  ArgumentFact,
  ConstructorFact,
  FunctionCall,
  FunctionFact,
  LayerFact,
  MethodFact,
  ModelCallFact,
  ModelFact,
} from './analysis.ts';
import { calleeName, METHODS, type Written } from './written-calls.ts';

export function constructorFacts(
  written: Written,
  layerFact: (layer: LayerState) => LayerFact,
  file: SourceFile,
): readonly ConstructorFact[] {
  return [...written.constructors].flatMap(([node, layers]): ConstructorFact[] => {
    if (node.kind === 'Call') {
      return [
        {
          span: node,
          nameSpan: calleeName(node.callee) ?? node.callee,
          layers: layers.map(layerFact),
          arguments: argumentFacts(node, Object.keys(layers[0]?.definition?.parameters ?? {})),
          spreads: node.arguments.filter(({ spread }) => spread !== ''),
        },
      ];
    }
    const span = node.nameSpan;
    // The class of another file is defined there.
    return span.file === file
      ? [{ span, nameSpan: span, layers: layers.map(layerFact), arguments: [], spreads: [] }]
      : [];
  });
}

export function functionFacts(
  written: Written,
  layerFact: (layer: LayerState) => LayerFact,
  modelFact: (layer: LayerState) => ModelFact | undefined,
  isOfThisFile: (fn: FunctionValue) => boolean,
  spansOf: (fn: FunctionValue) => readonly Place[],
): readonly FunctionFact[] {
  return [...written.functions.values()].map(({ function: fn, sites, calls, times }) => {
    const definition = fn.definition as FunctionDefinition;
    return {
      name: fn.name,
      times,
      spans: [...new Set([...(isOfThisFile(fn) ? [definition.nameSpan] : []), ...spansOf(fn), ...sites.values()])],
      parameters: definition.parameters.map(({ name }) => name),
      calls: [...calls.values()].map(
        ({ inputs, output, made }): FunctionCall => ({
          inputs,
          output,
          model: made && modelFact(made),
          layer: made && layerFact(made),
        }),
      ),
    };
  });
}

export function modelCallFacts(
  { builders }: Written,
  modelFact: (layer: LayerState) => ModelFact | undefined,
): readonly ModelCallFact[] {
  return builders.flatMap(({ call, models, speculative }): ModelCallFact[] => {
    const facts = models.flatMap((model) => modelFact(model) ?? []);
    return facts.length === 0 ? [] : [{ span: call, models: facts, speculative }];
  });
}

export function methodFacts(
  written: Written,
  modelFact: (layer: LayerState) => ModelFact | undefined,
): readonly MethodFact[] {
  return [...written.methods.values()].flatMap(
    ({ call, name, model, then, data, settings, complete, speculative }): MethodFact[] => {
      const last = modelFact(model);
      const changed = last && then && !isAsTold(last, then);
      const fact = changed ? { ...then, variable: last.variable } : last;
      const span = calleeName(call.callee);
      return fact && span
        ? [
            {
              span,
              name,
              model: fact,
              changed: changed === true,
              data,
              settings,
              complete,
              arguments: argumentFacts(call, METHODS[name] ?? []),
              speculative,
            },
          ]
        : [];
    },
  );
}

/** Whether a summary would print the same. */
const isAsTold = (a: ModelFact, b: ModelFact): boolean => toldText(a) === toldText(b);
const toldText = ({ rows, total, trainable, built, unknown }: ModelFact): string =>
  JSON.stringify([
    rows.map(({ name, params, outputShape, built }) => [
      name,
      String(params),
      outputShape && flatten(outputShape).map(String),
      built,
    ]),
    String(total),
    String(trainable),
    built,
    unknown,
  ]);

/** The arguments as they are written, with the parameters they are for. After `*rest` positions say nothing. */
function argumentFacts(call: Call, parameters: readonly string[]): readonly ArgumentFact[] {
  const star = parameters.indexOf('*');
  const positional = star < 0 ? parameters : parameters.slice(0, star);
  let next = 0;
  return call.arguments.flatMap((argument): ArgumentFact[] => {
    if (argument.spread !== '') {
      next = Number.POSITIVE_INFINITY;
      return [];
    }
    const name = argument.name ?? positional[next++];
    return name === undefined
      ? []
      : [{ name, span: argument, valueSpan: argument.value, literal: isLiteral(argument.value) }];
  });
}

function isLiteral(value: Expression): boolean {
  switch (value.kind) {
    case 'Constant':
      return true;
    case 'Unary':
      return isLiteral(value.operand);
    case 'Tuple':
    case 'List':
      return value.elements.every(isLiteral);
    default:
      return false;
  }
}
