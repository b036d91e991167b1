import fc from 'fast-check';
import { Workbook } from 'exceljs';
import { Column, SpreadsheetWriter, writeCsv } from '../exports';
import { MemoryOutput } from '../exports/__testUtils__/MemoryOutput';
import { Uploads } from './__testUtils__/Uploads';
import { buildWorkbook, buildWorkbookParts } from './__testUtils__/workbook';
import { buildZip } from './__testUtils__/zip';
import { TextCollector } from './xlsx/TextCollector';
import { numRuns } from '../__testUtils__/random';

describe('readTable for CSV', () => {
  const uploads = new Uploads();

  afterAll(() => uploads.dispose());

  /** The rows of a table as pairs of row number and cells. */
  async function readRows(content: string | Buffer) {
    const { rows } = await uploads.read(content);
    return rows.map(({ row, cells }) => [row, ...Object.values(cells)]);
  }

  describe('CSV files', () => {
    it('accepts rows of up to 16384 cells, and fails longer ones @full', async () => {
      const row = (cells: number) => `1${','.repeat(cells - 1)}`;
      const quoted = `"${','.repeat(20_000)}"`;
      for (const lineBreak of ['\n', '\r', '\r\n']) {
        const lines = ['a', row(16_384), quoted, row(16_384)];
        const rows = await readRows(lines.join(lineBreak));
        expect(rows.map(([, cell]) => String(cell).length)).toEqual([
          1, 20_000, 1,
        ]);
        const long = await uploads.read(['a', row(16_385)].join(lineBreak));
        expect(long.rows[0].problems).toEqual([
          { field: null, reason: 'has more than 16384 cells' },
        ]);
      }
    });

    it.each([
      ['LF', 'a,b\n1,2\n3,4\n'],
      ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
      ['CR', 'a,b\r1,2\r3,4\r'],
      ['mixed line breaks', 'a,b\r\n1,2\n3,4\r'],
      ['no line break at the end', 'a,b\n1,2\n3,4'],
      ['a byte order mark', '\ufeffa,b\r\n1,2\r\n3,4'],
      ['quotes around every cell', '\ufeff"a","b"\n"1","2"\n"3","4"'],
      ['semicolons', 'a;b\n1;2\n3;4'],
      ['spaces around cells', ' a ,b\n 1,2 \n3\u00a0,\t4'],
    ])('reads lines with %s', async (_, content) => {
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
        await readRows('a,b\n"1,5","say ""hi"""\n"two\r\nlines",x\n,y'),
      ).toEqual([
        [2, '1,5', 'say "hi"'],
        [3, 'two\r\nlines', 'x'],
        [4, '', 'y'],
      ]);
    });

    it('reads semicolons as text where the header has a comma', async () => {
      expect(await readRows('a,b\n1;5,2')).toEqual([[2, '1;5', '2']]);
    });

    it('retains outer white space in columns with text of several lines', async () => {
      expect(
        await readRows(`a,notes,description\n 1 ,'\tx,"\n y\n"\n2, ,`),
      ).toEqual([
        [2, '1', '\tx', '\n y\n'],
        [3, '2', '', ''],
      ]);
    });

    it('joins the cells of repeated columns without blanks, one per line', async () => {
      const options = { joinRepeatedColumns: true };
      expect(
        await uploads.read('a,Sprint,b,sprint\n1,x,,y\n2,,3,z', 10, options),
      ).toEqual({
        columns: ['a', 'sprint', 'b'],
        rows: [
          { row: 2, cells: { a: '1', sprint: 'x\ny' } },
          { row: 3, cells: { a: '2', sprint: 'z', b: '3' } },
        ],
      });
    });

    it('skips blank lines, and counts them in row numbers', async () => {
      expect(await readRows('\n\na,b\n\n1,2\n , \n,\n3,4\n\n')).toEqual([
        [5, '1', '2'],
        [8, '3', '4'],
      ]);
    });

    it('converts column names to lower case with underscores', async () => {
      const { columns } = await uploads.read(
        'Staff ID,First-Name, LAST  name ,"e_mail"\n',
      );
      expect(columns).toEqual([
        'staff_id',
        'first_name',
        'last_name',
        'e_mail',
      ]);
    });

    it('fills missing cells, skips unnamed columns, and flags rows longer than the header', async () => {
      const { rows } = await uploads.read('a,b,\n1\n1,2,,\n1,2,3\n1,2,,4');
      expect(rows).toEqual([
        { row: 2, cells: { a: '1', b: '' } },
        { row: 3, cells: { a: '1', b: '2' } },
        { row: 4, cells: { a: '1', b: '2' } },
        { row: 5, cells: { a: '1', b: '2' }, hasSurplusCells: true },
      ]);
    });

    it('keeps duplicate column names for the caller to resolve', async () => {
      const { columns } = await uploads.read('a,b,A\n1,2,3');
      expect(columns).toEqual(['a', 'b', 'a']);
    });

    it('removes one leading apostrophe that the export added', async () => {
      expect(await readRows(`'=a,b\n'=1+1,''-5\n-5,'quoted'`)).toEqual([
        [2, '=1+1', "'-5"],
        [3, '-5', "'quoted'"],
      ]);
      const { columns } = await uploads.read(`'=a,b\n`);
      expect(columns).toEqual(['=a', 'b']);
    });

    it('keeps column names such as __proto__ and constructor', async () => {
      const { rows } = await uploads.read('__proto__,constructor\n1,2');
      expect(Object.entries(rows[0].cells)).toEqual([
        ['__proto__', '1'],
        ['constructor', '2'],
      ]);
    });

    it.each([
      ['', 'is empty'],
      ['\ufeff', 'has no header row with column names'],
      ['\n , \n', 'has no header row with column names'],
      [
        'a\u0000,b\n1,2',
        'has a cell in its header that must not contain U+0000',
      ],
      [
        Array.from({ length: 201 }, (_, n) => `c${n}`).join(','),
        'has more than 200 columns',
      ],
    ])('rejects file %#: %j', async (content, reason) => {
      expect(await uploads.readError(content)).toBe(`body.file: ${reason}`);
    });

    it.each([
      ['UTF-8', Buffer.from('a,b\nMüller,Zoë')],
      ['Windows-1252', Buffer.from('a,b\nM\xfcller,Zo\xeb', 'latin1')],
      [
        'UTF-16, low byte first',
        Buffer.from('\ufeffa,b\nMüller,Zoë', 'utf16le'),
      ],
      [
        'UTF-16, high byte first',
        Buffer.from('\ufeffa,b\nMüller,Zoë', 'utf16le').swap16(),
      ],
    ])('reads accented letters in %s', async (_, content) => {
      expect(await readRows(content)).toEqual([[2, 'Müller', 'Zoë']]);
    });

    it('reads Windows-1252 when the first invalid UTF-8 byte comes late in the file', async () => {
      const late = `${'x'.repeat(10_000)}\xfc`;
      const content = Buffer.from(`a\n${late}`, 'latin1');
      expect(await readRows(content)).toEqual([[2, late]]);
    });

    it.each([
      ['tabs', 'a\tb\n1,5\t2;5', [2, '1,5', '2;5']],
      ['pipes', 'a|b\n1,5|2', [2, '1,5', '2']],
      [
        'the separator declared in the first line',
        'sep=;\r\na;b\r\n1,5;2',
        [3, '1,5', '2'],
      ],
      [
        'the most frequent separator in the header',
        'a;b;"c,d,e"\n1;2;3',
        [2, '1', '2', '3'],
      ],
    ])('separates cells by %s', async (_, content, expected) => {
      expect(await readRows(content)).toEqual([expected]);
    });

    it('reads quotation marks within a cell as text', async () => {
      expect(
        await readRows('a,b\n27" screen,"5"" disk"\n"3" x,y "z"\n "q",'),
      ).toEqual([
        [2, '27" screen', '5" disk'],
        [3, '3 x', 'y "z"'],
        [4, '"q"', ''],
      ]);
    });

    it('reads numbers that a spreadsheet wrote as text formulas', async () => {
      expect(await readRows('a,b,c\n="04811","=""04811""",\'="x"')).toEqual([
        [2, '04811', '04811', '="x"'],
      ]);
    });

    it.each(['#N/A', '#REF!', '#DIV/0!', '###', '#######'])(
      'fails a cell that shows %s instead of a value',
      async cell => {
        const { rows } = await uploads.read(`a,b\n${cell},1`);
        expect(rows[0].cells).toEqual({ a: '', b: '1' });
        expect(rows[0].problems).toEqual([
          { field: 'a', reason: `contains ${cell} instead of a value` },
        ]);
      },
    );

    it('stores only the cells of selected columns, and lists all columns', async () => {
      const errors = Array(150).fill('#N/A').join(',');
      const wide = Array.from({ length: 150 }, (_, index) => `c${index}`);
      const { columns, rows } = await uploads.read(
        `a,b,${wide.join(',')}\n1,2,${errors}\n1,2,${errors},3`,
        undefined,
        { selectColumns: names => names.filter(name => name === 'b') },
      );
      expect(columns).toEqual(['a', 'b', ...wide]);
      expect(rows).toEqual([
        { row: 2, cells: { b: '2' } },
        { row: 3, cells: { b: '2' }, hasSurplusCells: true },
      ]);
    });

    it('shares equal problems of rows, and reports a repeated column once', async () => {
      const { rows } = await uploads.read('a,a,b\n#N/A,#n/a,1\n#N/A,2,1');
      expect(rows.map(({ problems }) => problems)).toEqual([
        [{ field: 'a', reason: 'contains #N/A instead of a value' }],
        [{ field: 'a', reason: 'contains #N/A instead of a value' }],
      ]);
      expect(rows[0].problems![0]).toBe(rows[1].problems![0]);
    });

    it('fails a row with more than 100 invalid cells as a whole', async () => {
      const names = Array.from({ length: 101 }, (_, index) => `c${index}`);
      const errors = (count: number) => Array(count).fill('#N/A').join(',');
      const { rows } = await uploads.read(
        [names.join(','), `${errors(100)},1`, errors(101)].join('\n'),
      );
      expect(rows[0].problems).toHaveLength(100);
      expect(rows[1].problems).toEqual([
        { field: null, reason: 'has more than 100 invalid cells' },
      ]);
    });

    it('uses the first recognised header near the top, and skips lines above it', async () => {
      uploads.isHeader = columns => columns.includes('a');
      try {
        const { columns, rows } = await uploads.read(
          'List of 2026\n\na,b\n1,2',
        );
        expect(columns).toEqual(['a', 'b']);
        expect(rows.map(({ row }) => row)).toEqual([4]);
        const late = await uploads.read(`${'x\n'.repeat(20)}a,b\n1,2`);
        expect(late).toEqual({ columns: ['x'], rows: [] });
        const title = '"List, of\nX, Y, Z; 2026\n\na;b\n1,5;2';
        expect(await readRows(title)).toEqual([[5, '1,5', '2']]);
      } finally {
        uploads.isHeader = () => true;
      }
    });

    it('reads a row after 200 000 blank lines', async () => {
      const blank = '\n'.repeat(200_000);
      expect(await readRows(`a\n${blank}1`)).toEqual([[200_002, '1']]);
    });

    it('rejects more than 100 000 rows of blank cells @full', async () => {
      expect(await uploads.readError(`a,b\n${',\n'.repeat(100_000)}`)).toBe(
        'body.file: has more than 100000 rows',
      );
    });

    it.each([
      ['a quotation mark that is never closed', '1,"2', null],
      ['such a quotation mark and CRLF', '1,"2\r', null],
      ['U+0000', '1\u0000,2', 'a'],
      ['more than a million characters', `1,${'x'.repeat(1_100_000)}`, null],
      ['as many in quotes', `1,"${'x\n'.repeat(550_000)}"`, null],
    ])('fails only the row with %s', async (_, line, field) => {
      const { rows } = await uploads.read(`a,b\n"x\ny",z\n${line}\n3,4\n`);
      expect(
        rows.map(({ row, cells }) => [row, ...Object.values(cells)]),
      ).toEqual([
        [2, 'x\ny', 'z'],
        [3, '', field === 'a' ? '2' : ''],
        [4, '3', '4'],
      ]);
      expect(rows[1].problems).toEqual([
        { field, reason: expect.stringMatching(/unclosed|U\+0000|million/) },
      ]);
    });

    it('accepts the maximum number of rows, and stops reading after one more', async () => {
      const largest = `a\n\n1\n2\n3\n\n`;
      expect((await uploads.read(largest, 3)).rows).toHaveLength(3);
      expect(await uploads.readError(`${largest}4\n"never closed`, 3)).toBe(
        'body.file: has more than 3 rows',
      );
    });

    it('joins a cell that spans several chunks @full', async () => {
      const text = 'ü'.repeat(100_001);
      for (const start of ['a\r\n', 'ab\r\n']) {
        const [[row, cell]] = await readRows(`${start}${text}\r\n`);
        expect([row, cell === text]).toEqual([2, true]);
      }
    });

    it('reads back CSV written by the export @full', async () => {
      const name = fc
        .string({ unit: fc.constantFrom(...'abc=+@\'"'), minLength: 1 })
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
          expect(await readRows(output.bytes)).toEqual(
            rows
              .map((cells, index) => [
                index + 2,
                ...cells.map(cell => cell.trim()),
              ])
              .filter(([, ...cells]) => cells.some(Boolean)),
          );
        }),
        { numRuns: numRuns(300) },
      );
    });
  });
});

describe('readTable for XLSX', () => {
  const uploads = new Uploads();

  afterAll(() => uploads.dispose());

  const inline = (text: string) =>
    `<c t="inlineStr"><is><t>${text}</t></is></c>`;

  const header = `<row>${['a', 'b', 'c'].map(inline).join('')}</row>`;

  /** The parsed row below the header a, b, c. */
  async function readRow(
    cells: string,
    parts: Partial<Parameters<typeof buildWorkbook>[0]> = {},
    reading?: { withTimes: boolean },
  ) {
    const rows = `${header}<row>${cells}</row>`;
    const file = buildWorkbook({ ...parts, rows });
    const table = await uploads.read(file, undefined, reading);
    return table.rows[0];
  }

  describe('XLSX files', () => {
    it('reads texts, numbers, dates, booleans, formulas, links and errors of a workbook', async () => {
      const book = new Workbook();
      const worksheet = book.addWorksheet('People');
      book.addWorksheet('Other').addRow(['nothing of this']);
      worksheet.addRow([
        'Staff ID',
        'Joined',
        'Manager',
        'Grade',
        'Note',
        'Mail',
      ]);
      worksheet.addRow([
        '0007',
        new Date('2026-02-28T00:00:00Z'),
        true,
        { formula: '1+1', result: 2 },
        {
          richText: [{ text: 'bold ', font: { bold: true } }, { text: 'not' }],
        },
        { text: 'a@b.c', hyperlink: 'mailto:a@b.c' },
      ]);
      worksheet.addRow([]);
      worksheet.addRow([
        1e14,
        new Date('1999-12-31T23:59:59Z'),
        false,
        { formula: 'A1', result: 'x' },
        { error: '#REF!' },
      ]);
      const bytes = Buffer.from(await book.xlsx.writeBuffer());
      expect(await uploads.read(bytes)).toEqual({
        columns: ['staff_id', 'joined', 'manager', 'grade', 'note', 'mail'],
        rows: [
          {
            row: 2,
            cells: {
              staff_id: '0007',
              joined: '2026-02-28',
              manager: 'true',
              grade: '2',
              note: 'bold not',
              mail: 'a@b.c',
            },
          },
          {
            row: 4,
            cells: {
              staff_id: '100000000000000',
              joined: '1999-12-31',
              manager: 'false',
              grade: 'x',
              note: '',
              mail: '',
            },
            problems: [{ field: 'note', reason: 'contains the error #REF!' }],
          },
        ],
      });
    });

    it.each([
      ['<c><v>12.50</v></c>', '12.5'],
      ['<c><v>-0.1</v></c>', '-0.1'],
      ['<c><v>1.2E+14</v></c>', '120000000000000'],
      ['<c><v>999999999999999</v></c>', '999999999999999'],
      ['<c><v>1.2E+20</v></c>', '1.2e+20'],
      ['<c><v>123456789012345678</v></c>', '1.2345678901234568e+17'],
      ['<c><v>1.5E-7</v></c>', '0.00000015'],
      ['<c t="n"><v>7</v></c>', '7'],
      ['<c t="b"><v>1</v></c>', 'true'],
      ['<c t="b"><v>0</v></c>', 'false'],
      ['<c t="str"><f>A1</f><v>text</v></c>', 'text'],
      ['<c t="str"><f>A1</f><v></v></c>', ''],
      ['<c t="b"><f>A1=A1</f><v>1</v></c>', 'true'],
      ['<c t="d"><v>2026-01-31T00:00:00</v></c>', '2026-01-31'],
      ['<c t="inlineStr"><is/></c>', ''],
      ['<c s="1"/>', ''],
      [inline(' x&amp;&#10;y '), 'x&\ny'],
      [inline('<![CDATA[<x>]]>'), '<x>'],
      [inline('_x0041__x005F_x0041_'), 'A_x0041_'],
      [
        '<c t="inlineStr"><is><r><t>to</t></r><rPh><t>no</t></rPh><r><rPr/><t>kyo</t></r></is></c>',
        'tokyo',
      ],
      ['<x:c xmlns:x="y"><x:v>5</x:v></x:c>', '5'],
    ])('reads %s as %j', async (cell, text) => {
      const row = await readRow(`${cell}${inline('.')}`);
      expect(row).toEqual({ row: 2, cells: { a: text, b: '.', c: '' } });
    });

    it.each([
      ['<c t="e"><v>#N/A</v></c>', 'contains the error #N/A'],
      ['<c t="e"><v>any text</v></c>', 'contains an error'],
      ['<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', 'contains the error #DIV/0!'],
      ['<c><f>A1</f></c>', 'contains a formula without a result'],
      ['<c><f>A1</f><v/></c>', 'contains a formula without a result'],
      ['<c><v>seven</v></c>', 'does not contain a valid number'],
      ['<c t="s"><v>99</v></c>', 'refers to a text that is not in the file'],
      ['<c t="s"><v>x</v></c>', 'refers to a text that is not in the file'],
      [inline('x'.repeat(32_768)), 'has more than 32767 characters'],
      [
        inline('_x0000_'),
        'contains an invalid character (U+0000 or a lone surrogate)',
      ],
      [
        inline('_xD800_'),
        'contains an invalid character (U+0000 or a lone surrogate)',
      ],
    ])('reports a problem with the cell %s', async (cell, reason) => {
      expect(await readRow(cell)).toEqual({
        row: 2,
        cells: { a: '', b: '', c: '' },
        problems: [{ field: 'a', reason }],
      });
    });

    describe('number formats', () => {
      const styles = (code: string, id = 200) =>
        `<numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs>`;
      const properties = '<workbookPr date1904="1"/>';

      it.each([
        ['yyyy-mm-dd', '46081', '2026-02-28'],
        ['dd/mm/yyyy hh:mm', '46081.999', '2026-02-28'],
        ['[$-407]d. mmmm yyyy;@', '46081', '2026-02-28'],
        ['[Red]mmm', '46081', '2026-02-28'],
        ['yyyy-mm-dd', '61', '1900-03-01'],
        ['yyyy-mm-dd', '2958465.5', '9999-12-31'],
        ['h:mm', '0.5', '0.5'],
        ['[h]:mm:ss', '46081', '46081'],
        ['yyyy-mm-dd hh:mm', '46081.5', '2026-02-28'],
        ['General', '46081', '46081'],
        ['0.00&quot; days&quot;', '1.5', '1.5'],
        ['0.0\\y', '1.5', '1.5'],
        ['0000', '911', '0911'],
        ['0000', '12345', '12345'],
        ['0000', '-5', '-0005'],
      ])('reads format %s with value %s as %s', async (code, value, text) => {
        const cell = `<c s="1"><v>${value}</v></c>`;
        const row = await readRow(cell, { styles: styles(code) });
        expect(row.cells.a).toBe(text);
      });

      it.each([
        ['yyyy-mm-dd', '46081.5', '2026-02-28'],
        ['dd/mm/yyyy hh:mm', '46081.999', '2026-02-28 23:58:34'],
        ['[$-F800]m/d/yy h:mm AM/PM', '46081.75', '2026-02-28 18:00:00'],
        ['hh:mm', '0.5', '12:00:00'],
        ['hh:mm', '46081.4375', '10:30:00'],
        ['mm:ss.0', '0.999999', '0:00:00'],
        ['[hh]:mm', '1.0625', '25:30:00'],
        ['[mm]:ss', '0.0625', '1:30:00'],
        ['"[h]"0.00', '1.5', '1.5'],
        ['[hh]:mm', '-0.0625', '-1:30:00'],
        ['[hh]:mm', '0', '0:00:00'],
        ['[hh]:mm', '1e300', '1e+300'],
        ['0 \\p\\c\\s', '1.5', '1.5'],
        ['0 s', '1.5', '1.5'],
        ['General', '0.0625', '0.0625'],
      ])(
        'reads format %s with value %s and its time as %s',
        async (code, value, text) => {
          const cell = `<c s="1"><v>${value}</v></c>`;
          const parts = { styles: styles(code.replace(/"/g, '&quot;')) };
          const row = await readRow(cell, parts, { withTimes: true });
          expect(row.cells.a).toBe(text);
        },
      );

      it.each([
        [14, '2026-02-28'],
        [20, '12:00:00'],
        [22, '2026-02-28 12:00:00'],
        [46, '1105956:00:00'],
      ])('reads the built-in format %s with its time', async (id, text) => {
        const row = await readRow(
          '<c s="1"><v>46081.5</v></c>',
          { styles: styles('', id) },
          { withTimes: true },
        );
        expect(row.cells.a).toBe(text);
      });

      it('keeps the time of an ISO date cell', async () => {
        const cell = '<c t="d"><v>2026-01-31T09:30:00</v></c>';
        const row = await readRow(cell, {}, { withTimes: true });
        expect(row.cells.a).toBe('2026-01-31T09:30:00');
      });

      it.each([14, 17, 22, 30, 57])(
        'reads the built-in date format %s',
        async id => {
          const row = await readRow('<c s="1"><v>46081</v></c>', {
            styles: styles('', id),
          });
          expect(row.cells.a).toBe('2026-02-28');
        },
      );

      it('counts days from 1904 when the workbook does', async () => {
        const row = await readRow('<c s="1"><v>44619</v></c>', {
          styles: styles('d.m.yy'),
          properties,
        });
        expect(row.cells.a).toBe('2026-02-28');
      });

      it.each(['0', '60', '-1', '2958466'])(
        'reports the serial number %s as an invalid date',
        async serial => {
          const row = await readRow(`<c s="1"><v>${serial}</v></c>`, {
            styles: styles('yyyy'),
          });
          expect(row.problems).toEqual([
            { field: 'a', reason: 'does not contain a valid date' },
          ]);
        },
      );
    });

    it('places rows and cells by their references, where they have any', async () => {
      const rows = `<row r="3"><c r="B3" t="s"><v>1</v></c><c r="D3" t="s"><v>0</v></c></row><row r="4"/><row r="7"><c r="D7"><v>1</v></c><c r="B7"><v>2</v></c></row><row><c/><c><v>3</v></c></row>`;
      const texts = '<si><t>y</t></si><si><r><t>X</t></r><r><t>x</t></r></si>';
      expect(await uploads.read(buildWorkbook({ rows, texts }))).toEqual({
        columns: ['xx', 'y'],
        rows: [
          { row: 7, cells: { xx: '2', y: '1' } },
          { row: 8, cells: { xx: '3', y: '' } },
        ],
      });
    });

    it('flags a row with a cell beyond the header, up to the last column', async () => {
      const row = await readRow('<c r="XFD2"><v>1</v></c>');
      expect(row).toEqual({
        row: 2,
        cells: { a: '', b: '', c: '' },
        hasSurplusCells: true,
      });
    });

    it('reads the first visible worksheet', async () => {
      const parts = buildWorkbookParts({ rows: header });
      const book = String(parts['xl/book.xml']).replace(
        '<sheets>',
        '<sheets><sheet name="Lists" sheetId="9" state="hidden" r:id="rId3"/><sheet name="Chart" sheetId="8" r:id="rId2"/>',
      );
      const { columns } = await uploads.read(
        buildZip({ ...parts, 'xl/book.xml': book }),
      );
      expect(columns).toEqual(['a', 'b', 'c']);
    });

    it('reads the first worksheet with a recognised header, or else the first one', async () => {
      const book = new Workbook();
      book.addWorksheet('Notes').addRow(['see the next sheet']);
      const worksheet = book.addWorksheet('People');
      worksheet.addRows([['List of 2026'], [], ['a', 'b'], ['1', '2']]);
      uploads.isHeader = columns => columns.includes('a');
      try {
        const content = Buffer.from(await book.xlsx.writeBuffer());
        expect(await uploads.read(content)).toEqual({
          columns: ['a', 'b'],
          rows: [{ row: 4, cells: { a: '1', b: '2' } }],
        });
        uploads.isHeader = () => false;
        expect(await uploads.read(content)).toEqual({
          columns: ['see_the_next_sheet'],
          rows: [],
        });
      } finally {
        uploads.isHeader = () => true;
      }
    });

    it('accepts the maximum number of rows, and stops reading soon after', async () => {
      const row = '<row><c><v>1</v></c></row>';
      const largest = header + row.repeat(3);
      const { rows } = await uploads.read(buildWorkbook({ rows: largest }), 3);
      expect(rows).toHaveLength(3);
      const far = `<!--${'x'.repeat(300_000)}-->`;
      const beyond = buildWorkbook({
        rows: `${largest}${row.repeat(20)}${far}<nonsense`,
      });
      expect(await uploads.readError(beyond, 3)).toBe(
        'body.file: has more than 3 rows',
      );
      expect(await uploads.readError(beyond, 30)).toMatch(/damaged/);
    });
  });
});

describe('readTable for exported spreadsheets', () => {
  const uploads = new Uploads();

  afterAll(() => uploads.dispose());

  describe('exported spreadsheets @full', () => {
    it('reads back every exported text', async () => {
      const name = fc.stringMatching(/^[a-z=+'"&<]{1,5}$/);
      // The export omits characters that XML forbids.
      const text = fc
        .oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...`_x0041<&"'\n =-`) }),
        )
        .map(cell =>
          cell.replace(
            // eslint-disable-next-line no-control-regex
            /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\p{Surrogate}]/gu,
            '',
          ),
        );
      const table = fc
        .uniqueArray(name, { minLength: 1, maxLength: 4 })
        .chain(columns =>
          fc.record({
            columns: fc.constant(columns),
            rows: fc.array(
              fc.array(text, {
                minLength: columns.length,
                maxLength: columns.length,
              }),
            ),
          }),
        );
      await fc.assert(
        fc.asyncProperty(table, async ({ columns, rows }) => {
          const output = new MemoryOutput();
          const writer = new SpreadsheetWriter(output);
          const written: Column[] = columns.map(column => ({
            header: column,
            kind: 'text',
          }));
          await writer.writeWorksheet(
            { name: 'Staff', columns: written },
            rows,
          );
          await writer.close();
          const read = await uploads.read(output.bytes);
          expect(
            read.rows.map(({ row, cells }) => [row, ...Object.values(cells)]),
          ).toEqual(
            rows
              .map((cells, index) => [
                index + 2,
                ...cells.map(cell => cell.trim()),
              ])
              .filter(([, ...cells]) => cells.some(Boolean)),
          );
        }),
        { numRuns: numRuns(150) },
      );
    });

    it('reads back exported numbers, dates and booleans as text', async () => {
      const output = new MemoryOutput();
      const writer = new SpreadsheetWriter(output);
      const columns: Column[] = [
        { header: 'N', kind: 'number' },
        { header: 'D', kind: 'date' },
        { header: 'B', kind: 'text' },
      ];
      await writer.writeWorksheet({ name: 'S', columns }, [
        [0.1, '2024-02-29', true],
      ]);
      await writer.close();
      const { rows } = await uploads.read(output.bytes);
      expect(rows[0].cells).toEqual({ n: '0.1', d: '2024-02-29', b: 'true' });
    });
  });
});

describe('TextCollector', () => {
  it('limits buffered text to little more than the maximum cell length', () => {
    const collector = new TextCollector();
    collector.open('t');
    for (let n = 0; n < 1_000; n += 1) {
      collector.add('x'.repeat(1_000));
    }
    expect(collector.text!.length).toBeGreaterThan(32_767);
    expect(collector.text!.length).toBeLessThan(300_000);
  });
});
