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
export class ImmediateVerification {
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
   * other admins see it, too.
   */
  async run(
    { user_ref }: Actor,
    range: VerificationRange,
  ): Promise<ActivityVerification> {
    const state = await verifyChain(this.deps.reader, range);
    if (state.first_bad) {
      try {
        await this.recordFinding(user_ref, range, state);
      } catch (error) {
        // Returns the finding even if it cannot be recorded.
        this.deps.logger.warn(
          'The finding of a log verification could not be recorded',
          error as Error,
        );
      }
    }
    return toVerification(state);
  }

  private async recordFinding(
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
