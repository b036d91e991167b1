'use strict';

const { execFileSync } = require('child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('fs');
const { tmpdir } = require('os');
const { join, resolve } = require('path');
const { Readable } = require('stream');
const { run } = require('./run');

const packageFolder = resolve(__dirname, '..');
const page = readFileSync(
  resolve(packageFolder, '../../docs/integrity.md'),
  'utf8',
);
/** The export that docs/integrity.md documents. */
const example = page.match(/```jsonl\n([^]*?)```/)[1];
const [, row] = example.match(/^(\{"id".*)$/m);
const heads = [...example.matchAll(/"head":"(\w+)"/g)].map(([, head]) => head);

/** Runs the command on a text, as if it came from standard input. */
async function verify(text, ...args) {
  let out = '';
  let err = '';
  const code = await run(['-', ...args], {
    stdin: Readable.from([Buffer.from(text)]),
    out: chunk => {
      out += chunk;
    },
    err: chunk => {
      err += chunk;
    },
  });
  return { code, out, err };
}

describe('@callboard/verify', () => {
  it('accepts the documented export and prints its last head', async () => {
    const { code, out } = await verify(example);
    expect(code).toBe(0);
    expect(out).toContain(heads.at(-1));
  });

  it('accepts each head of the chain and rejects others', async () => {
    for (const head of heads) {
      expect(await verify(example, '--head', head)).toMatchObject({ code: 0 });
    }
    const { code, out } = await verify(example, '--head', 'f'.repeat(64));
    expect(code).toBe(1);
    expect(out).toMatch(/^TAMPERED/);
  });

  it('names the row that was changed', async () => {
    const changed = example.replace('"Max Member"', '"Mona Manager"');
    const { code, out } = await verify(changed, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      first_bad: { kind: 'changed', id: JSON.parse(row).id, segment: 1 },
    });
  });

  it('fails for removed lines only if --strict is set', async () => {
    const shortened = example.replace(`${row}\n`, '');
    expect(await verify(shortened)).toMatchObject({ code: 0 });
    expect(await verify(shortened, '--strict')).toMatchObject({ code: 1 });
  });

  it('cannot verify a truncated file, another file or a missing file', async () => {
    const truncated = example.slice(0, example.indexOf('{"end"'));
    for (const text of [truncated, '{"rows":[]}\n', 'PK', '']) {
      const { code, out, err } = await verify(text);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).not.toBe('');
    }
    const missing = await run([join(tmpdir(), 'no-such-export.jsonl')], {
      err: () => {},
    });
    expect(missing).toBe(2);
  });

  it('prints its usage for invalid arguments', async () => {
    for (const args of [['--head', 'abc'], ['second'], ['--unknown']]) {
      const { code, err } = await verify(example, ...args);
      expect(code).toBe(2);
      expect(err).toContain('Usage: npx @callboard/verify FILE');
    }
  });

  it('runs with npx from its tarball, without other packages @full', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callboard-verify-'));
    try {
      const npm = (...args) =>
        execFileSync('npm', args, { cwd: folder, encoding: 'utf8' });
      writeFileSync(join(folder, 'export.jsonl'), example);
      const [{ filename, files }] = JSON.parse(
        npm('pack', packageFolder, '--json', '--ignore-scripts'),
      );
      expect(files.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['LICENSE', 'README.md']),
      );
      expect(files.filter(({ path }) => path.includes('.test.'))).toEqual([]);
      const out = npm(
        'exec',
        ...['--yes', '--offline', '--cache', join(folder, 'cache')],
        ...['--', `./${filename}`, 'export.jsonl', '--head', heads[0]],
      );
      expect(out).toContain('The chain contains the hash given with --head.');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
