import {
  CriticalRule,
  CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../access/actor';
import { Changes } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { CriticalRuleStore, TunedRule } from './CriticalRuleStore';

/** The rules by which something is critical. */
export class CriticalRuleService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      workspaces: WorkspaceDirectory;
      store: CriticalRuleStore;
    },
  ) {}

  /** All rules as they hold now. */
  async list(): Promise<{ items: CriticalRule[] }> {
    const { knex, store } = this.deps;
    return { items: (await store.list(knex)).map(onWire) };
  }

  /**
   * Switches or tunes one.
   *
   * @throws NotFoundError when it is not there
   */
  async update(
    actor: Actor,
    id: string,
    patch: CriticalRulePatch,
  ): Promise<CriticalRule> {
    const { changes, store, workspaces } = this.deps;
    const workspace = (await workspaces.findDefault())!;
    return changes.run(actor, async ({ tx, record }) => {
      const before = await store.lock(tx, id);
      const after = { ...before, tuning: { ...before.tuning, ...patch } };
      const isChanged = record({
        workspace_id: workspace.id,
        visibility: 'admins',
        entity_type: 'critical_rule',
        entity_id: id,
        entity_label: before.spec.title,
        before: { ...onWire(before) },
        after: { ...onWire(after) },
      });
      if (isChanged) {
        await store.put(tx, before.spec.id, after.tuning);
      }
      return onWire(after);
    });
  }
}

function onWire({ spec, tuning }: TunedRule): CriticalRule {
  const { id, title, description, defaults } = spec;
  return { id, title, description, ...tuning, defaults };
}
