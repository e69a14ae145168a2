import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEnglish } from '../../../../server/words/language.ts';
import { decodeSource } from '../../../../server/python/syntax/decode-source.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);

test('UTF-8, with and without a byte order mark', () => {
  assert.deepEqual(decodeSource(bytes('x = "ü😀"\n')), { text: 'x = "ü😀"\n' });
  assert.deepEqual(decodeSource(bytes('\ufeffx = 1\n')), { text: 'x = 1\n' });
  assert.deepEqual(decodeSource(bytes('')), { text: '' });
});

test('UTF-16 with a byte order mark', () => {
  const little = bytes('\ufeffx = "ü"\n', 'utf16le');
  assert.deepEqual(decodeSource(little), { text: 'x = "ü"\n' });
  assert.deepEqual(decodeSource(Buffer.from(little).swap16()), { text: 'x = "ü"\n' });
});

test('an encoding that a comment names in the first two lines', () => {
  assert.deepEqual(decodeSource(bytes('# -*- coding: latin-1 -*-\nx = "ü\x85"\n', 'latin1')), {
    text: '# -*- coding: latin-1 -*-\nx = "ü\x85"\n',
  });
  assert.deepEqual(
    decodeSource(bytes('#!/usr/bin/python\n# vim: set fileencoding=iso_8859_1 :\nx = "é"', 'latin1')).text?.slice(
      -1 - 3,
    ),
    ' "é"',
  );
  assert.equal(
    decodeSource(Buffer.concat([bytes('# coding: cp1252\n"'), Buffer.from([0x80]), bytes('"')])).text,
    '# coding: cp1252\n"€"',
  );
  assert.equal(
    decodeSource(Buffer.concat([bytes('# coding=gbk\n'), Buffer.from([0xb2, 0xe3])])).text,
    '# coding=gbk\n层',
  );
  assert.equal(decodeSource(bytes('# coding: utf-8\n"ü"')).text, '# coding: utf-8\n"ü"');
});

test('below the first two lines, or below code, a comment names nothing', () => {
  assert.match(inEnglish(decodeSource(bytes('\n\n# coding: latin-1\n"ü"', 'latin1')).error ?? ''), /UTF-8/);
  assert.match(inEnglish(decodeSource(bytes('x = 1\n# coding: latin-1\n"ü"', 'latin1')).error ?? ''), /UTF-8/);
});

test('what is no text says so', () => {
  assert.match(inEnglish(decodeSource(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1)).error ?? ''), /binary/);
  assert.match(inEnglish(decodeSource(bytes('x = "ü"', 'latin1')).error ?? ''), /not valid UTF-8/);
  assert.match(inEnglish(decodeSource(bytes('# coding: klingon\n')).error ?? ''), /klingon/);
  assert.match(
    inEnglish(decodeSource(Buffer.concat([bytes('# coding: euc-jp\n'), Buffer.from([0xff, 0xff])])).error ?? ''),
    /euc-jp/,
  );
});
