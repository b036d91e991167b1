/**
 * An export was broken off before its end, by the caller's signal or because
 * its reader went away. Nothing is wrong with the data; there is no one left
 * to answer. `cause` holds the signal's reason or the output's error.
 */
export class ExportAborted extends Error {
  override readonly name = 'AbortError';
  readonly code = 'ABORT_ERR';

  constructor(cause?: unknown) {
    super('The export was broken off', { cause });
  }
}
