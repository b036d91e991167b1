import { fileNameOf } from './fileNameOf';
import { saveFile } from './saveFile';

/** How a download is doing. @public */
export interface Download {
  state: 'running' | 'saved' | 'failed' | 'cancelled';
  /** How many bytes have arrived. */
  bytes: number;
  fileName?: string;
  error?: Error;
}

/** What to download. @public */
export interface DownloadRequest {
  open: (signal: AbortSignal) => Promise<Response>;
  /** The name to save under, should the server not give one. */
  fallbackName: string;
  /** Called once the file is saved or could not be, not when cancelled. */
  onFinished?: (download: Download) => void;
}

/** How often the bytes on the screen change. */
const NOTICE = 150;

/**
 * Downloads that go on while people look at other pages. One at a time for
 * each key.
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
    this.#set(key, { state: 'running', bytes: 0 });
    try {
      const response = await request.open(abort.signal);
      const content = await this.#read(key, response, abort.signal);
      const fileName =
        fileNameOf(response.headers.get('content-disposition')) ??
        request.fallbackName;
      saveFile(content, fileName);
      this.#set(key, { state: 'saved', bytes: content.size, fileName });
    } catch (error) {
      const bytes = this.get(key)?.bytes ?? 0;
      this.#set(
        key,
        abort.signal.aborted
          ? { state: 'cancelled', bytes }
          : { state: 'failed', bytes, error: error as Error },
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

  async #read(
    key: string,
    response: Response,
    signal: AbortSignal,
  ): Promise<Blob> {
    const parts: BlobPart[] = [];
    const reader = response.body!.getReader();
    let bytes = 0;
    let noticed = 0;
    // Cancelling must work between two chunks of a slow answer, too.
    signal.addEventListener('abort', () => reader.cancel().catch(() => {}));
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        break;
      }
      parts.push(value);
      bytes += value.byteLength;
      if (Date.now() - noticed >= NOTICE) {
        noticed = Date.now();
        this.#set(key, { state: 'running', bytes });
      }
    }
    return new Blob(parts, {
      type: response.headers.get('content-type') ?? undefined,
    });
  }

  #set(key: string, download: Download): void {
    this.#downloads.set(key, download);
    this.#listeners.forEach(listener => listener());
  }
}
