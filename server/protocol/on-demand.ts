/** What the first hints do not need: one part of the bundle, loaded when it is first asked for. */
export { toMarkdown } from '../explain/document/markdown.ts';
export { toPlainText } from '../explain/document/plain-text.ts';
export { codeActions } from '../features/code-actions.ts';
export { explainError } from '../features/explain-error.ts';
export { argumentEdits, layerAt } from '../features/explore-layer.ts';
export { fixAll } from '../features/fix-all.ts';
export { hintTooltip } from '../features/hints/tooltip.ts';
export { hover } from '../features/hover.ts';
export { layerDefinition, layerReferences } from '../features/layer-names.ts';
export { exportModel } from '../features/model-export.ts';
export { modelsView } from '../features/model-view.ts';
export { hidingActions, silenceActions } from '../features/silence-actions.ts';
export { summaries } from '../features/summary.ts';
