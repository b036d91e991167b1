import { CriticalEvent } from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { Core } from '../../core/Core';
import { PageQuery } from '../../database/paging';
import { ActivityPseudonymiser } from '../../pseudonyms/ActivityPseudonymiser';
import {
  acknowledgeCriticalEvent,
  CriticalEventFilter,
  listCriticalEvents,
  lockCriticalEvent,
} from './CriticalEventStore';

export class CriticalEventService {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'changes' | 'workspaces' | 'privacy'
    >,
  ) {}

  /** Lists and counts the events of workspaces that the caller administers, newest first. */
  async list(
    caller: Caller,
    {
      cursor,
      limit,
      ...query
    }: Omit<CriticalEventFilter, 'workspaceIds'> & PageQuery,
  ) {
    const { knex, privacy } = this.deps;
    const pseudonymiser = await privacy.getPseudonymiser(caller);
    const workspaceIds = await this.listWorkspaceIds(caller);
    const filter = { ...query, workspaceIds };
    const page = await listCriticalEvents(knex, filter, { cursor, limit });
    return {
      ...page,
      items: page.items.map(event => pseudonymiseEvent(event, pseudonymiser)),
    };
  }

  /**
   * Acknowledges an event. A second acknowledgement changes nothing.
   *
   * @throws NotFoundError when the event does not exist or the caller does not administer its
   * workspace
   */
  async acknowledge(caller: Caller, id: string): Promise<CriticalEvent> {
    const { changes, privacy } = this.deps;
    const pseudonymiser = await privacy.getPseudonymiser(caller);
    const workspaceIds = await this.listWorkspaceIds(caller);
    const event = await changes.run(caller, async change => {
      const before = await lockCriticalEvent(change.tx, id, workspaceIds);
      if (before.acknowledged_at !== null) {
        return before;
      }
      const after = {
        ...before,
        acknowledged_at: new Date(change.now).toISOString(),
        acknowledged_by: caller.user_ref,
      };
      await acknowledgeCriticalEvent(change.tx, after);
      change.record({
        workspace_id: before.workspace_id,
        visibility: 'admins',
        entity_type: 'critical_event',
        entity_id: id,
        entity_label: before.entity_label,
        action: 'acknowledge',
        before: { ...before },
        after,
      });
      return after;
    });
    return pseudonymiseEvent(event, pseudonymiser);
  }

  /** Lists the ids of the workspaces whose events a user sees; undefined for all workspaces. */
  private async listWorkspaceIds(
    caller: Caller,
  ): Promise<string[] | undefined> {
    if (caller.is_super_admin) {
      return undefined;
    }
    const administered = await this.deps.workspaces.listAdministered(caller);
    return administered.map(({ id }) => id);
  }
}

/** Returns a critical event as a viewer may see it. The pseudonymiser, if any, hides names. */
export function pseudonymiseEvent(
  event: CriticalEvent,
  pseudonymiser: ActivityPseudonymiser | undefined,
): CriticalEvent {
  if (!pseudonymiser) {
    return event;
  }
  const { workspace_id, actor_ref, actor_name, acknowledged_by } = event;
  const actor = pseudonymiser.pseudonymisePerson(
    workspace_id,
    actor_ref,
    actor_name,
  );
  return {
    ...event,
    ...pseudonymiser.pseudonymiseEntity(event),
    actor_ref: actor.user_id,
    actor_name: actor.user_name,
    acknowledged_by:
      acknowledged_by &&
      pseudonymiser.pseudonymisePerson(workspace_id, acknowledged_by).user_id,
  };
}
