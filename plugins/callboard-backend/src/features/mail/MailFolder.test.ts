import { mkdtemp, readdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { createId } from '../../database/ids';
import { MailFolder } from './MailFolder';

describe('MailFolder', () => {
  let path: string;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'callboard-folder-'));
  });
  afterEach(() => rm(path, { recursive: true }));

  it('deletes all but the latest emails and leaves other files', async () => {
    const files = [1, 2, 3, 4].map(hour => `${createId(hour * 3_600_000)}.eml`);
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
    'ignores a missing folder: %s',
    async missing => {
      await expect(new MailFolder(missing).prune()).resolves.toBeUndefined();
    },
  );
});
