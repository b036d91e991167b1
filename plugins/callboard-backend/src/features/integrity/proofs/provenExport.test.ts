import { mockServices } from '@backstage/backend-test-utils';
import { execFile, execFileSync } from 'child_process';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { Knex } from 'knex';
import { isMatch } from 'lodash';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { promisify } from 'util';
import { download } from '../../../__testUtils__/download';
import { ruleDatabaseIds } from '../../../__testUtils__/databases';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { createId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { sealAll } from '../__testUtils__/sealAll';
import { Amendment, packAmendments, readMarkRoot } from '../seals/amendments';
import { addSeal, lockChainEnd, moveChainEnd } from '../seals/chain';
import {
  hashRow,
  computeHead,
  computeSha256,
  toRowContent,
  selectSealed,
} from '../seals/hashes';
import { unpackIds } from '../seals/packedIds';
import { sealRows } from '../Sealer';

const databases = MigratedDatabases.create();
const run = promisify(execFile);
const root = resolve(__dirname, '../../../../../..');
const command = join(root, 'packages/callboard-verify/bin/callboard-verify.js');
const python = join(root, 'scripts/verify/verify.py');
const verifier = join(root, 'packages/callboard-verify/src');
const { canonical } = jest.requireActual(join(verifier, 'canonical'));
const { verifyLines } = jest.requireActual(join(verifier, 'verifyLines'));

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    process.stderr.write(
      '\n!!! The verifier in Python is SKIPPED: there is no python3 !!!\n\n',
    );
    return false;
  }
}

const isPythonAvailable = hasPython();
const describeInPython = isPythonAvailable ? describe : describe.skip;

/** The output of a verifier. */
interface VerifierOutput {
  code: number;
  result: any;
  errors: string;
}

/** Runs a program that prints JSON. */
async function runVerifier(
  file: string,
  args: string[],
): Promise<VerifierOutput> {
  const toOutput = (code: number, { stdout, stderr }: any) => ({
    code,
    result: stdout === '' ? undefined : JSON.parse(stdout),
    errors: stderr,
  });
  return run(file, args).then(
    output => toOutput(0, output),
    error => toOutput(error.code, error),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-proofs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs both verifiers, which must agree, and returns the result of the package's verifier. */
async function check(
  lines: object[],
  ...args: string[]
): Promise<VerifierOutput> {
  const file = join(folder, 'export.jsonl');
  writeFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  const [packageOutput, pythonOutput] = await Promise.all([
    runVerifier(process.execPath, [command, file, '--json', ...args]),
    isPythonAvailable
      ? runVerifier('python3', [python, file, ...args])
      : undefined,
  ]);
  if (
    pythonOutput &&
    !isMatch(
      { ...packageOutput.result, code: packageOutput.code },
      { ...pythonOutput.result, code: pythonOutput.code },
    )
  ) {
    throw new Error(
      `The verifiers differ: ${JSON.stringify([packageOutput, pythonOutput])}`,
    );
  }
  return packageOutput;
}

const toJsonLine = (line: object) => JSON.stringify(line);

/** Runs the package's verifier in this process. */
async function verifyTexts(lines: object[]) {
  return verifyLines([lines.map(toJsonLine)]);
}

/** Runs the Python verifier on several files at once. */
async function runPythonVerifier(files: object[][]): Promise<object[]> {
  if (!isPythonAvailable) {
    return [];
  }
  const paths = files.map((lines, index) => {
    const path = join(folder, `${index}.jsonl`);
    writeFileSync(path, lines.map(line => `${toJsonLine(line)}\n`).join(''));
    return path;
  });
  const { stdout } = await run('python3', [python, ...paths]).catch(
    error => error,
  );
  return stdout
    .trim()
    .split('\n')
    .map((line: string) => JSON.parse(line));
}

/** The number of seals over two rows each: more than a verifier caches. */
const SEALS_OF_TWO = 257;

const HOUR = 60 * 60_000;

/** Texts and numbers that are difficult for implementations of canonical JSON. */
const hostile = {
  '\u20ac': 'Grüße',
  '\ud83d\ude00': '\u2028\u2029\t"\\',
  '\ufb33': [1e21, -0, 1.5e-7, 1e-6, 333333333.3333333, 4.5, 5e-324, 1e20],
  a: { 'z\n': null, __proto__x: [{}, [], ''], 10: true, 9: false },
};

describeInPython('canonical JSON of both verifiers', () => {
  it('produces the same canonical JSON for any value in both verifiers @full', () => {
    const values = fc.sample(
      fc.oneof(
        fc.jsonValue(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      1_000,
    );
    const texts = [...values, hostile].map(value => JSON.stringify(value));
    const printed = execFileSync('python3', [python, '--canonical'], {
      input: `${texts.join('\n')}\n`,
      maxBuffer: 2 ** 28,
    });
    expect(printed.toString().split('\n').slice(0, -1)).toEqual(
      texts.map(each => canonical(JSON.parse(each))),
    );
  });
});

describe('example in docs/integrity.md', () => {
  const page = readFileSync(join(root, 'docs/integrity.md'), 'utf8');
  const example = page.slice(page.indexOf('## An example'));
  const blocks = [...example.matchAll(/```\w+\n([^]*?)\n```/g)].map(
    ([, text]) => text,
  );

  it('passes verification and contains the documented values @full', async () => {
    const lines = blocks[2].split('\n').map(line => JSON.parse(line));
    expect(await check(lines)).toMatchObject({ code: 0 });
    const { proof, ...row } = lines.find(line => line.proof);
    const { segment: _s, place: _p, salt, ...hidden } = proof;
    expect(canonical({ ...row, ...hidden })).toBe(blocks[0]);
    const [first, mark] = lines.filter(line => line.seal);
    const { head: _h, ...content } = first.seal;
    expect(canonical(content)).toBe(blocks[1]);
    const values = [
      salt,
      hashRow(Buffer.from(salt, 'hex'), { ...row, ...hidden }),
      first.seal.root,
      first.seal.head,
      mark.seal.root,
      mark.seal.head,
    ];
    for (const value of values) {
      expect(example).toContain(
        `\`${Buffer.isBuffer(value) ? value.toString('hex') : value}\``,
      );
    }
  });
});

describe.each(databases.eachSupportedId())(
  'activity export with proofs, on %p',
  id => {
    let callboard: TestCallboard;
    let knex: Knex;
    let workspace_id: string;
    let lines: any[];

    const scheduler = mockServices.scheduler();
    const seal = () =>
      sealAll(knex, () => scheduler.triggerTask('callboard-activity-seals'));

    /** Seals the current rows separately from later ones. */
    const sealSeparately = () =>
      sealAll(knex, async () => {
        await knex.transaction(tx => sealRows(tx, Date.now()));
      });

    const exported = async (query = 'details=true&proof=true') => {
      const { text } = await download(
        callboard.as('superAdmin'),
        `/admin/activity/export.jsonl?${query}`,
      );
      return text
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line));
    };

    const post = async (count: number): Promise<string[]> => {
      const { body } = await callboard.as('superAdmin').post(
        '/activity',
        Array.from({ length: count }, (_, index) => ({
          action: 'add_note',
          entity_type: 'note',
          entity_id: `note-${index}`,
          entity_label: 'Grüße 😀 \u2028 "',
          metadata: hostile,
        })),
      );
      return body.ids;
    };

    /** Adds a mark, as an erasure does, that amends one row and deletes another. */
    const makeMark = async (changed: string, deleted: string) =>
      knex.transaction(async tx => {
        await tx('activity').where({ id: deleted }).delete();
        await tx('activity').where({ id: changed }).update({ ip: '10.0.0.9' });
        const end = await lockChainEnd(tx);
        const sealed = (await tx('activity_sealed_rows')).find(({ ids }) =>
          unpackIds(ids).includes(changed),
        );
        const ids = unpackIds(sealed.ids);
        const salt = Buffer.alloc(16, 7);
        const [row] = await selectSealed(tx).where({ id: changed });
        const amendments: Amendment[] = [
          {
            rowIndex: ids.indexOf(changed),
            newHash: { salt, hash: hashRow(salt, toRowContent(row)) },
          },
          { rowIndex: ids.indexOf(deleted) },
        ];
        const packed = packAmendments(amendments);
        const number = Buffer.alloc(8);
        number.writeBigUInt64BE(BigInt(sealed.number));
        const made = await addSeal(tx, end, {
          kind: 'erasure',
          sealed_at: new Date().toISOString(),
          rows: 2,
          first_id: null,
          last_id: null,
          root: computeSha256(
            Buffer.concat([
              number,
              Buffer.from(computeSha256(packed.amended), 'hex'),
            ]),
          ),
          rule: null,
        });
        const mark = made.content.number;
        await tx('activity_amendments').insert({
          number: sealed.number,
          mark,
          ...packed,
        });
        await moveChainEnd(tx, { ...end, number: mark, head: made.head });
        return {
          claimed: made.content.root,
          found: await readMarkRoot(tx, mark),
        };
      });

    beforeAll(async () => {
      callboard = await startCallboard(databases, id, {
        config: { activity: { readers: [people.reader] } },
        services: [schedulerFactory(scheduler)],
      });
      knex = callboard.knex;
      const { body } = await callboard
        .as('superAdmin')
        .get('/workspaces/default');
      workspace_id = body.id;
      const ids = await post(20);
      await seal();
      await makeMark(ids[3], ids[5]);
      await addRows(knex, workspace_id, [
        { created_at: Date.UTC(2026, 0, 1), project_id: createId(0) },
      ]);
      await post(20);
      await seal();
      lines = await exported();
    });

    afterAll(() => callboard.stop());

    /** The lines of rows; tests change the middle one. */
    const rowLines = () => lines.filter(line => line.proof);

    /** Replaces one line. */
    const withLine = (old: object, now: object[]) =>
      lines.flatMap(line => (line === old ? now : [line]));

    it('passes both verifiers and contains the rows of an export without proofs @full', async () => {
      const { code, result } = await check(lines);
      expect(result).toMatchObject({
        ok: true,
        rows_unsealed: 0,
        left_out: [],
      });
      expect(code).toBe(0);
      const { body: onServer } = await callboard
        .as('superAdmin')
        .get('/admin/activity/verify');
      expect(result).toMatchObject(onServer);
      // The download with proofs has added a row to the log.
      const rows = (await exported('details=true')).filter(
        ({ action }) => action !== 'export',
      );
      expect(rowLines().map(({ proof: _, ...row }) => row)).toEqual(rows);
      expect(rows.length).toBeGreaterThan(40);
      const seals = lines.filter(line => line.seal);
      const { body } = await callboard
        .as('superAdmin')
        .get('/admin/activity/seals?limit=1');
      expect(seals[seals.length - 1].seal).toEqual(body.items[0]);
      expect(result.head).toBe(body.items[0].head);
    });

    it('passes with a head of the chain and reports an unknown head as missing @full', async () => {
      const { head } = lines.find(line => line.seal).seal;
      expect(await check(lines, '--head', head)).toMatchObject({ code: 0 });
      expect(await check(lines, '--head', '0'.repeat(64))).toMatchObject({
        code: 1,
        result: { first_bad: { id: null, kind: 'missing', segment: null } },
      });
    });

    it('fails verification when a row, proof, seal, hash or amendment was changed @full', async () => {
      const row = rowLines()[10];
      const { proof } = row;
      const { segment } = proof;
      const { seal: first } = lines.find(line => line.seal?.number === 1);
      const { seal: mark } = lines.find(line => line.seal?.kind === 'erasure');
      const { amended } = lines.find(line => line.amended);
      const { hashes } = lines.find(line => line.hashes?.amendments.length > 0);
      const findLine = (part: object) =>
        lines.find(line => Object.values(line).includes(part));
      const sealed_at = '2026-01-01T00:00:00.000Z';
      const { head: _, ...remade } = { ...first, sealed_at };

      const changed = { id: row.id, kind: 'changed', segment };
      const added = { ...changed, kind: 'added' };
      const ofHashes = { kind: 'changed', segment: hashes.segment };
      const cases: Array<[line: object, now: object[], found: object]> = [
        [row, [{ ...row, user_name: 'Eve' }], changed],
        [row, [{ ...row, note: 'more' }], changed],
        [row, [row, row], added],
        ...[
          { salt: '00'.repeat(16) },
          { place: proof.place + 1 },
          { visibility: 'admins', is_detail: true },
          { project_id: createId(0) },
        ].map((forged): [object, object[], object] => [
          row,
          [{ ...row, proof: { ...proof, ...forged } }],
          changed,
        ]),
        [row, [{ ...row, proof: { ...proof, place: null } }], added],
        [
          findLine(first),
          [{ seal: { ...first, sealed_at } }],
          { id: first.first_id, kind: 'changed', segment: 1 },
        ],
        [findLine(first), [], { id: null, kind: 'missing', segment: 1 }],
        [
          findLine(first),
          [{ seal: { ...remade, head: computeHead(remade) } }],
          { kind: 'changed', segment: 2 },
        ],
        [
          findLine(amended),
          [{ amended: { ...amended, segments: [] } }],
          { id: null, kind: 'changed', segment: mark.number },
        ],
        [
          findLine(amended),
          [],
          { id: null, kind: 'changed', segment: mark.number },
        ],
        [
          findLine(hashes),
          [{ hashes: { ...hashes, amendments: [] } }],
          ofHashes,
        ],
        [
          findLine(hashes),
          [{ hashes: { ...hashes, hashes: 'AAAA' } }],
          ofHashes,
        ],
        [
          findLine(hashes),
          [],
          { id: null, kind: 'missing', segment: hashes.segment },
        ],
      ];
      const tampered = cases.map(([line, now]) => withLine(line, now));
      const found = cases.map(([, , first_bad]) => ({ ok: false, first_bad }));
      const ours = await Promise.all(tampered.map(each => verifyTexts(each)));
      expect(ours).toMatchObject(found);
      const theirs = await runPythonVerifier(tampered);
      expect(theirs).toMatchObject(isPythonAvailable ? found : []);
    });

    it('passes with omitted or unsealed rows, and reports both @full', async () => {
      const row = rowLines()[3];
      expect((await check(withLine(row, []))).result).toMatchObject({
        ok: true,
        rows_removed: 1,
        left_out: [{ segment: row.proof.segment }],
      });
      const filtered = await exported('entity_id=note-7&proof=true');
      expect(await check(filtered)).toMatchObject({
        code: 0,
        result: { ok: true, rows_checked: 2, rows_removed: 0 },
      });
      const unsealed = withLine(row, [{ ...row, proof: null }]);
      expect((await check(unsealed)).result).toMatchObject({
        ok: true,
        rows_unsealed: 1,
      });
      const file = join(folder, 'export.jsonl');
      await expect(
        run(process.execPath, [command, file, '--strict']),
      ).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringContaining('1 rows are not sealed yet'),
      });
    });

    it('exits with code 2 when the file is truncated, newer or without proofs @full', async () => {
      const first = lines.find(line => line.seal?.number === 1);
      const { head: _, ...newer } = { ...first.seal, version: 2 };
      const newerLine = { seal: { ...newer, head: computeHead(newer) } };
      expect(await check(withLine(first, [newerLine]))).toMatchObject({
        code: 2,
        errors: expect.stringContaining('has version 2'),
      });
      expect(await check(lines.slice(0, -1))).toMatchObject({
        code: 2,
        errors: expect.stringContaining('The file is incomplete'),
      });
      expect(await check(await exported('details=true'))).toMatchObject({
        code: 2,
        errors: expect.stringContaining('?proof=true'),
      });
      await expect(
        run(process.execPath, [command, '--head', 'x', 'y']),
      ).rejects.toMatchObject({ code: 2 });
    });

    it('requires a super admin, and proves new rows once they are sealed @full', async () => {
      const refused = await callboard
        .as('reader')
        .get('/admin/activity/export.jsonl?proof=true');
      expect(refused.status).toBe(403);
      const [unsealed] = await post(1);
      const rows = await exported();
      expect(rows.find(row => row.id === unsealed)).toMatchObject({
        proof: null,
      });
      await seal();
      expect((await check(await exported())).result).toMatchObject({
        ok: true,
        rows_unsealed: 0,
      });
    });

    // The reader's cache does not depend on the database.
    if (ruleDatabaseIds.includes(id)) {
      it('repeats hashes that a reader may have evicted from its cache @full', async () => {
        // Each seal has one row among the newest and one among the oldest.
        for (let count = 0; count < SEALS_OF_TWO; count += 1) {
          await addRows(knex, workspace_id, [
            { entity_id: 'spread' },
            { entity_id: 'spread', created_at: Date.UTC(2025, 0, 1) + count },
          ]);
          await sealSeparately();
        }
        await seal();
        const spread = await exported('entity_id=spread&proof=true');
        const { code, result } = await check(spread);
        expect([code, result.rows_checked]).toEqual([0, 2 * SEALS_OF_TWO]);
        const proven = spread.filter(line => line.hashes).length;
        expect(proven).toBeGreaterThan(result.segments_checked);
      });
    }

    it('reports an inserted row as added, also before an erasure seal @full-sqlite', async () => {
      const [a, b] = await post(2);
      await seal();
      const [late] = await addRows(knex, workspace_id, [
        { created_at: Date.now() - 3 * HOUR, is_dated: false },
      ]);
      await seal();
      const added = { first_bad: { id: late.id, kind: 'added' } };
      expect((await check(await exported())).result).toMatchObject(added);
      const made = await makeMark(a, b);
      expect(made.found).toBe(made.claimed);
      expect((await check(await exported())).result).toMatchObject(added);
      await post(1);
      await seal();
      const { body } = await callboard
        .as('superAdmin')
        .get('/admin/activity/verify');
      expect(body).toMatchObject(added);
      expect((await check(await exported())).result).toMatchObject(added);
    });
  },
);
