/** Words that code around Keras has in it; a cheap test, meant to be true rather too often. */
const WORDS = /keras|tensorflow|\btf\.|layers|model|Sequential|Input\s*\(|LSTM|GRU|Dense|Conv[123]D|\.shape\b/i;

/** Could there be anything to say about the text? An editor opens much Python that has nothing to do with Keras. */
export function mayConcernKeras(text: string): boolean {
  return WORDS.test(text);
}

/** Names that hardly any code has but that for Keras: what a snippet without its imports is recognised by. */
const CALLS =
  /keras|tensorflow|\b(?:Sequential|Dense|LSTM|GRU|SimpleRNN|Bidirectional|Conv[123]D(?:Transpose)?|MaxPooling[123]D|Embedding|MultiHeadAttention|BatchNormalization)\s*\(|\bmodel\.summary\s*\(|\.get_weights\s*\(/i;

/**
 * Is the text a reason to start the server? Stricter than `mayConcernKeras`: most Python has nothing to do with Keras,
 * and shall cost nothing.
 */
export function callsForLayerLens(text: string): boolean {
  return CALLS.test(text);
}

/** Does the text seem to read files of data, or to import what may? Meant to be true rather too often. */
export function mayReadData(text: string): boolean {
  return READS.test(text) || IMPORTS.test(text);
}
const READS =
  /\b(?:pandas|pd|open|Path|listdir|glob|walk|exists|isfile|isdir|loadtxt|genfromtxt|from_directory|imread|load|load_model|load_weights)\b|_from_directory/;
/** A module that is none of the usual ones may be of the workspace. */
const IMPORTS =
  /^[ \t]*(?:from|import)[ \t]+(?!(?:keras|tensorflow|numpy|matplotlib|typing|math|random|time|__future__)\b)/m;

/** Does the text seem to save or load models, or to import what may? Meant to be true rather too often. */
export function maySaveModels(text: string): boolean {
  return SAVES.test(text) || IMPORTS.test(text);
}
const SAVES =
  /\b(?:save|load)(?:_model|_weights)?\b|\bset_weights\b|\b(?:save|load)_|_(?:json|config)\b|serialize|ModelCheckpoint|CSVLogger|callbacks|clone_model/;
