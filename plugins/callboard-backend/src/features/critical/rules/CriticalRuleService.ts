import {
  CriticalRule,
  CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isUndefined, omitBy } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Changes } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { CriticalRuleStore, ConfiguredRule } from './CriticalRuleStore';
import { toNextVersion } from '../../../database/Table';

/** Lists and changes the rules that raise critical events. */
export class CriticalRuleService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      workspaces: WorkspaceDirectory;
      store: CriticalRuleStore;
    },
  ) {}

  /** Lists all rules with their current settings. */
  async list(): Promise<{ items: CriticalRule[] }> {
    const { knex, store } = this.deps;
    return { items: (await store.list(knex)).map(toResponse) };
  }

  /**
   * Changes the settings of a rule.
   *
   * @throws NotFoundError when the rule does not exist
   * @throws InvalidRequestError for a number of rows if the rule does not count rows
   * @throws PreconditionFailedError when the rule has changed since the caller read it
   */
  async update(
    actor: Actor,
    id: string,
    patch: CriticalRulePatch,
    precondition: Precondition,
  ): Promise<CriticalRule> {
    const { changes, store, workspaces } = this.deps;
    const workspace = (await workspaces.findDefault())!;
    return changes.run(actor, async ({ tx, now, record }) => {
      const before = await store.lock(tx, id);
      precondition.check(before.version);
      if (typeof patch.rows === 'number' && !before.spec.countDataRows) {
        throw new InvalidRequestError([
          {
            field: 'body.rows',
            reason: 'must be null, because this rule does not count rows',
          },
        ]);
      }
      const settings = { ...before.settings, ...omitBy(patch, isUndefined) };
      const after = toNextVersion(before, { settings }, now);
      const isChanged = record({
        workspace_id: workspace.id,
        visibility: 'admins',
        entity_type: 'critical_rule',
        entity_id: id,
        entity_label: before.spec.title,
        before: { ...toResponse(before) },
        after: { ...toResponse(after) },
      });
      if (!isChanged) {
        return toResponse(before);
      }
      await store.update(tx, after);
      return toResponse(after);
    });
  }
}

function toResponse(rule: ConfiguredRule): CriticalRule {
  const { spec, settings, version, updated_at } = rule;
  const { id, title, description, defaults } = spec;
  return {
    id,
    title,
    description,
    ...settings,
    defaults,
    version,
    updated_at,
  };
}
