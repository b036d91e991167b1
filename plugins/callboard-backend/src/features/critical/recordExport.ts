import {
  Endpoint,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { WorkspaceAccess } from '../../access/Caller';
import { ActivityRow } from '../../changes/ActivityLog';
import { Core } from '../../core/Core';
import { cutText } from '../../database/text';
import { HandlerContext } from '../../http/Handler';
import { toActivityRow } from '../activity/storePosts';

const MAX_LABEL_LENGTH = 512;

/**
 * Records the download of a data file in the activity log. The response is already complete, so
 * errors are only logged.
 */
export async function recordExport(
  core: Core,
  { path }: Endpoint,
  context: HandlerContext<Endpoint>,
  rows: number,
): Promise<void> {
  const { knex, clock, log, logger, workspaces } = core;
  const { caller, params, query, workspace } =
    context as HandlerContext<Endpoint> & Partial<WorkspaceAccess>;
  try {
    const targetWorkspace = workspace ?? (await workspaces.findDefault())!;
    const row = toActivityRow(
      { actor: caller, workspace_id: targetWorkspace.id },
      {
        action: 'export',
        entity_label: cutText(toFilePath(path, params), MAX_LABEL_LENGTH),
        metadata: buildExportMetadata(rows, query),
      },
      clock.now(),
    );
    await log.append(knex, [{ ...row, source: caller.source ?? 'backend' }]);
  } catch (error) {
    logger.warn(
      'A download could not be recorded in the activity log',
      error as Error,
    );
  }
}

/** Formats the path of a file within its workspace. */
function toFilePath(path: string, params: Record<string, unknown>): string {
  return path
    .replace(/^\/(workspaces\/\{slug\}\/)?/, '')
    .replace(/\{(\w+)\}/g, (_, name) => String(params[name]));
}

/** Builds the metadata of a download: the row count and, if it is not too large, the query. */
function buildExportMetadata(
  rows: number,
  query: Record<string, unknown>,
): ActivityRow['metadata'] {
  // Removes undefined values.
  const filters = JSON.parse(JSON.stringify(query));
  const metadata: ActivityRow['metadata'] =
    Object.keys(filters).length > 0 ? { rows, query: filters } : { rows };
  return Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA_BYTES
    ? { rows, is_cut: true }
    : metadata;
}
