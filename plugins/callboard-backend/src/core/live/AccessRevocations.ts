import { Knex } from 'knex';
import { CallboardConfig } from '../../kernel/config';
import { Clock } from '../../kernel/clock';
import { inListSql } from '../../database/bulk';
import { ChannelStore } from './ChannelStore';

/**
 * Renames the channels of resources that a user can no longer see, if no change records that:
 * ownership through Groups comes from the catalog.
 */
export class AccessRevocations {
  constructor(
    private readonly deps: {
      store: ChannelStore;
      clock: Clock;
      config: Pick<CallboardConfig, 'superAdmins'>;
    },
  ) {}

  /** A user has lost these ownership references, because they left the Groups. */
  async handleLostRefs(tx: Knex, refs: readonly string[]): Promise<void> {
    const { store, clock, config } = this.deps;
    if (refs.some(ref => config.superAdmins.includes(ref))) {
      await store.retireAll(tx, clock.now());
      return;
    }
    const projects: string[] = await tx('project_owners')
      .whereRaw(...inListSql(tx, 'owner_ref', refs, 'text'))
      .distinct()
      .pluck('project_id');
    await store.retire(tx, { projects }, clock.now());
  }

  /** The owners of a project's entity have changed. */
  async handleChangedOwners(tx: Knex, project_id: string): Promise<void> {
    const { store, clock } = this.deps;
    await store.retire(tx, { projects: [project_id] }, clock.now());
  }
}
