import { writeFileSync } from 'node:fs';
import prettier from 'prettier';

/** Writes a page of tables without aligning their columns: one long cell would pad every row. */
export async function writePage(file, text) {
  const options = { parser: 'markdown', proseWrap: 'never' };
  writeFileSync(file, await prettier.format(text, options));
}
