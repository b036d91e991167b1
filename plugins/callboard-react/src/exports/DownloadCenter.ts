import { useCallback, useSyncExternalStore } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { SharedStore } from '../hooks/SharedStore';
import { getErrorStatus, getRetryAfter } from '../query/getProblems';
import { formatBytes } from '../text/formatNumbers';
import { callboardReactTranslationRef } from '../translation';
import { saveFile } from './saveFile';

/** Returns the file name of a `Content-Disposition` header, without any path. @public */
export function parseFileName(disposition: string | null): string | undefined {
  if (!disposition) {
    return undefined;
  }
  // RFC 5987 names, such as `filename*=utf-8''r%C3%A9sum%C3%A9.csv`, take precedence.
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition);
  if (extended) {
    try {
      return stripPath(decodeURIComponent(extended[1].trim()));
    } catch {
      // Invalid encoding: use the plain name below.
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(
    disposition,
  );
  const name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2]?.trim();
  return name ? stripPath(name) : undefined;
}

function stripPath(name: string): string | undefined {
  return name.split(/[/\\]/).pop() || undefined;
}

const PROGRESS_INTERVAL_MS = 150;

/**
 * Reads a response of any size to its end. The browser assembles the file and stores a large file
 * on disk: if the page collected the chunks itself, the file would be in memory twice.
 *
 * @param onProgress - called periodically with the number of bytes received
 * @throws when the response is interrupted, or when the signal aborts
 */
async function readBlobWithProgress(
  response: Response,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Blob> {
  let bytes = 0;
  let reportedAt = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (Date.now() - reportedAt >= PROGRESS_INTERVAL_MS) {
        reportedAt = Date.now();
        onProgress(bytes);
      }
      controller.enqueue(chunk);
    },
  });
  const counted = response.body!.pipeThrough(counter, { signal });
  const type = response.headers.get('content-type');
  return new Response(counted, {
    headers: type === null ? {} : { 'content-type': type },
  }).blob();
}

/** Waits some milliseconds; rejects with the signal's reason as soon as it aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const DEFAULT_RETRY_SECONDS = 5;

/** A longer wait would look like a failure. */
const MAX_RETRY_SECONDS = 60;

/** The delay before a retry after a 429, in milliseconds; undefined for other errors. */
function getRetryDelay(error: unknown): number | undefined {
  if (getErrorStatus(error) !== 429) {
    return undefined;
  }
  const seconds = getRetryAfter(error) ?? DEFAULT_RETRY_SECONDS;
  return Math.min(Math.max(seconds, 1), MAX_RETRY_SECONDS) * 1_000;
}

/** The progress of a download. @public */
export interface Download {
  /** `waiting` while the server is overloaded and the download waits for its next attempt. */
  state: 'waiting' | 'running' | 'saved' | 'failed' | 'cancelled';
  bytes: number;
  rows?: number;
  fileName?: string;
  error?: Error;
}

/** A download to start. @public */
export interface DownloadRequest {
  open: (signal: AbortSignal) => Promise<Response>;
  /** The file name, if the server sends none. */
  fallbackName: string;
  rows?: number;
  /** Called when the download is saved or has failed, but not when it is cancelled. */
  onFinished?: (download: Download) => void;
}

/**
 * Runs downloads, one at a time per key. A download continues while the person navigates. After a
 * 429, it is retried after the delay that the response names, but after a minute at most.
 */
class DownloadCenter extends SharedStore {
  readonly #downloads = new Map<string, Download>();
  readonly #abortControllers = new Map<string, AbortController>();

  get(key: string): Download | undefined {
    return this.#downloads.get(key);
  }

  async start(key: string, request: DownloadRequest): Promise<void> {
    if (this.#abortControllers.has(key)) {
      return;
    }
    const abortController = new AbortController();
    this.#abortControllers.set(key, abortController);
    const { rows } = request;
    let bytes = 0;
    this.#set(key, { state: 'running', bytes, rows });
    try {
      const response = await this.#open(key, request, abortController.signal);
      this.#set(key, { state: 'running', bytes, rows });
      const content = await readBlobWithProgress(
        response,
        abortController.signal,
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
        abortController.signal.aborted
          ? { state: 'cancelled', bytes, rows }
          : { state: 'failed', bytes, rows, error: error as Error },
      );
    } finally {
      this.#abortControllers.delete(key);
    }
    const finished = this.get(key)!;
    if (finished.state !== 'cancelled') {
      request.onFinished?.(finished);
    }
  }

  cancel(key: string): void {
    this.#abortControllers.get(key)?.abort();
  }

  dismiss(key: string): void {
    if (!this.#abortControllers.has(key) && this.#downloads.delete(key)) {
      this.notify();
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
        const delayMs = getRetryDelay(error);
        if (delayMs === undefined) {
          throw error;
        }
        this.#set(key, { state: 'waiting', bytes: 0, rows });
        await pause(delayMs, signal);
      }
    }
  }

  #set(key: string, download: Download): void {
    this.#downloads.set(key, download);
    this.notify();
  }
}

const useDownloadCenter = createPortalSingletonHook(() => new DownloadCenter());

/**
 * A download that outlives the component. It continues when the person leaves the page. A component
 * that later uses the same key shows the download's progress.
 *
 * @public
 */
export function useDownload(key: string): {
  download: Download | undefined;
  start: (request: DownloadRequest) => void;
  cancel: () => void;
  dismiss: () => void;
} {
  const center = useDownloadCenter();
  return {
    download: useSyncExternalStore(center.subscribe, () => center.get(key)),
    start: useCallback(
      (request: DownloadRequest) => {
        center.start(key, request);
      },
      [center, key],
    ),
    cancel: useCallback(() => center.cancel(key), [center, key]),
    dismiss: useCallback(() => center.dismiss(key), [center, key]),
  };
}

/**
 * Returns a function that formats the progress of a download for a live region. The text of a
 * failed download is empty.
 *
 * @public
 */
export function useDownloadText(): (download: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return download => {
    switch (download?.state) {
      case 'waiting':
        return t('export.waiting');
      case 'running':
        return t('export.running');
      case 'cancelled':
        return t('export.cancelled');
      case 'saved':
        return t('export.saved', {
          name: download.fileName!,
          size: formatBytes(download.bytes),
        });
      default:
        return '';
    }
  };
}
