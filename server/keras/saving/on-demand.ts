/** What only programs need that save or load models: one part of the bundle, loaded when a text seems to ask for it. */
export { filesOfCallbacks } from './callback-files.ts';
export { compileLike } from './compiled-again.ts';
export { loadedModel, loadWeightsFrom, saveTo, saveWeightsTo } from './model-files.ts';
export { predictionsOf } from './predictions.ts';
export { readObject } from './read.ts';
export { isFunctionalConfig, readFunctional, readSequential } from './read-model.ts';
