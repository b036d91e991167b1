import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import {
  NotificationRule,
  ChangeScope,
} from '@callboard/plugin-callboard-node';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { readFirstOfBatches, readBatch } from '../../../changes/readChanges';
import { TransactionalSubscriber } from '../../../changes/Subscriber';
import { inListSql } from '../../../database/bulk';
import { NotificationDispatcher } from '../dispatch/NotificationDispatcher';
import {
  NotificationEvent,
  NotificationSender,
} from '../dispatch/NotificationEvent';
import { ActionEvents } from './ActionEvents';
import { Finding, collectFindings, RuleFailure } from './Finding';
import { createNotificationEvents } from './createNotificationEvents';
import { NotificationRules } from './NotificationRules';
import { NotificationTypes } from './NotificationTypes';
import { readInterest } from './readInterest';

/**
 * Reads the current workspaces and projects of changes, with two queries in total.
 *
 * @returns a function that returns a change's scope, or undefined if the workspace is deleted
 */
async function readChangeScopes(
  knex: Knex,
  changes: readonly ChangeEvent[],
): Promise<(change: ChangeEvent) => ChangeScope | undefined> {
  const getUniqueIds = (column: 'workspace_id' | 'project_id') =>
    uniq(changes.flatMap(change => change[column] ?? []));
  const workspaces: Array<ChangeScope['workspace']> = await knex('workspaces')
    .select('id', 'slug', 'name')
    .whereRaw(...inListSql(knex, 'id', getUniqueIds('workspace_id')))
    .whereNull('deleted_at');
  const ids = getUniqueIds('project_id');
  const projects: Array<NonNullable<ChangeScope['project']>> =
    ids.length === 0
      ? []
      : await knex('projects')
          .select('id', 'name', 'entity_ref', 'access')
          .whereRaw(...inListSql(knex, 'id', ids));
  const workspacesById = new Map(workspaces.map(each => [each.id, each]));
  const projectsById = new Map(projects.map(each => [each.id, each]));
  return ({ workspace_id, project_id }) => {
    const workspace = workspacesById.get(workspace_id);
    const project = project_id ? projectsById.get(project_id) ?? null : null;
    return workspace && { workspace, project };
  };
}

/** Collects the failures of rules, to log each rule once even if it fails for many changes. */
class RuleFailures {
  readonly #byRule = new Map<
    string,
    { error: unknown; change: ChangeEvent; count: number }
  >();

  readonly add = (
    { name }: NotificationRule,
    change: ChangeEvent,
    error: unknown,
  ): void => {
    const failure = this.#byRule.get(name) ?? { error, change, count: 0 };
    this.#byRule.set(name, { ...failure, count: failure.count + 1 });
  };

  log(logger: LoggerService): void {
    for (const [rule, { error, change, count }] of this.#byRule) {
      logger.error(
        `The notification rule '${rule}' failed for ${count} changes, first for ${change.id}. It notifies nobody of these changes`,
        error as Error,
      );
    }
  }
}

/**
 * Runs the rules on every change. Creates each notification event exactly once and leaves
 * delivery to the fan-out.
 *
 * A rule that throws would throw again on a retry, so its error is logged and does not affect
 * other rules. If the subscriber failed instead, one faulty rule would stop all notifications.
 */
export class NotificationsSubscriber implements TransactionalSubscriber {
  readonly name = 'notifications';

  constructor(
    private readonly deps: {
      logger: LoggerService;
      rules: NotificationRules;
      types: NotificationTypes;
      dispatcher: NotificationSender & Pick<NotificationDispatcher, 'withdraw'>;
    },
  ) {}

  async handle(changes: ChangeEvent[], tx: Knex.Transaction): Promise<void> {
    const failures = new RuleFailures();
    const singles = await this.createSingleEvents(tx, changes, failures.add);
    const bulk = await this.createBulkEvents(tx, changes, failures.add);
    const isWithdrawn = await this.withdraw(tx, changes);
    await this.deps.dispatcher.notify(tx, [
      ...singles
        .filter(({ event, change }) => !isWithdrawn(event, change))
        .map(({ event }) => event),
      ...bulk,
    ]);
    failures.log(this.deps.logger);
  }

  /**
   * Deletes the stored notification events that changes withdraw.
   *
   * @returns a predicate: whether one of `changes` after the given change withdraws its event
   */
  private async withdraw(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
  ): Promise<
    (
      event: Pick<NotificationEvent, 'workspace_id' | 'dedupe_key'>,
      change: ChangeEvent,
    ) => boolean
  > {
    const { rules, dispatcher } = this.deps;
    const toKey = (workspace_id: string, dedupe_key?: string | null) =>
      `${workspace_id} ${dedupe_key}`;
    const lastPositions = new Map<string, number>();
    for (const [position, change] of changes.entries()) {
      const keys = rules
        .findMatching(change)
        .flatMap(rule => rule.withdraw?.(change) ?? []);
      if (keys.length > 0) {
        await dispatcher.withdraw(tx, change.workspace_id, keys);
      }
      keys.forEach(key =>
        lastPositions.set(toKey(change.workspace_id, key), position),
      );
    }
    return ({ workspace_id, dedupe_key }, change) => {
      const position = lastPositions.get(toKey(workspace_id, dedupe_key));
      return (
        position !== undefined &&
        position > changes.findIndex(({ id }) => id === change.id)
      );
    };
  }

  /** Creates the events of changes that are not part of a bulk action. */
  private async createSingleEvents(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
    onFailure: RuleFailure,
  ): Promise<Array<{ change: ChangeEvent; event: NotificationEvent }>> {
    const singles = changes.filter(({ batch_id }) => batch_id === null);
    const findings = await this.runRules(tx, singles, onFailure);
    const findingsByChange = groupBy(findings, ({ change }) => change.id);
    return Object.values(findingsByChange).flatMap(findingsOfChange =>
      createNotificationEvents(findingsOfChange).map(event => ({
        change: findingsOfChange[0].change,
        event,
      })),
    );
  }

  /** Creates the events of the bulk actions whose first change is in `changes`. */
  private async createBulkEvents(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
    onFailure: RuleFailure,
  ): Promise<NotificationEvent[]> {
    const changesById = new Map(changes.map(change => [change.id, change]));
    const events: NotificationEvent[] = [];
    for (const { batch_id } of await readFirstOfBatches(tx, changes)) {
      const findings: Finding[] = [];
      for await (const details of readBatch(tx, batch_id!, changesById)) {
        findings.push(...(await this.runRules(tx, details, onFailure)));
        await yieldToEventLoop();
      }
      if (findings.length > 0) {
        const interest = await readInterest(tx, findings, this.deps.types);
        await yieldToEventLoop();
        const action = new ActionEvents(findings, interest, onFailure);
        events.push(...(await action.createEvents()));
      }
    }
    return events;
  }

  /** Runs all rules and returns their findings, in the order of the changes. */
  private async runRules(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
    onFailure: RuleFailure,
  ): Promise<Finding[]> {
    const { rules } = this.deps;
    const matchedChanges = changes.filter(
      change => rules.findMatching(change).length > 0,
    );
    if (matchedChanges.length === 0) {
      return [];
    }
    const getScope = await readChangeScopes(tx, matchedChanges);
    return matchedChanges.flatMap(change => {
      const scope = getScope(change);
      return scope ? collectFindings(rules, { change, scope }, onFailure) : [];
    });
  }
}
