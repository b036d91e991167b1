import fc from 'fast-check';
import { FormFile } from '../../../http/__testUtils__/multipart';
import { importableFile } from '../importableFile';
import { nastyText } from './nasty';

/** The damage of a form, apart from its fields. */
export interface FormDamage {
  /** The file that replaces the valid file; undefined if the form has no file. */
  file?: FormFile;
  /** The number of bytes missing at the end of the form. */
  cut: number;
}

const bytes = fc.uint8Array({ maxLength: 200 }).map(data => Buffer.from(data));

const cells = fc
  .array(fc.array(nastyText, { maxLength: 4 }), { maxLength: 4 })
  .map(rows => rows.map(row => row.join(',')).join('\n'));

const contents: fc.Arbitrary<string | Buffer> = fc.oneof(
  bytes,
  bytes.map(data => Buffer.concat([Buffer.from('PK\u0003\u0004'), data])),
  cells,
  cells.map(rows => `${importableFile.content}${rows}`),
  nastyText.map(text => String(importableFile.content).replace('Ada', text)),
);

const names = fc.oneof(fc.constant(undefined), nastyText);

/** Unreadable or partly readable files, and truncated forms. */
export const formDamage: fc.Arbitrary<FormDamage> = fc.record({
  file: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 1 },
    { arbitrary: fc.constant(importableFile), weight: 2 },
    {
      arbitrary: fc.record({ name: names, content: contents }),
      weight: 6,
    },
  ),
  cut: fc.oneof(
    { arbitrary: fc.constant(0), weight: 5 },
    { arbitrary: fc.integer({ min: 1, max: 400 }), weight: 1 },
  ),
});
