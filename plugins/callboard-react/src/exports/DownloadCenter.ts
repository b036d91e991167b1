import { parseFileName } from './parseFileName';
import { pause } from './pause';
import { readBlobWithProgress } from './readBlobWithProgress';
import { getRetryDelay } from './getRetryDelay';
import { saveFile } from './saveFile';

/** The progress of a download. It is `waiting` while the server is overloaded. @public */
export interface Download {
  state: 'waiting' | 'running' | 'saved' | 'failed' | 'cancelled';
  /** Number of bytes received. */
  bytes: number;
  /** Number of rows in the file, if known. */
  rows?: number;
  fileName?: string;
  error?: Error;
}

/** A download to start. @public */
export interface DownloadRequest {
  open: (signal: AbortSignal) => Promise<Response>;
  /** The file name, if the server sends none. */
  fallbackName: string;
  /** Number of rows in the file. */
  rows?: number;
  /** Called when the download is saved or has failed, but not when it is cancelled. */
  onFinished?: (download: Download) => void;
}

/**
 * Runs downloads that continue while people navigate to other pages, one at a time per key. Retries
 * a download when the server defers it, after the delay it requests.
 */
export class DownloadCenter {
  readonly #downloads = new Map<string, Download>();
  readonly #aborts = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(key: string): Download | undefined {
    return this.#downloads.get(key);
  }

  async start(key: string, request: DownloadRequest): Promise<void> {
    if (this.#aborts.has(key)) {
      return;
    }
    const abort = new AbortController();
    this.#aborts.set(key, abort);
    const { rows } = request;
    let bytes = 0;
    this.#set(key, { state: 'running', bytes, rows });
    try {
      const response = await this.#open(key, request, abort.signal);
      this.#set(key, { state: 'running', bytes, rows });
      const content = await readBlobWithProgress(
        response,
        abort.signal,
        received => {
          bytes = received;
          this.#set(key, { state: 'running', bytes, rows });
        },
      );
      const fileName =
        parseFileName(response.headers.get('content-disposition')) ??
        request.fallbackName;
      saveFile(content, fileName);
      this.#set(key, { state: 'saved', bytes: content.size, rows, fileName });
    } catch (error) {
      this.#set(
        key,
        abort.signal.aborted
          ? { state: 'cancelled', bytes, rows }
          : { state: 'failed', bytes, rows, error: error as Error },
      );
    } finally {
      this.#aborts.delete(key);
    }
    const finished = this.get(key)!;
    if (finished.state !== 'cancelled') {
      request.onFinished?.(finished);
    }
  }

  cancel(key: string): void {
    this.#aborts.get(key)?.abort();
  }

  /** Removes a finished download. */
  dismiss(key: string): void {
    if (!this.#aborts.has(key) && this.#downloads.delete(key)) {
      this.#listeners.forEach(listener => listener());
    }
  }

  async #open(
    key: string,
    { open, rows }: DownloadRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    for (;;) {
      try {
        return await open(signal);
      } catch (error) {
        const wait = getRetryDelay(error);
        if (wait === undefined) {
          throw error;
        }
        this.#set(key, { state: 'waiting', bytes: 0, rows });
        await pause(wait, signal);
      }
    }
  }

  #set(key: string, download: Download): void {
    this.#downloads.set(key, download);
    this.#listeners.forEach(listener => listener());
  }
}
