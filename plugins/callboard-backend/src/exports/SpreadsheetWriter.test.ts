import { Workbook } from 'exceljs';
import { createServer, get, IncomingMessage } from 'http';
import { AddressInfo } from 'net';
import { once } from 'events';
import { Writable } from 'stream';
import { MemoryOutput } from './__testUtils__/MemoryOutput';
import { unzip } from './__testUtils__/unzip';
import { Column, Row } from './Column';
import { MAX_CELL_LENGTH } from './toCellText';
import { SpreadsheetWriter } from './SpreadsheetWriter';
import { SlowOutput } from './__testUtils__/SlowOutput';
import { createHangingRows } from './__testUtils__/createHangingRows';

type Tables = Record<string, { columns: Column[]; rows: Iterable<Row> }>;

async function write(tables: Tables, maxRowsPerWorksheet?: number) {
  const output = new MemoryOutput();
  const writer = new SpreadsheetWriter(output, maxRowsPerWorksheet);
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    await writer.writeWorksheet({ name, columns }, rows);
  }
  await writer.close();
  expect(output.writableFinished).toBe(true);
  return output.bytes;
}

async function read(bytes: Buffer) {
  const workbook = new Workbook();
  // exceljs' types have an older Buffer.
  await workbook.xlsx.load(bytes as any);
  return workbook;
}

const columns: Column[] = [
  { header: 'When', kind: 'datetime', zone: 'America/New_York' },
  { header: 'Day', kind: 'date' },
  { header: 'Text', kind: 'text', width: 40 },
  { header: 'Minutes', kind: 'number' },
];

const texts = (...values: string[]) => ({
  columns: [{ header: 'Text', kind: 'text' } as const],
  rows: values.map(value => [value]),
});

describe('SpreadsheetWriter', () => {
  it('writes dates, texts and numbers as typed cells', async () => {
    const at = Date.parse('2026-07-02T03:30:15.900Z');
    const bytes = await write({
      Raw: { columns, rows: [[at, '2026-07-01', 'Jürg & <Ann> 🎭', -12.5]] },
    });
    const worksheet = (await read(bytes)).getWorksheet('Raw')!;
    const [when, day, text, minutes] = [1, 2, 3, 4].map(n =>
      worksheet.getRow(2).getCell(n),
    );
    expect(when.value).toEqual(new Date('2026-07-01T23:30:15.000Z'));
    expect(when.numFmt).toBe('yyyy-mm-dd hh:mm:ss');
    expect(day.value).toEqual(new Date('2026-07-01T00:00:00.000Z'));
    expect(day.numFmt).toBe('yyyy-mm-dd');
    expect(text.value).toBe('Jürg & <Ann> 🎭');
    expect(minutes.value).toBe(-12.5);
  });

  it('writes a bold, frozen header with a filter and column widths', async () => {
    const bytes = await write({ Raw: { columns, rows: [[0], [0]] } });
    const worksheet = (await read(bytes)).getWorksheet('Raw')!;
    expect(worksheet.getRow(1).values).toEqual([
      undefined,
      ...['When', 'Day', 'Text', 'Minutes'],
    ]);
    expect(worksheet.getRow(1).getCell(4).font.bold).toBe(true);
    expect(worksheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(worksheet.autoFilter).toBe('A1:D3');
    expect([1, 2, 3, 4].map(n => worksheet.getColumn(n).width)).toEqual([
      20, 12, 40, 12,
    ]);
  });

  it('writes typed values without formulas in the raw XML', async () => {
    const bytes = await write({
      Raw: { columns, rows: [[0, '1970-01-01', '=1+1', 3]] },
      Sum: texts('&lt; "x"'),
    });
    const files = unzip(bytes);
    const raw = files.get('xl/worksheets/sheet1.xml')!;
    expect(raw).toMatch(/<c r="A2" s="\d+"><v>25568\.79166\d+<\/v><\/c>/);
    expect(raw).toMatch(/<c r="B2" s="\d+"><v>25569<\/v><\/c>/);
    expect(raw).toMatch(/<c r="C2" s="\d+" t="str"><v>=1\+1<\/v><\/c>/);
    expect(raw).toMatch(/<c r="D2"( s="\d+")?><v>3<\/v><\/c>/);
    expect(raw).not.toContain('<f');
    expect(files.get('xl/worksheets/sheet2.xml')).toContain(
      '<v>&amp;lt; &quot;x&quot;</v>',
    );
    expect(files.get('xl/workbook.xml')).toMatch(/name="Raw".*name="Sum"/);
  });

  it.each(['=1+1', '+1', '-1', '@A1', "'=1", '\t=1', '0911', '1e5', 'TRUE'])(
    'keeps %j as text',
    async text => {
      const bytes = await write({ Raw: texts(text) });
      const cell = (await read(bytes)).getWorksheet('Raw')!.getCell('A2');
      expect(cell.value).toBe(text);
      expect(cell.numFmt).toBe('@');
    },
  );

  it('writes a readable file for invalid characters and overlong texts', async () => {
    const bytes = await write({
      Raw: texts('a\u0000\u0001\ud800\uffff]]>', 'y'.repeat(40_000), '', '\n'),
    });
    const worksheet = (await read(bytes)).getWorksheet('Raw')!;
    expect(worksheet.getCell('A2').value).toBe('a]]>');
    expect(worksheet.getCell('A3').value).toHaveLength(MAX_CELL_LENGTH);
    expect(worksheet.getCell('A4').value).toBeNull();
    expect(worksheet.getCell('A5').value).toBe('\n');
  });

  it('leaves cells without a value empty', async () => {
    const rows: Row[] = [[null, undefined, '', NaN], [], [null, null, null, 7]];
    const bytes = await write({ Raw: { columns, rows } });
    const worksheet = (await read(bytes)).getWorksheet('Raw')!;
    expect(worksheet.getCell('D2').value).toBeNull();
    expect(worksheet.getCell('D4').value).toBe(7);
  });

  it('writes dates outside the spreadsheet range as text', async () => {
    const rows: Row[] = [[Date.parse('1850-01-01T12:00:00Z'), '0001-02-03']];
    const bytes = await write({ Raw: { columns, rows } });
    const worksheet = (await read(bytes)).getWorksheet('Raw')!;
    expect(worksheet.getCell('A2').value).toMatch(/^1850-01-01T/);
    expect(worksheet.getCell('B2').value).toBe('0001-02-03');
  });

  it('continues in further worksheets without losing or duplicating rows @full', async () => {
    const count = 2500;
    function* rows(): Generator<Row> {
      for (let n = 1; n <= count; n++) {
        yield [n, '2026-01-01', `row ${n}`, n];
      }
    }
    const bytes = await write(
      { Raw: { columns, rows: rows() }, Summary: texts('end') },
      1001,
    );
    const workbook = await read(bytes);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...['Raw', 'Raw 2', 'Raw 3', 'Summary'],
    ]);
    let sum = 0;
    for (const name of ['Raw', 'Raw 2', 'Raw 3']) {
      const worksheet = workbook.getWorksheet(name)!;
      expect(worksheet.getCell('D1').value).toBe('Minutes');
      expect(worksheet.rowCount).toBe(name === 'Raw 3' ? 501 : 1001);
      for (let row = 2; row <= worksheet.rowCount; row++) {
        sum += Number(worksheet.getCell(row, 4).value);
      }
    }
    expect(sum).toBe((count * (count + 1)) / 2);
  });

  it('creates no further worksheet for rows that just fit', async () => {
    const bytes = await write({ Raw: texts('a', 'b') }, 3);
    expect((await read(bytes)).worksheets).toHaveLength(1);
  });

  it('writes only the header for an empty list of rows', async () => {
    const workbook = await read(await write({ Raw: texts() }));
    expect(workbook.getWorksheet('Raw')!.rowCount).toBe(1);
  });

  it('rejects a file without worksheets, and an unknown time zone', async () => {
    const output = new MemoryOutput();
    await expect(new SpreadsheetWriter(output).close()).rejects.toThrow(
      'at least one worksheet',
    );
    const zone = 'Europe/Atlantis';
    await expect(
      write({
        R: { columns: [{ header: 'A', kind: 'datetime', zone }], rows: [] },
      }),
    ).rejects.toThrow(RangeError);
  });
});

const worksheet = {
  name: 'Raw',
  columns: [
    { header: 'A', kind: 'text' as const },
    { header: 'B', kind: 'number' as const },
  ],
};

/** Incompressible rows; `state` shows how many were read, and whether iteration has ended. */
function createCountedRows(count: number) {
  const state = { readCount: 0, hasEnded: false };
  function* rows(): Generator<Row> {
    try {
      for (; state.readCount < count; state.readCount++) {
        yield [
          `${Math.sin(state.readCount)} ${Math.cos(state.readCount)}`,
          state.readCount,
        ];
      }
    } finally {
      state.hasEnded = true;
    }
  }
  return { rows: rows(), state };
}

const countListeners = (output: Writable) =>
  output.eventNames().flatMap(event => output.listeners(event)).length;

describe('SpreadsheetWriter streaming', () => {
  it('buffers less than 256 KiB for a slow reader @full', async () => {
    const output = new SlowOutput();
    const writer = new SpreadsheetWriter(output);
    const { rows, state } = createCountedRows(50_000);
    await writer.writeWorksheet(worksheet, rows);
    await writer.close();
    expect(state.readCount).toBe(50_000);
    expect(output.maxWaitingBytes).toBeLessThan(256 * 1024);
  });

  it('stops reading rows while the output accepts nothing @full', async () => {
    const stuck = new Writable({ write: () => {} });
    const writer = new SpreadsheetWriter(stuck);
    const { rows, state } = createCountedRows(200_000);
    const outcome = writer
      .writeWorksheet(worksheet, rows)
      .catch(error => error);
    let before;
    do {
      before = state.readCount;
      await new Promise(resolve => setTimeout(resolve, 200));
    } while (state.readCount > before);
    // The stages of the archive buffer about two megabytes in total.
    expect(state.readCount).toBeLessThan(100_000);
    stuck.destroy();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
    expect(state.hasEnded).toBe(true);
  });

  it('aborts promptly and releases all resources', async () => {
    const output = new MemoryOutput();
    const before = countListeners(output);
    const writer = new SpreadsheetWriter(output);
    const { rows, state } = createHangingRows<Row>(5000, ['a', 1], () =>
      output.destroy(new Error('enough')),
    );
    await expect(writer.writeWorksheet(worksheet, rows)).rejects.toMatchObject({
      name: 'AbortError',
      cause: expect.objectContaining({ message: 'enough' }),
    });
    expect(state.hasEnded).toBe(true);
    expect(output.destroyed).toBe(true);
    expect(output.closed).toBe(true);
    expect(countListeners(output)).toBe(before);
    await expect(writer.writeWorksheet(worksheet, [])).rejects.toThrow(
      'was aborted',
    );
    await expect(writer.close()).rejects.toThrow('was aborted');
  });

  it('aborts between two worksheets', async () => {
    const output = new MemoryOutput();
    const writer = new SpreadsheetWriter(output);
    await writer.writeWorksheet(worksheet, [['a', 1]]);
    output.destroy();
    await expect(writer.close()).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  it('rejects close() when the output fails before accepting the last bytes', async () => {
    const stuck = new Writable({ write: () => {} });
    const writer = new SpreadsheetWriter(stuck);
    await writer.writeWorksheet(worksheet, [['a', 1]]);
    setTimeout(() => stuck.destroy(new Error('EPIPE')), 20);
    await expect(writer.close()).rejects.toMatchObject({
      name: 'AbortError',
      cause: expect.objectContaining({ message: 'EPIPE' }),
    });
  });

  it('rethrows the error of a source, and destroys the output only if writing had begun', async () => {
    async function* failing(after: number): AsyncGenerator<Row> {
      for (let n = 0; n < after; n++) {
        yield ['a', n];
      }
      throw new Error('the database is away');
    }
    const untouched = new MemoryOutput();
    await expect(
      new SpreadsheetWriter(untouched).writeWorksheet(worksheet, failing(0)),
    ).rejects.toThrow('the database is away');
    expect(untouched.destroyed).toBe(false);
    expect(countListeners(untouched)).toBe(countListeners(new MemoryOutput()));

    const startedOutput = new MemoryOutput();
    await expect(
      new SpreadsheetWriter(startedOutput).writeWorksheet(
        worksheet,
        failing(3),
      ),
    ).rejects.toThrow('the database is away');
    expect(startedOutput.destroyed).toBe(true);
  });

  it('removes its listeners from a completed output @full', async () => {
    const output = new MemoryOutput();
    const before = countListeners(output);
    const writer = new SpreadsheetWriter(output);
    await writer.writeWorksheet(worksheet, createCountedRows(2000).rows);
    await writer.close();
    expect(countListeners(output)).toBe(before);
  });

  describe('over HTTP', () => {
    async function serve(
      rows: Iterable<Row>,
      readResponse: (response: IncomingMessage) => Promise<void>,
    ): Promise<unknown> {
      let outcome: Promise<unknown> | undefined;
      const server = createServer((_, response) => {
        const writer = new SpreadsheetWriter(response);
        outcome = writer
          .writeWorksheet(worksheet, rows)
          .then(() => writer.close())
          .catch(error => error);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const { port } = server.address() as AddressInfo;
        const [response] = await once(
          get({ port, host: '127.0.0.1' }),
          'response',
        );
        await readResponse(response);
        return await outcome;
      } finally {
        server.close();
      }
    }

    it('delivers a complete file @full', async () => {
      const chunks: Buffer[] = [];
      const outcome = await serve(
        createCountedRows(20_000).rows,
        async response => {
          for await (const chunk of response) {
            chunks.push(chunk);
          }
        },
      );
      expect(outcome).toBeUndefined();
      const xml = unzip(Buffer.concat(chunks)).get('xl/worksheets/sheet1.xml')!;
      expect(xml.match(/<row /g)).toHaveLength(20_001);
    });

    it('stops reading rows when the client disconnects', async () => {
      const { rows, state } = createCountedRows(10_000_000);
      const outcome = await serve(rows, async response => {
        await once(response, 'data');
        response.destroy();
      });
      expect(outcome).toMatchObject({ name: 'AbortError' });
      expect(state.hasEnded).toBe(true);
    });
  });
});
