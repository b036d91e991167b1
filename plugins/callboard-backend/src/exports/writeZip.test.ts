import { randomBytes } from 'crypto';
import { PassThrough, Writable } from 'stream';
import { buffer } from 'stream/consumers';
import { unzip } from './__testUtils__/unzip';
import { ExportAborted } from './ExportAborted';
import { writeZip, ZipFile } from './writeZip';

const long = 'x'.repeat(1024);

async function* files(count: number): AsyncGenerator<ZipFile> {
  yield { name: 'README.txt', texts: ['Ü'] };
  yield { name: 'folder/empty.jsonl', texts: [] };
  yield { name: 'folder/long.jsonl', texts: Array(count).fill(long) };
}

describe('writeZip', () => {
  it('writes one file after another', async () => {
    const output = new PassThrough();
    const bytes = buffer(output);
    await writeZip(output, files(1_000));
    expect(unzip(await bytes)).toEqual(
      new Map([
        ['README.txt', 'Ü'],
        ['folder/empty.jsonl', ''],
        ['folder/long.jsonl', long.repeat(1_000)],
      ]),
    );
  });

  it('goes no faster than it is read', async () => {
    let read = 0;
    async function* noise() {
      for (; read < 100_000; read += 1) {
        yield randomBytes(1_024).toString('base64');
      }
    }
    async function* source(): AsyncGenerator<ZipFile> {
      yield { name: 'long.txt', texts: noise() };
    }
    const output = new Writable({ write: () => {} });
    const failure = writeZip(output, source()).catch(error => error);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(read).toBeLessThan(10_000);
    output.destroy();
    expect(await failure).toBeInstanceOf(ExportAborted);
  });

  it('leaves no half file that looks whole when its source fails', async () => {
    async function* source(): AsyncGenerator<ZipFile> {
      yield* files(1);
      throw new Error('The database is away');
    }
    const output = new PassThrough();
    output.resume();
    await expect(writeZip(output, source())).rejects.toThrow(
      'The database is away',
    );
    expect(output.destroyed).toBe(true);
    expect(output.writableFinished).toBe(false);
  });
});
