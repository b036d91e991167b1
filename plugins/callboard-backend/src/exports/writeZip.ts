import archiver from 'archiver';
import { once } from 'events';
import { PassThrough, Writable } from 'stream';
import { combineChunks } from './writeTexts';
import { ExportRun } from './ExportRun';

export interface ZipFile {
  /** The path in the archive. */
  name: string;
  texts: AsyncIterable<string> | Iterable<string>;
}

type Archive = ReturnType<typeof archiver>;

/**
 * Streams a ZIP archive of texts in UTF-8, one file after another. Ends the output, and respects
 * its backpressure.
 *
 * @throws ExportAborted if the output closes early; any error that `files` throws
 */
export async function writeZip(
  output: Writable,
  files: AsyncIterable<ZipFile>,
): Promise<void> {
  const archive = archiver('zip');
  await ExportRun.run(output, async run => {
    archive.on('error', error => run.fail(error));
    try {
      run.begin(stream => archive.pipe(stream));
      for await (const file of run.iterateRows(files)) {
        await addFile(run, archive, file);
      }
      // The archive's `error` event reports a failure.
      archive.finalize().catch(() => {});
      await run.waitForFinish();
    } catch (error) {
      discard(archive);
      throw error;
    }
  });
}

async function addFile(
  run: ExportRun,
  archive: Archive,
  { name, texts }: ZipFile,
): Promise<void> {
  const content = new PassThrough();
  const added = once(archive, 'entry', { signal: run.stopped });
  // Prevents an unhandled rejection if the export stops before `added` is awaited.
  added.catch(() => {});
  archive.append(content, { name });
  try {
    for await (const chunk of combineChunks(run.iterateRows(texts))) {
      if (!content.write(chunk)) await run.waitForDrain(content);
    }
  } finally {
    content.end();
  }
  await added;
}

/** Discards pending data, which frees its memory. */
function discard(archive: Archive): void {
  archive.unpipe();
  archive.resume();
  archive.abort();
}
