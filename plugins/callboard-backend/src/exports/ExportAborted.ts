/**
 * An export was aborted before its end, by the caller's signal or because its client disconnected.
 * The data is not at fault, and no client is left to respond to. `cause` holds the signal's reason
 * or the output's error.
 */
export class ExportAborted extends Error {
  override readonly name = 'AbortError';
  readonly code = 'ABORT_ERR';

  constructor(cause?: unknown) {
    super('The export was broken off', { cause });
  }
}
