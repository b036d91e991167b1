import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { WorkspaceDirectory } from './WorkspaceDirectory';
import { WorkspaceRow } from './WorkspaceRow';

/** Does the next part of something, and answers whether that was the last. */
export type WorkspaceStep = (tx: Knex.Transaction) => Promise<boolean>;

/** Something that is done in every workspace, a part at a time. */
export interface WorkspaceTask {
  /** Said where it fails: "Reminding people". */
  name: string;
  /** Undefined where there is nothing to do. */
  stepOf(workspace: WorkspaceRow): WorkspaceStep | undefined;
  signal?: AbortSignal;
}

/**
 * Does something in every workspace, in short transactions, between which others
 * have their turn. Where it fails in one workspace, the others have it done still.
 */
export async function stepThroughWorkspaces(
  {
    knex,
    logger,
    workspaces,
  }: { knex: Knex; logger: LoggerService; workspaces: WorkspaceDirectory },
  { name, stepOf, signal }: WorkspaceTask,
): Promise<void> {
  for (const workspace of await workspaces.all()) {
    try {
      const step = stepOf(workspace);
      let isDone = step === undefined;
      while (!isDone && !signal?.aborted) {
        isDone = await knex.transaction(step!);
        await setImmediate();
      }
    } catch (error) {
      logger.error(
        `${name} failed in the workspace ${workspace.slug}`,
        error as Error,
      );
    }
  }
}
