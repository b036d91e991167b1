import { Knex } from 'knex';
import { CallboardConfig } from '../config';
import { Clock } from '../clock';
import { isOneOf } from '../database/bulk';
import { ChannelStore, Retired } from './ChannelStore';

/**
 * Renames the channels of what somebody may see no longer, where no change says
 * so: what people own through Groups is known from the catalog.
 */
export class LostSight {
  constructor(
    private readonly deps: {
      store: ChannelStore;
      clock: Clock;
      config: Pick<CallboardConfig, 'superAdmins'>;
    },
  ) {}

  /** Somebody goes by these references no longer: they have left the Groups. */
  async ofRefs(tx: Knex, refs: readonly string[]): Promise<void> {
    const { superAdmins } = this.deps.config;
    if (refs.some(ref => superAdmins.includes(ref))) {
      await this.retire(tx, [{ everywhere: true }]);
      return;
    }
    const ids: string[] = await tx('project_owners')
      .whereRaw(...isOneOf(tx, 'owner_ref', refs, 'text'))
      .distinct()
      .pluck('project_id');
    await this.retire(tx, ids.flatMap(channelsOfProject));
  }

  /** The entity of a project has other owners now. */
  async ofOwners(tx: Knex, project_id: string): Promise<void> {
    await this.retire(tx, channelsOfProject(project_id));
  }

  private async retire(tx: Knex, retired: Retired): Promise<void> {
    const { store, clock } = this.deps;
    await store.retire(tx, retired, clock.now());
  }
}

function channelsOfProject(scope: string): Retired {
  return [
    { kind: 'project', scope },
    { kind: 'members', scope },
  ];
}
