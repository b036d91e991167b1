import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { once } from 'events';
import Piscina from 'piscina';
import { MessageChannel, MessagePort } from 'worker_threads';
import type { PdfInput, RenderEnd, RenderReply } from './DashboardPdf';
import type { PrintedWidget } from './PrintedWidget';

/** The idle time after which the thread ends and frees its memory. */
const IDLE_MS = 60_000;

/** A chart takes less than a second. After this time the thread is considered hung and terminated. */
const HANGING_MS = 60_000;

/** A document that exceeds it fails, and the process continues. */
const MAX_MEMORY_MB = 512;

/**
 * Draws PDFs on one thread, so that the process keeps serving requests. Widgets of concurrent
 * documents alternate.
 */
export class PdfRenderer {
  /** Called on the thread (`workers/pdfThread.js`), so that the process loads no charts and fonts. */
  static async loadDrawing() {
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
    // Several tasks of a thread wait for messages, so it must not block.
    atomics: 'disabled',
  });

  /**
   * @param widgets - in the order of `input.sizes`; the next is requested when one is drawn
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
    const hanging = new AbortController();
    const result: Promise<Uint8Array | undefined> = this.#pool.run(
      { ...input, port: port2 },
      { transferList: [port2], signal: hanging.signal },
    );
    // Not earlier: the thread may not have received its end of the channel yet.
    const ended = result.finally(() => port.close());
    // Awaited together with the next reply, or at the end.
    ended.catch(() => {});
    let isComplete = false;
    try {
      for await (const widget of widgets) {
        const timer = setTimeout(() => hanging.abort(), HANGING_MS);
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
        // The pool throws when it is closed before a thread has replied.
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
