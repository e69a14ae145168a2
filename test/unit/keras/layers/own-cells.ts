/** Cells of a program's own. */

/** `shapes(x)`: the shapes that a layer gives, in the structure that it gives them in. */
export const SHAPES =
  'def shapes(x):\n    return type(x)(shapes(y) for y in x) if isinstance(x, (list, tuple)) else tuple(x.shape)\n';

/** `Own`, a cell that is a layer; `body` sets its sizes. */
export const cell = (body: string, more = ''): string => `class Own(layers.Layer):
    def __init__(self):
        super().__init__()
        ${body}
${more}
    def call(self, x, states):
        return x, states
${SHAPES}`;

/** `Own`, a cell that is no layer. */
export const plainCell = (body: string): string => `class Own:
    def __init__(self):
        ${body}
    def call(self, x, states):
        return x, states
${SHAPES}`;
