import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { WorkspaceDirectory } from './WorkspaceDirectory';
import { WorkspaceRow } from '../../access/rows';

/** Performs the next step of a task; returns whether it was the last. */
export type WorkspaceStep = (tx: Knex.Transaction) => Promise<boolean>;

/** A task that runs in every workspace, in steps. */
export interface WorkspaceTask {
  /** The name in failure logs: "Reminding people". */
  name: string;
  /** Undefined if the workspace has nothing to do. */
  createStep(workspace: WorkspaceRow): WorkspaceStep | undefined;
  signal?: AbortSignal;
}

/**
 * Runs a task in every workspace, in short transactions, and yields to the event loop in between. A
 * failure in one workspace does not stop the others.
 */
export async function stepThroughWorkspaces(
  {
    knex,
    logger,
    workspaces,
  }: { knex: Knex; logger: LoggerService; workspaces: WorkspaceDirectory },
  { name, createStep, signal }: WorkspaceTask,
): Promise<void> {
  for (const workspace of await workspaces.listAll()) {
    try {
      const step = createStep(workspace);
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
