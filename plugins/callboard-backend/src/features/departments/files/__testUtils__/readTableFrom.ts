import { mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { readTable } from '../../../../imports/readTable';
import { ImportTable } from '../../../../imports/ImportTable';

/** Reads the table in the bytes of a file. */
export async function readTableFrom(content: Buffer): Promise<ImportTable> {
  const directory = await mkdtemp(join(tmpdir(), 'callboard-departments-'));
  try {
    const path = join(directory, 'file');
    await writeFile(path, content);
    return await readTable(
      { path, name: 'whatever' },
      {
        maxRows: 5000,
        isHeader: () => true,
      },
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}
