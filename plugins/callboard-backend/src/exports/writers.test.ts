import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { randomBytes } from 'crypto';
import { PassThrough, Writable } from 'stream';
import { buffer } from 'stream/consumers';
import { MemoryOutput } from './__testUtils__/MemoryOutput';
import { SlowOutput } from './__testUtils__/SlowOutput';
import { createHangingRows } from './__testUtils__/createHangingRows';
import { Column, Row } from './Column';
import { restoreNeutralised, writeCsv } from './writeCsv';
import { writeJsonLines } from './writeTexts';
import { unzip } from './__testUtils__/unzip';
import { ExportAborted } from './ExportRun';
import { writeZip, ZipFile } from './writeZip';
import { numRuns } from '../__testUtils__/random';

const text = (header: string): Column => ({ header, kind: 'text' });
const two = [text('Name'), text('Note')];

async function csv(columns: Column[], rows: Iterable<Row>) {
  const output = new MemoryOutput();
  await writeCsv(output, columns, rows);
  return output.text;
}

describe('writeCsv', () => {
  it('writes a byte order mark, a header and records that end in CRLF', async () => {
    expect(await csv(two, [['a', 'b, "c"']])).toBe(
      '\ufeffName,Note\r\na,"b, ""c"""\r\n',
    );
    expect(await csv(two, [])).toBe('\ufeffName,Note\r\n');
  });

  it('neutralises text but not numbers', async () => {
    const columns: Column[] = [text('=T'), { header: 'N', kind: 'number' }];
    expect(
      await csv(columns, [
        ['=1+1', -5],
        ["'-5", 0.1 + 0.2],
        [null, NaN],
        [true, undefined],
      ]),
    ).toBe(
      "\ufeff'=T,N\r\n'=1+1,-5\r\n''-5,0.30000000000000004\r\n,\r\ntrue,\r\n",
    );
  });

  it('writes datetimes with the offset of their zone and dates unchanged', async () => {
    const columns: Column[] = [
      { header: 'At', kind: 'datetime', zone: 'Europe/Berlin' },
      { header: 'Day', kind: 'date' },
    ];
    const at = Date.parse('2026-07-01T22:30:00.123Z');
    expect(await csv(columns, [[at, '2026-07-02']])).toBe(
      '\ufeffAt,Day\r\n2026-07-02T00:30:00.123+02:00,2026-07-02\r\n',
    );
  });

  it('preserves every text when the CSV is parsed and restored @full', async () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`'"=+-@\t\r\n, a`) }),
    );
    const table = fc.integer({ min: 1, max: 3 }).chain(width =>
      fc.record({
        columns: fc.constant(Array.from({ length: width }, () => text('h'))),
        rows: fc.array(fc.array(field, { minLength: width, maxLength: width })),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        const records: string[][] = parse(await csv(columns, rows), {
          bom: true,
          record_delimiter: '\r\n',
        });
        expect(records.slice(1).map(r => r.map(restoreNeutralised))).toEqual(
          rows,
        );
      }),
      { numRuns: numRuns(300) },
    );
  });

  it('limits buffered output when the reader is slow @full', async () => {
    const output = new SlowOutput();
    let made = 0;
    function* rows(): Generator<Row> {
      for (; made < 50_000; made++) {
        yield [`row ${made}`, 'x'.repeat(100)];
      }
    }
    await writeCsv(output, two, rows());
    expect(made).toBe(50_000);
    expect(output.maxWaitingBytes).toBeLessThan(256 * 1024);
  });

  it('rejects with AbortError when the reader disconnects', async () => {
    const output = new MemoryOutput();
    const { rows, state } = createHangingRows<Row>(1, ['a', 'b'], () =>
      output.destroy(),
    );
    await expect(writeCsv(output, two, rows)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(state.hasEnded).toBe(true);
  });

  it('rejects without writing when the reader has already disconnected', async () => {
    const output = new MemoryOutput();
    output.destroy();
    await expect(writeCsv(output, two, [])).rejects.toMatchObject({
      code: 'ABORT_ERR',
    });
    expect(output.bytes).toHaveLength(0);
  });

  it('leaves the output untouched when the source fails before the first row', async () => {
    const output = new MemoryOutput();
    // eslint-disable-next-line require-yield
    async function* rows(): AsyncGenerator<Row> {
      throw new Error('no such table');
    }
    await expect(writeCsv(output, two, rows())).rejects.toThrow(
      'no such table',
    );
    expect(output.destroyed).toBe(false);
    expect(output.bytes).toHaveLength(0);
    expect(output.eventNames()).toEqual(new MemoryOutput().eventNames());
  });
});

describe('writeJsonLines', () => {
  it('writes one JSON object per line', async () => {
    const output = new MemoryOutput();
    const rows = [{ a: 'x\ny', b: -1 }, { a: '=1' }];
    await writeJsonLines(output, rows);
    expect(output.text).toBe('{"a":"x\\ny","b":-1}\n{"a":"=1"}\n');
    expect(output.writableFinished).toBe(true);
  });

  it('writes every row of a large source @full', async () => {
    const output = new MemoryOutput();
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, t: 'é🎭' }));
    await writeJsonLines(output, rows);
    const lines = output.text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map(line => JSON.parse(line))).toEqual(rows);
  });
});

const long = 'x'.repeat(1024);

async function* files(count: number): AsyncGenerator<ZipFile> {
  yield { name: 'README.txt', texts: ['Ü'] };
  yield { name: 'folder/empty.jsonl', texts: [] };
  yield { name: 'folder/long.jsonl', texts: Array(count).fill(long) };
}

describe('writeZip', () => {
  it('writes files one after another, including empty ones', async () => {
    const output = new PassThrough();
    const bytes = buffer(output);
    await writeZip(output, files(1_000));
    expect(unzip(await bytes)).toEqual(
      new Map([
        ['README.txt', 'Ü'],
        ['folder/empty.jsonl', ''],
        ['folder/long.jsonl', long.repeat(1_000)],
      ]),
    );
  });

  it('limits reading from the source when the output is not consumed @full', async () => {
    let read = 0;
    async function* noise() {
      for (; read < 100_000; read += 1) {
        yield randomBytes(1_024).toString('base64');
      }
    }
    async function* source(): AsyncGenerator<ZipFile> {
      yield { name: 'long.txt', texts: noise() };
    }
    const output = new Writable({ write: () => {} });
    const failure = writeZip(output, source()).catch(error => error);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(read).toBeLessThan(10_000);
    output.destroy();
    expect(await failure).toBeInstanceOf(ExportAborted);
  });

  it('destroys the output instead of finishing it when the source fails', async () => {
    async function* source(): AsyncGenerator<ZipFile> {
      yield* files(1);
      throw new Error('The database is away');
    }
    const output = new PassThrough();
    output.resume();
    await expect(writeZip(output, source())).rejects.toThrow(
      'The database is away',
    );
    expect(output.destroyed).toBe(true);
    expect(output.writableFinished).toBe(false);
  });
});
