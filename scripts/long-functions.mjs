/** Functions of more than 60 lines, each as `file name`, and files of more than 400, with the reason why they stay. */

const TWO_THREADS = 'It is taken apart where the server becomes a listener and a thinker.';

export const LONG_FUNCTIONS = {
  'server/keras/layers/call.ts callChecked': 'A call of a layer in the order in which Keras goes through it.',
  'server/keras/layers/layer-members.ts layerMembers': 'A table: one entry for each member that a layer has.',
  'server/protocol/server.ts startServer': TWO_THREADS,
};

export const LONG_FILES = {
  'server/keras/layers/call.ts': 'What a call of a layer goes through: its parts call each other.',
  'server/keras/layers/layer-members.ts': 'A table: one entry for each member that a layer has.',
  'test/vscode/page-summary.test.mjs':
    'One session of one person: each test goes on where the one before left, and another file starts another VS Code.',
};
