import { writeFileSync } from 'node:fs';
import prettier from 'prettier';

/** Writes a page of tables; their long cells would be as much padding in every row. */
export async function writePage(file, text) {
  const options = { parser: 'markdown', proseWrap: 'never' };
  writeFileSync(file, await prettier.format(text, options));
}
