/** Words that code around Keras has in it; a cheap test, meant to be true rather too often. */
const WORDS = /keras|tensorflow|\btf\.|layers|model|Sequential|Input\s*\(|LSTM|GRU|Dense|Conv[123]D|\.shape\b/i;

/** Could there be anything to say about the text? An editor opens much Python that has nothing to do with Keras. */
export function mayConcernKeras(text: string): boolean {
  return WORDS.test(text);
}
