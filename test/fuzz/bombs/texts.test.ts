/** Programs that are hard to read: nested, repeated and left open without end. */
import { areStopped } from './stopped.ts';

await areStopped(
  {
    'lambda nest': 'f=' + 'lambda: '.repeat(2000) + '1\na=f' + '()'.repeat(200),
    'ternary nest': 'a=' + '1 if x else '.repeat(3000) + '2',
    'and or': 'a=' + 'x and y or '.repeat(10000) + '2',
    'not not': 'a=' + 'not '.repeat(20000) + 'x',
    await: 'a=' + 'await '.repeat(20000) + 'x',
    'compare chain': 'a=' + 'x < '.repeat(20000) + '2',
    'attr chain': 'a=x' + '.y'.repeat(50000),
    'subscript chain': 'a=x' + '[0]'.repeat(20000),
    'dict nest': 'a=' + '{0:'.repeat(5000) + '0' + '}'.repeat(5000),
    'call nest': 'a=' + 'f('.repeat(5000) + '0' + ')'.repeat(5000),
    'fstring nest': 'a=' + 'f"{'.repeat(200) + '0' + '}"'.repeat(200),
    'comprehension nest': 'a=' + '[x for x in '.repeat(1000) + 'y' + ']'.repeat(1000),
    'target nest': '('.repeat(3000) + 'a' + ',)'.repeat(3000) + '=x',
    'assign chain': 'a='.repeat(20000) + '1',
    'star chain': 'f(' + '*a,'.repeat(20000) + ')',
    'many params': 'def f(' + Array.from({ length: 20000 }, (_, i) => `a${i}=1`).join() + '): pass\nf()',
    'def nest':
      Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}def f${i}():`).join('\n') +
      '\n' +
      ' '.repeat(500) +
      'pass',
    'class nest':
      Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}class f${i}:`).join('\n') +
      '\n' +
      ' '.repeat(500) +
      'pass',
    'elif chain': 'if x: pass\n' + Array.from({ length: 20000 }, (_, i) => `elif x${i}: a=${i}`).join('\n'),
    'match many': 'match x:\n' + Array.from({ length: 20000 }, (_, i) => ` case ${i}: a=${i}`).join('\n'),
    'match nest': 'match x:\n case ' + '['.repeat(2000) + 'a' + ']'.repeat(2000) + ': pass',
    'match or': 'match x:\n case ' + Array.from({ length: 20000 }, (_, i) => i).join('|') + ': pass',
    'except many': 'try: pass\n' + Array.from({ length: 20000 }, (_, i) => `except E${i}: a=${i}`).join('\n'),
  },
  {
    'many args': 'f(' + 'a,'.repeat(100000) + ')\nf(' + Array.from({ length: 20000 }, (_, i) => `a${i}=1`).join() + ')',
    'with many': 'with ' + Array.from({ length: 20000 }, (_, i) => `a${i} as b${i}`).join(',') + ': pass',
    'decorators many': '@d\n'.repeat(20000) + 'def f(): pass',
    'global many': 'def f():\n global ' + Array.from({ length: 50000 }, (_, i) => `a${i}`).join() + '\n pass',
    'import many':
      'import ' +
      Array.from({ length: 50000 }, (_, i) => `a${i}`).join() +
      '\nfrom x import ' +
      Array.from({ length: 50000 }, (_, i) => `b${i}`).join(),
    'import dots':
      'import ' +
      Array.from({ length: 20000 }, (_, i) => `a${i}`).join('.') +
      '\nfrom ' +
      '.'.repeat(100000) +
      ' import x',
    'long identifier':
      'x'.repeat(1000000) +
      '=1\nprint(' +
      'x'.repeat(1000000) +
      ')\n' +
      'y'.repeat(500000) +
      '=layers.Dense(4)(Input((4,)))',
    'long line': 'a=' + 'x+'.repeat(500000) + '1',
    'long string concat': 'a=' + '"x" '.repeat(50000),
    semicolons: 'a=1;'.repeat(100000),
    'unclosed brackets': '('.repeat(100000),
    'unclosed strings': '"""\n'.repeat(50001),
    'unclosed quote lines': 'a = "\n'.repeat(50000),
    'unclosed fstrings': 'f"{'.repeat(5000),
    'indent zigzag': Array.from({ length: 20000 }, (_, i) => `${' '.repeat(i % 100)}x${i}`).join('\n'),
    'deep indent': Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n'),
    'ipython magics': '%%time\n' + '!ls\n%x\n'.repeat(50000),
    'functions many': Array.from(
      { length: 5000 },
      (_, i) => `def f${i}(x):\n    return f${i + 1}(x)+f${(i * 7) % 5000}(x)`,
    ).join('\n'),
    'classes many': Array.from(
      { length: 3000 },
      (_, i) =>
        `class L${i}(layers.Layer):\n    def __init__(self,n):\n        super().__init__()\n        self.d=layers.Dense(n)\n    def call(self,x):\n        return self.d(x)`,
    ).join('\n'),
  },
);
