import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { once } from 'events';
import Piscina from 'piscina';
import { MessageChannel, MessagePort } from 'worker_threads';
import type { PdfInput, RenderEnd, RenderReply } from './DashboardPdf';
import type { PrintedWidget } from './DashboardDocuments';

/** The idle time after which the thread ends and frees its memory. */
const IDLE_MS = 60_000;

/**
 * The time to draw one widget, after which the thread is considered hung and is terminated. A chart
 * takes less than a second.
 */
const WIDGET_TIMEOUT_MS = 60_000;

/**
 * The memory limit of the thread. If it is exceeded, the documents in progress fail, but the
 * process continues.
 */
const MAX_MEMORY_MB = 512;

/**
 * Draws PDFs on a worker thread, so that the main thread keeps serving requests. Widgets of
 * concurrent documents alternate.
 */
export class PdfRenderer {
  /**
   * Called by `workers/pdfThread.js` on the worker thread, so that the main thread does not load
   * the libraries for charts and fonts.
   */
  static async loadDashboardPdf() {
    return import('./DashboardPdf');
  }

  readonly #pool = new Piscina({
    filename: resolvePackagePath(
      '@callboard/plugin-callboard-backend',
      'workers/pdfThread.js',
    ),
    workerData: { module: __filename },
    minThreads: 0,
    maxThreads: 1,
    concurrentTasksPerWorker: 16,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    // Several tasks of a thread wait for messages, so the thread must not block.
    atomics: 'disabled',
  });

  /**
   * Draws a PDF.
   *
   * @param widgets - in the order of `input.sizes`; each is requested after the previous is drawn
   * @param onFailure - called with each widget that could not be drawn
   * @throws errors of `widgets`; Error when the thread fails
   */
  async render(
    input: PdfInput,
    widgets: AsyncIterable<PrintedWidget>,
    onFailure: (widget: PrintedWidget, reason: string) => void,
  ): Promise<Buffer> {
    const { port1: port, port2 } = new MessageChannel();
    const send = (message: PrintedWidget | RenderEnd) =>
      port.postMessage(message);
    const abortController = new AbortController();
    const result: Promise<Uint8Array | undefined> = this.#pool.run(
      { ...input, port: port2 },
      { transferList: [port2], signal: abortController.signal },
    );
    // Closes the port only after the task has ended. If it closed earlier, the thread might never
    // receive the other port of the channel.
    const ended = result.finally(() => port.close());
    // Prevents an unhandled rejection before the code below awaits `ended`.
    ended.catch(() => {});
    let isComplete = false;
    try {
      for await (const widget of widgets) {
        const timer = setTimeout(
          () => abortController.abort(),
          WIDGET_TIMEOUT_MS,
        );
        send(widget);
        const reply = await Promise.race([waitForReply(port), ended]).finally(
          () => clearTimeout(timer),
        );
        if (typeof reply === 'string') onFailure(widget, reply);
      }
      isComplete = true;
    } finally {
      send(isComplete ? 'finish' : 'cancel');
      if (!isComplete) {
        // Waits until the task has ended. Ignores errors of the task, such as a closed pool, so
        // that `render` throws the error that ended the loop.
        await ended.catch(() => {});
      }
    }
    return Buffer.from((await ended)!);
  }

  /** Terminates the thread. Documents in progress fail. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

async function waitForReply(port: MessagePort): Promise<RenderReply> {
  const [reply] = await once(port, 'message');
  return reply;
}
