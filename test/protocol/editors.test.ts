/** The configurations of docs/editors.md, as they stand there, in the editors that are installed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cli, readExample } from './language-client.ts';

const page = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8');

/** The nth block of code under a heading. */
function block(heading: string, nth = 0): string {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const found = [...(section ?? '').matchAll(/^```\w+\n(.*?)^```$/gms)][nth]?.[1];
  assert.ok(found !== undefined, `no block ${nth} under ${heading}`);
  return found;
}

const isInstalled = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const needs = (command: string) => ({
  skip: isInstalled(command) ? false : `${command} is not installed`,
  timeout: 60_000,
});

const scratch = mkdtempSync(join(tmpdir(), 'layer-lens-editors-'));
const bin = join(scratch, 'bin');
mkdirSync(bin);
writeFileSync(join(bin, 'layerlens'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
chmodSync(join(bin, 'layerlens'), 0o755);
const file = (name: string, text: string): string => {
  const path = join(scratch, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};
// No configuration of this machine's user is read or written.
const env = {
  ...process.env,
  PATH: bin + delimiter + process.env['PATH'],
  HOME: scratch,
  XDG_CONFIG_HOME: join(scratch, 'config'),
  XDG_STATE_HOME: join(scratch, 'state'),
  XDG_CACHE_HOME: join(scratch, 'cache'),
  TERM: 'xterm-256color',
};
const python = file('project/lstm.py', readExample('lstm.py'));
const mistake = file('project/mistake.py', readExample('lstm_with_mistake.py'));
/** The settings of the page hide the 3 parameters of the last layer. */
const HINTS = [
  '→ (None, 100, 4)',
  '→ (None, 2) · 56 params',
  '→ (None, 1)',
  '59 params in total',
  '= (8,)',
  '= (4, 8)',
  '= (2, 8)',
];

function run(command: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    env,
    cwd: dirname(python),
    encoding: 'utf8',
    timeout: 50_000,
  });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

describe('docs/editors.md', () => {
  after(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

  test('Neovim shows hints, hovers and problems', needs('nvim'), () => {
    const probe = file(
      'probe.lua',
      `
      local function say(value) io.stdout:write(vim.json.encode(value) .. '\\n') end
      local function hints() return vim.lsp.inlay_hint.get({ bufnr = 0 }) end
      vim.wait(15000, function() return #hints() > 0 end, 50)
      say(vim.tbl_map(function(hint) return hint.inlay_hint.label end, hints()))
      vim.api.nvim_win_set_cursor(0, { 5, 4 })
      local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 5000)
      for _, answer in pairs(answers) do say(answer.result.contents.value) end
      vim.cmd('edit ${mistake}')
      vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 50)
      say(vim.tbl_map(function(problem) return problem.code end, vim.diagnostic.get(0)))
      vim.cmd('qa!')
    `,
    );
    const [hints, hover, problems] = run('nvim', [
      '--headless',
      '-u',
      file('init.lua', block('Neovim')),
      python,
      '-c',
      `luafile ${probe}`,
    ])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    assert.deepEqual(hints, HINTS);
    for (const part of ['**LSTM**', '`recurrent_kernel`', '`(2, 8)`'])
      assert.ok(String(hover).includes(part), String(hover));
    assert.ok((problems as string[]).includes('undefined-name'), JSON.stringify(problems));
  });

  test('Emacs shows hints and hovers', needs('emacs'), () => {
    const probe = file(
      'probe.el',
      `
      (setq eglot-sync-connect t)
      (defun wait-for (met) (let ((end (+ (float-time) 15))) (while (and (not (funcall met)) (< (float-time) end)) (accept-process-output nil 0.05))))
      (defun hints () (seq-filter (lambda (one) (overlay-get one 'eglot--inlay-hint)) (overlays-in (point-min) (1+ (point-max)))))
      (find-file "${python}")
      (call-interactively #'eglot)
      (wait-for #'eglot-managed-p)
      (unless eglot-inlay-hints-mode (error "no hints are asked for"))
      (eglot--update-hints-1 (point-min) (point-max))
      (wait-for #'hints)
      (dolist (one (sort (hints) (lambda (a b) (< (overlay-start a) (overlay-start b)))))
        (princ (format "HINT %s\\n" (string-trim (substring-no-properties (concat (overlay-get one 'before-string) (overlay-get one 'after-string)))))))
      (goto-char (point-min))
      (search-forward "x = LST")
      (princ (plist-get (plist-get (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams)) :contents) :value))
    `,
    );
    const said = run('emacs', ['-Q', '--batch', '-l', file('init.el', block('Emacs')), '-l', probe]);
    assert.deepEqual(
      [...said.matchAll(/^HINT (.*)$/gm)].map(([, hint]) => hint),
      HINTS,
    );
    for (const part of ['LSTM', 'recurrent_kernel', '(2, 8)']) assert.ok(said.includes(part), said);
  });

  test('the page names the versions that are tried', () => {
    for (const editor of ['Neovim | 0.10', 'Emacs 30', 'Helix | 25']) assert.ok(page.includes(editor), editor);
  });
});
