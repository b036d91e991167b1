import { LoggerService } from '@backstage/backend-plugin-api';
import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor, callboardActor } from '../../../kernel/actor';
import { Changes } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import {
  CheckState,
  toVerification,
  VerificationRange,
  verifyChain,
} from './verifyChain';
import {
  countSealedRows,
  isKnownFinding,
  buildVerificationColumns,
  VERIFICATIONS_TABLE,
  toTamperingActivity,
} from './VerificationRow';

/** Verifies the log within a request. */
export class CheckAtOnce {
  constructor(
    private readonly deps: {
      /** The connection for slow reads. */
      reader: Knex;
      changes: Changes;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /**
   * Verifies the log against its seals. Records a new finding as a completed verification, so that
   * it is not known only to the caller.
   */
  async run(
    { user_ref }: Actor,
    range: VerificationRange,
  ): Promise<ActivityVerification> {
    const state = await verifyChain(this.deps.reader, range);
    if (state.first_bad) {
      try {
        await this.note(user_ref, range, state);
      } catch (error) {
        // Returns the finding even if it cannot be recorded.
        this.deps.logger.warn(
          'What a check of the log has found could not be recorded',
          error as Error,
        );
      }
    }
    return toVerification(state);
  }

  private async note(
    started_by: string,
    range: VerificationRange,
    state: CheckState,
  ): Promise<void> {
    const { reader, changes, workspaces } = this.deps;
    const rows_total = await countSealedRows(reader, range);
    const workspace = (await workspaces.findDefault())!;
    await changes.run(callboardActor, async change => {
      const at = change.now;
      const row = buildVerificationColumns(
        { at, started_by, range, rows_total },
        state,
      );
      if (await isKnownFinding(change.tx, state.first_bad!, row.id)) {
        return;
      }
      await change.tx(VERIFICATIONS_TABLE).insert({
        ...row,
        status: 'done',
        finished_at: new Date(at),
      });
      change.record(
        toTamperingActivity(workspace.id, row.id, state.first_bad!),
      );
    });
  }
}
