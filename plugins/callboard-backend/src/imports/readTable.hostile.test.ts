import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { existsSync, readdirSync } from 'fs';
import { SaxesParser } from 'saxes';
import { Uploads } from './__testUtils__/Uploads';
import { buildWorkbook, buildWorkbookParts } from './__testUtils__/workbook';
import { buildZip } from './__testUtils__/zip';
import { TableBuilder } from './TableBuilder';
import { readProcessorMs } from '../__testUtils__/processorMs';
import { numRuns } from '../__testUtils__/random';

const uploads = new Uploads();

afterAll(() => uploads.dispose());

const DAMAGED = 'body.file: is not an XLSX spreadsheet, or is damaged';

const CELL = '<c><v>1</v></c>';

const cells = (count: number, cell: string) =>
  `<row>${cell.repeat(count)}</row>`;

const numbered = (count: number, toText: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => toText(n)).join('');

const attributes = (count: number) => numbered(count, n => `a${n}="" `);

const cellStyles = (count: number) =>
  `<cellXfs>${'<xf/>'.repeat(count)}</cellXfs>`;

const numberFormats = (count: number) =>
  `<numFmts>${numbered(count, n => `<numFmt numFmtId="${n}"/>`)}</numFmts>`;

/** A workbook whose sheets are missing among its relationships. */
function createWorkbook(worksheets: number, relationships: number): Buffer {
  const worksheet = '<sheet r:id="here"/>'.repeat(worksheets);
  const related =
    '<Relationship Id="there" Type="x/worksheet" Target="sheet.xml"/>';
  return buildZip({
    ...buildWorkbookParts({ rows: '' }),
    'xl/book.xml': `<workbook><sheets>${worksheet}</sheets></workbook>`,
    'xl/_rels/book.xml.rels': `<Relationships>${related.repeat(
      relationships,
    )}</Relationships>`,
  });
}

async function ordinaryWorkbook(): Promise<Buffer> {
  const book = new Workbook();
  const worksheet = book.addWorksheet('People');
  worksheet.addRow(['staff_id', 'name', 'joined']);
  for (let row = 0; row < 20; row += 1) {
    worksheet.addRow([`s${row}`, `Name ${row}`, new Date(row * 1e11)]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The outcome of a possibly broken file; asserts that it takes little processor time. */
async function readOutcome(content: Buffer): Promise<string> {
  const before = readProcessorMs();
  const outcome = await uploads.read(content).then(
    () => 'read',
    error => (error.name === 'InputError' ? 'refused' : error.stack),
  );
  const took = readProcessorMs() - before;
  return took < 5_000 ? outcome : `${outcome} after ${took} ms`;
}

const READ_OR_REFUSED = /^(read|refused)$/;

describe('malformed and hostile table files @full', () => {
  it.each<[string, () => string | Buffer, string]>([
    ['bytes that start like a ZIP archive', () => 'PK\u0003\u0004', DAMAGED],
    [
      'an archive without a workbook',
      () => buildZip({ 'a.txt': 'a' }),
      DAMAGED,
    ],
    [
      'a Word document',
      () =>
        buildZip({
          '_rels/.rels':
            '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
          'word/document.xml': '<document><body/></document>',
        }),
      DAMAGED,
    ],
    [
      'a workbook without its worksheet',
      () => {
        const parts = buildWorkbookParts({ rows: '' });
        delete parts['xl/worksheets/first.xml'];
        return buildZip(parts);
      },
      DAMAGED,
    ],
    [
      'a worksheet without rows',
      () => buildWorkbook({ rows: '' }),
      'has no header row with column names',
    ],
    [
      'XML that is not',
      () => buildWorkbook({ rows: '<row><c></row>' }),
      DAMAGED,
    ],
    ['a truncated worksheet', () => buildWorkbook({ rows: '<!--' }), DAMAGED],
    [
      'a million cells in a row',
      () => buildWorkbook({ rows: cells(1_000_000, CELL) }),
      DAMAGED,
    ],
    [
      'a cell in the last possible column',
      () => buildWorkbook({ rows: cells(1, '<c r="XFD1"><v>1</v></c>') }),
      'has more than 200 columns',
    ],
    ...['XFE1', 'ZZZ1', 'A', '1', 'a1', '$A$1', '', '__proto__', 'A1:B2'].map(
      (r): [string, () => Buffer, string] => [
        `the reference "${r}"`,
        () => buildWorkbook({ rows: `<row><c r="${r}"><v>1</v></c></row>` }),
        DAMAGED,
      ],
    ),
    ...['0', '-1', '1048577', '1e400', '1.5', 'x', ''].map(
      (r): [string, () => Buffer, string] => [
        `the row "${r}"`,
        () => buildWorkbook({ rows: `<row r="${r}"/>` }),
        DAMAGED,
      ],
    ),
    [
      'a duplicate row number',
      () => buildWorkbook({ rows: '<row r="2"/><row r="2"/>' }),
      DAMAGED,
    ],
    [
      'entities that expand exponentially',
      () => {
        const parts = buildWorkbookParts({ rows: '' });
        const entities = Array.from(
          { length: 12 },
          (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
        );
        return buildZip({
          ...parts,
          'xl/worksheets/first.xml': `<!DOCTYPE x [<!ENTITY l0 "lol">${entities.join(
            '',
          )}]><worksheet><sheetData><row><c t="str"><v>&l12;</v></c></row></sheetData></worksheet>`,
        });
      },
      DAMAGED,
    ],
    [
      'endlessly nested elements @full',
      () => buildWorkbook({ rows: '<a>'.repeat(20_000_000) }),
      'nests elements deeper than 64 levels',
    ],
    [
      'an endless tag',
      () => buildWorkbook({ rows: `<row ${'a'.repeat(90_000_000)}` }),
      'has a tag or text of more than a million characters',
    ],
    [
      'an endless text',
      () => buildWorkbook({ rows: `<row>${'a'.repeat(90_000_000)}` }),
      'has a tag or text of more than a million characters',
    ],
    [
      'an element with too many attributes',
      () => buildWorkbook({ rows: `<row ${attributes(100_000)}/>` }),
      'has an element with more than 100 attributes',
    ],
    [
      'too many worksheets',
      () => createWorkbook(30_000, 1),
      'is not an XLSX spreadsheet, or is damaged',
    ],
    [
      'too many relationships',
      () => createWorkbook(1, 30_000),
      'has more than 10000 relationships',
    ],
    [
      'too many cell styles @full',
      () => buildWorkbook({ rows: '', styles: cellStyles(20_000_000) }),
      'has more than 65536 cell styles',
    ],
    [
      'too many number formats @full',
      () => buildWorkbook({ rows: '', styles: numberFormats(1_000_000) }),
      'has more than 65536 cell styles',
    ],
    [
      'one long text in many cells',
      () =>
        buildWorkbook({
          rows: cells(150, '<c t="s"><v>0</v></c>').repeat(10),
          texts: `<si><t>${'x'.repeat(32_000)}</t></si>`,
        }),
      'contains more than 20 million characters',
    ],
    [
      'many long texts @full',
      () =>
        buildWorkbook({
          rows: `<row>${numbered(700, n => `<c t="s"><v>${n}</v></c>`)}</row>`,
          texts: `<si><t>${'x'.repeat(32_000)}</t></si>`.repeat(700),
        }),
      'contains more than 20 million characters',
    ],
    [
      'long texts in many cells @full',
      () =>
        buildWorkbook({
          rows: cells(
            700,
            `<c t="inlineStr"><is><t>${'x'.repeat(32_000)}</t></is></c>`,
          ),
        }),
      'contains more than 20 million characters',
    ],
    [
      'content that unpacks to more than 100 MB @full',
      () => buildWorkbook({ rows: ' '.repeat(100 * 1024 * 1024) }),
      'unpacks to more than 100 MB',
    ],
    [
      'one large part under many names @full',
      () => {
        const parts = buildWorkbookParts({
          rows:
            cells(1, '<c t="s"><v>0</v></c>') +
            `<x>${' '.repeat(993)}</x>`.repeat(40_000),
        });
        const related = String(parts['xl/_rels/book.xml.rels']);
        return buildZip({
          ...parts,
          'xl/_rels/book.xml.rels': related.replace(
            /"(sharedStrings|styles).xml"/g,
            '"worksheets/first.xml"',
          ),
        });
      },
      'unpacks to more than 100 MB',
    ],
    [
      'a part that unpacks to more than its declared size',
      () => {
        const content = `<worksheet>${' '.repeat(50_000_000)}</worksheet>`;
        return buildZip({
          ...buildWorkbookParts({ rows: '' }),
          'xl/worksheets/first.xml': { content, declaredSize: 100 },
        });
      },
      DAMAGED,
    ],
    [
      'an archive with too many parts',
      () =>
        buildZip(
          Object.fromEntries(
            Array.from({ length: 10_001 }, (_, n) => [`part${n}`, '']),
          ),
        ),
      'has more than 10000 parts',
    ],
    [
      'CSV with a row of millions of empty cells',
      () => 'a'.padEnd(9_000_000, ','),
      'has no header row with column names',
    ],
  ])('rejects %s', async (_, content, reason) => {
    const file = content();
    const before = readProcessorMs();
    expect(await uploads.readError(file)).toContain(reason);
    expect(readProcessorMs() - before).toBeLessThan(10_000);
  });

  it('fails each of many lines with a quotation mark that is never closed', async () => {
    // In quotes, too, each line ends in quotes.
    const line = `${'x'.repeat(2_000)}","\n`;
    const before = readProcessorMs();
    const { rows } = await uploads.read(`a,b\n${line.repeat(5_000)}`);
    expect(readProcessorMs() - before).toBeLessThan(10_000);
    expect(rows.filter(({ problems }) => problems)).toHaveLength(5_000);
  });

  it.each<[string, () => string | Buffer]>([
    [
      'a workbook',
      () => buildWorkbook({ rows: cells(200, CELL).repeat(2_000) }),
    ],
    ['CSV', () => `${'1,'.repeat(200)}\n`.repeat(2_000)],
  ])('yields to the event loop while it reads %s', async (_, content) => {
    let since = 0;
    let maxRowsInOneTurn = 0;
    let goesOn = true;
    const add = jest.spyOn(TableBuilder.prototype, 'add');
    const yieldOnce = () => {
      const rows = add.mock.calls.length;
      maxRowsInOneTurn = Math.max(maxRowsInOneTurn, rows - since);
      since = rows;
      if (goesOn) {
        setImmediate(yieldOnce);
      }
    };
    yieldOnce();
    await uploads.read(content());
    goesOn = false;
    expect(since).toBeGreaterThan(1_000);
    expect(maxRowsInOneTurn).toBeLessThan(200);
    add.mockRestore();
  });

  it('yields to the event loop while it skips millions of unknown elements', async () => {
    let inOneTurn = 0;
    let maxInOneTurn = 0;
    let goesOn = true;
    const { write } = SaxesParser.prototype;
    const parse = jest
      .spyOn(SaxesParser.prototype, 'write')
      .mockImplementation(function parsed(this: SaxesParser, text) {
        inOneTurn += String(text).length;
        maxInOneTurn = Math.max(maxInOneTurn, inOneTurn);
        return write.call(this, text);
      });
    const yieldOnce = () => {
      inOneTurn = 0;
      if (goesOn) {
        setImmediate(yieldOnce);
      }
    };
    yieldOnce();
    await uploads.readError(buildWorkbook({ rows: '<x/>'.repeat(10_000_000) }));
    goesOn = false;
    expect(maxInOneTurn).toBeGreaterThan(1_000);
    expect(maxInOneTurn).toBeLessThan(500_000);
    parse.mockRestore();
  });

  it('rejects a workbook that is truncated at any position', async () => {
    const whole = await ordinaryWorkbook();
    for (let length = 4; length < whole.length; length += 37) {
      expect(await readOutcome(whole.subarray(0, length))).toBe('refused');
      const twice = Buffer.concat([whole.subarray(0, length), whole]);
      expect(await readOutcome(twice)).toMatch(READ_OR_REFUSED);
    }
  });

  it('reads or rejects a workbook with any bytes changed, without a crash', async () => {
    const whole = await ordinaryWorkbook();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.integer({ min: 4, max: whole.length - 1 }),
            by: fc.integer({ min: 1, max: 255 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async changes => {
          const broken = Buffer.from(whole);
          for (const { at, by } of changes) {
            broken[at] += by;
          }
          expect(await readOutcome(broken)).toMatch(READ_OR_REFUSED);
        },
      ),
      { numRuns: numRuns(150) },
    );
  });

  it('reads or rejects random bytes without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'PK\u0003\u0004', 'a,b\n'),
        async (bytes, start) => {
          const content = Buffer.concat([Buffer.from(start), bytes]);
          expect(await readOutcome(content)).toMatch(READ_OR_REFUSED);
        },
      ),
      { numRuns: numRuns(150) },
    );
  });

  it('closes all files after reading or rejecting them', async () => {
    // Only available on Linux.
    const open = '/proc/self/fd';
    const openFiles = () => (existsSync(open) ? readdirSync(open).length : 0);
    const whole = await ordinaryWorkbook();
    await readOutcome(whole);
    const before = openFiles();
    for (let n = 0; n < 50; n += 1) {
      await readOutcome(whole.subarray(0, whole.length - n * 20));
      await uploads.readError(whole, 3);
      await uploads.readError('a\n1\n2\n3\n4\n', 3);
      await uploads.readError('a\u0000\n"1');
      await uploads.readError(buildWorkbook({ rows: '<row><nonsense' }));
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(openFiles()).toBeLessThanOrEqual(before + 1);
  });
});
