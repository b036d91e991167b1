import fc from 'fast-check';
import { Column, SpreadsheetWriter } from '../exports';
import { MemoryOutput } from '../exports/__testUtils__/MemoryOutput';
import { Uploads } from './__testUtils__/Uploads';

const uploads = new Uploads();

afterAll(() => uploads.dispose());

describe('reading a table from a spreadsheet that was exported', () => {
  it('gives back every text', async () => {
    const name = fc.stringMatching(/^[a-z=+'"&<]{1,5}$/);
    // What XML cannot hold is left out by the export.
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
        await writer.sheet({ name: 'Staff', columns: written }, rows);
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
      { numRuns: 150 },
    );
  });

  it('gives back numbers, dates and booleans as text', async () => {
    const output = new MemoryOutput();
    const writer = new SpreadsheetWriter(output);
    const columns: Column[] = [
      { header: 'N', kind: 'number' },
      { header: 'D', kind: 'date' },
      { header: 'B', kind: 'text' },
    ];
    await writer.sheet({ name: 'S', columns }, [[0.1, '2024-02-29', true]]);
    await writer.close();
    const { rows } = await uploads.read(output.bytes);
    expect(rows[0].cells).toEqual({ n: '0.1', d: '2024-02-29', b: 'true' });
  });
});
