import { mkdtemp, readdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { newId } from '../../database/ids';
import { MailFolder } from './MailFolder';

describe('the folder that mails are written into', () => {
  let path: string;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'callboard-folder-'));
  });
  afterEach(() => rm(path, { recursive: true }));

  it('keeps the latest mails, and what is none of its own', async () => {
    const files = [1, 2, 3, 4].map(hour => `${newId(hour * 3_600_000)}.eml`);
    for (const file of ['notes.txt', ...files]) {
      await writeFile(join(path, file), '');
    }
    await new MailFolder(path).prune(2);
    expect((await readdir(path)).sort()).toEqual([
      ...files.slice(2),
      'notes.txt',
    ]);
  });

  it.each([undefined, '/nowhere/at/all'])(
    'may be missing: %s',
    async missing => {
      await expect(new MailFolder(missing).prune()).resolves.toBeUndefined();
    },
  );
});
