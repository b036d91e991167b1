import { Access, Endpoint } from '@callboard/plugin-callboard-common';
import { Writable } from 'stream';
import { Clock } from '../kernel/clock';
import { getDateInZone } from '../database/zones';
import { TableFormat } from '../exports';
import { ContractRouter } from './ContractRouter';
import { HandlerContext } from './HandlerContext';
import { sendDownload } from './sendDownload';

type WorkspaceEndpoint = Endpoint & {
  readonly access: Extract<Access, { kind: 'workspace' }>;
};

/**
 * Binds the downloads of one list in every format. The file names consist of the list and today's
 * date in the workspace's zone.
 */
export function bindTableDownloads<E extends WorkspaceEndpoint>(
  router: ContractRouter,
  clock: Clock,
  list: {
    title: string;
    endpoints: Record<TableFormat, E>;
    /** Writes the file and ends the output. */
    write: (
      format: TableFormat,
      context: HandlerContext<E>,
      output: Writable,
    ) => Promise<void>;
  },
): void {
  for (const format of ['csv', 'xlsx'] as const) {
    const endpoint = list.endpoints[format];
    router.download(endpoint, async (context, res) => {
      const today = getDateInZone(clock.now(), context.workspace.timezone);
      await sendDownload(
        res,
        {
          name: `${list.title}_${today}.${format}`,
          mediaType: endpoint.download!,
        },
        output => list.write(format, context, output),
      );
    });
  }
}
