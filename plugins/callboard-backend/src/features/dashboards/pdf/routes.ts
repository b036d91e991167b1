import { endpoints } from '@callboard/plugin-callboard-common';
import { Response } from 'express';
import { Clock } from '../../../kernel/clock';
import { writeBytes } from '../../../exports';
import { ContractRouter } from '../../../http/ContractRouter';
import { sendDownload } from '../../../http/downloads';
import { BoardNumbers } from '../files/BoardNumbers';
import { toFileName } from '../files/WidgetExporter';
import { toWidgetDataInput } from '../numbers/routes';
import { BoardDocuments } from './BoardDocuments';

/** Binds the download of dashboards as PDF. */
export function bindDocuments(
  router: ContractRouter,
  deps: { clock: Clock; numbers: BoardNumbers; documents: BoardDocuments },
): void {
  const { clock, numbers, documents } = deps;
  const endpoint = endpoints.exportDashboardPdf;
  router.download(endpoint, async (context, res) => {
    const { params, query, workspace } = context;
    const board = await numbers.loadBoard(context, params.id);
    const now = clock.now();
    const name = toFileName(board.dashboard.name, 'pdf', { workspace, now });
    const file = { name, mediaType: endpoint.download! };
    await sendDownload(res, file, async output => {
      const options = { locale: findLocale(res), signal: getAbortSignal(res) };
      await writeBytes(
        output,
        await documents.draw(context, board, toWidgetDataInput(query), options),
      );
    });
  });
}

/** The preferred language of the reader's browser, which pages use as well. */
function findLocale({ req }: Response): string | undefined {
  return req.acceptsLanguages().find(isLocale);
}

function isLocale(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    // Not a language tag.
    return false;
  }
}

/** Returns a signal that aborts when the client disconnects. */
function getAbortSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => controller.abort());
  return controller.signal;
}
