import fc from 'fast-check';
import { Column, writeCsv } from '../exports';
import { MemoryOutput } from '../exports/__testUtils__/MemoryOutput';
import { Uploads } from './__testUtils__/Uploads';

const uploads = new Uploads();

afterAll(() => uploads.dispose());

/** The rows of a table as pairs of their number and their cells. */
async function rowsOf(content: string | Buffer) {
  const { rows } = await uploads.read(content);
  return rows.map(({ row, cells }) => [row, ...Object.values(cells)]);
}

describe('reading a table from CSV', () => {
  it('takes rows as long as a spreadsheet has them, and no longer', async () => {
    const row = (cells: number) => `1${','.repeat(cells - 1)}`;
    const quoted = `"${','.repeat(20_000)}"`;
    for (const lineBreak of ['\n', '\r', '\r\n']) {
      const lines = ['a', row(16_384), quoted, row(16_384)];
      const rows = await rowsOf(lines.join(lineBreak));
      expect(rows.map(([, cell]) => String(cell).length)).toEqual([
        1, 20_000, 1,
      ]);
      expect(await uploads.refusal(['a', row(16_385)].join(lineBreak))).toBe(
        'body.file: has a row of more than 16384 cells',
      );
    }
  });

  it.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['a mixture of them', 'a,b\r\n1,2\n3,4\r'],
    ['none at the end', 'a,b\n1,2\n3,4'],
    ['a byte order mark', '\ufeffa,b\r\n1,2\r\n3,4'],
    ['quotes around everything', '\ufeff"a","b"\n"1","2"\n"3","4"'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['spaces around cells', ' a ,b\n 1,2 \n3\u00a0,\t4'],
  ])('takes lines with %s', async (_, content) => {
    expect(await uploads.read(content)).toEqual({
      columns: ['a', 'b'],
      rows: [
        { row: 2, cells: { a: '1', b: '2' } },
        { row: 3, cells: { a: '3', b: '4' } },
      ],
    });
  });

  it('reads quoted commas, quotes and line breaks', async () => {
    expect(
      await rowsOf('a,b\n"1,5","say ""hi"""\n"two\r\nlines",x\n,y'),
    ).toEqual([
      [2, '1,5', 'say "hi"'],
      [3, 'two\r\nlines', 'x'],
      [4, '', 'y'],
    ]);
  });

  it('reads semicolons as text where the header has a comma', async () => {
    expect(await rowsOf('a,b\n1;5,2')).toEqual([[2, '1;5', '2']]);
  });

  it('passes over blank lines, and counts them', async () => {
    expect(await rowsOf('\n\na,b\n\n1,2\n , \n,\n3,4\n\n')).toEqual([
      [5, '1', '2'],
      [8, '3', '4'],
    ]);
  });

  it('takes column names in any case, with spaces or hyphens', async () => {
    const { columns } = await uploads.read(
      'Staff ID,First-Name, LAST  name ,"e_mail"\n',
    );
    expect(columns).toEqual(['staff_id', 'first_name', 'last_name', 'e_mail']);
  });

  it('fills missing cells, passes over nameless columns, and marks rows beyond the header', async () => {
    const { rows } = await uploads.read('a,b,\n1\n1,2,,\n1,2,3\n1,2,,4');
    expect(rows).toEqual([
      { row: 2, cells: { a: '1', b: '' } },
      { row: 3, cells: { a: '1', b: '2' } },
      { row: 4, cells: { a: '1', b: '2' } },
      { row: 5, cells: { a: '1', b: '2' }, surplus: true },
    ]);
  });

  it('leaves columns of one name to who knows what they are for', async () => {
    const { columns } = await uploads.read('a,b,A\n1,2,3');
    expect(columns).toEqual(['a', 'b', 'a']);
  });

  it('takes away one apostrophe that the export put there', async () => {
    expect(await rowsOf(`'=a,b\n'=1+1,''-5\n-5,'quoted'`)).toEqual([
      [2, '=1+1', "'-5"],
      [3, '-5', "'quoted'"],
    ]);
    const { columns } = await uploads.read(`'=a,b\n`);
    expect(columns).toEqual(['=a', 'b']);
  });

  it('keeps names that mean something in JavaScript', async () => {
    const { rows } = await uploads.read('__proto__,constructor\n1,2');
    expect(Object.entries(rows[0].cells)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it.each([
    ['', 'is empty'],
    ['\ufeff', 'has no header'],
    ['\n , \n', 'has no header'],
    ['a,b\n1\u0000,2', 'must not contain U+0000'],
    ['a\n"1', 'has a quotation mark that is not closed, or a row without end'],
    ['a\n1\n2\n"3" x', 'has a quotation mark in the wrong place, in line 4'],
    ['a\n5" x', 'has a quotation mark in the wrong place, in line 2'],
    [
      Buffer.from('a\nm\xfcller', 'latin1'),
      'is neither an XLSX spreadsheet nor CSV in UTF-8',
    ],
    [
      Buffer.from('\ufeffa,b\n1,2', 'utf16le'),
      'is neither an XLSX spreadsheet nor CSV in UTF-8',
    ],
    [
      Buffer.from('a\n\u00fc').subarray(0, 3),
      'is neither an XLSX spreadsheet nor CSV in UTF-8',
    ],
    [
      Array.from({ length: 201 }, (_, n) => `c${n}`).join(','),
      'has more than 200 columns',
    ],
  ])('refuses %#: %j', async (content, reason) => {
    expect(await uploads.refusal(content)).toBe(`body.file: ${reason}`);
  });

  it('refuses blank lines without end', async () => {
    expect(await uploads.refusal(`a\n${'\n'.repeat(100_000)}`)).toBe(
      'body.file: has more than 100000 lines',
    );
  });

  it('refuses a row without end', async () => {
    expect(await uploads.refusal(`a\n${'x'.repeat(1_100_000)}`)).toBe(
      'body.file: has a quotation mark that is not closed, or a row without end',
    );
  });

  it('takes as many rows as it may, and reads no further than one more', async () => {
    const most = `a\n\n1\n2\n3\n\n`;
    expect((await uploads.read(most, 3)).rows).toHaveLength(3);
    expect(await uploads.refusal(`${most}4\n"never closed`, 3)).toBe(
      'body.file: has more than 3 rows',
    );
  });

  it('puts together what comes in several pieces', async () => {
    const text = 'ü'.repeat(100_001);
    for (const start of ['a\r\n', 'ab\r\n']) {
      const [[row, cell]] = await rowsOf(`${start}${text}\r\n`);
      expect([row, cell === text]).toEqual([2, true]);
    }
  });

  it('reads what the export writes', async () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'abc=+@\t\'"'), minLength: 1 })
      .map(text => text.trim())
      .filter(text => text !== '');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`'"=+-@\t\r\n,; a`) }),
    );
    const table = fc
      .uniqueArray(name, { minLength: 1, maxLength: 4 })
      .chain(columns =>
        fc.record({
          columns: fc.constant(columns),
          rows: fc.array(
            fc.array(
              text.map(cell => cell.replaceAll('\u0000', '')),
              { minLength: columns.length, maxLength: columns.length },
            ),
          ),
        }),
      );
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, rows }) => {
        const output = new MemoryOutput();
        const written: Column[] = columns.map(header => ({
          header,
          kind: 'text',
        }));
        await writeCsv(output, written, rows);
        expect(await rowsOf(output.bytes)).toEqual(
          rows
            .map((cells, index) => [
              index + 2,
              ...cells.map(cell => cell.trim()),
            ])
            .filter(([, ...cells]) => cells.some(Boolean)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
