import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { ChangePlace } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { firstOfBatches, readBatch } from '../../../changes/readBatch';
import { TransactionalSubscriber } from '../../../changes/Subscriber';
import { NoticeToTell } from '../telling/NoticeToTell';
import { ActNotices, RuleFailure } from './ActNotices';
import { NotificationRules } from './NotificationRules';
import { readPlaces } from './readPlaces';
import { RuleFailures } from './RuleFailures';

/** Tells people things within a transaction. */
interface Teller {
  tell(tx: Knex, notices: readonly NoticeToTell[]): Promise<unknown>;
}

/**
 * Runs the rules on every change: what they say is told exactly once, and the
 * rest is left to the fan-out.
 *
 * A rule that throws would throw again. So its failure is logged, and costs nobody
 * what other rules tell them; were it the failure of the subscriber, one bad rule
 * would pause all notifications.
 */
export class NotificationsSubscriber implements TransactionalSubscriber {
  readonly name = 'notifications';

  constructor(
    private readonly deps: {
      logger: LoggerService;
      rules: NotificationRules;
      telling: Teller;
    },
  ) {}

  /** {@inheritdoc TransactionalSubscriber.handle} */
  async handle(changes: ChangeEvent[], tx: Knex.Transaction): Promise<void> {
    const failures = new RuleFailures();
    const notices = [
      ...(await this.ofSingles(tx, changes, failures.add)),
      ...(await this.ofBatches(tx, changes, failures.add)),
    ];
    await this.deps.telling.tell(tx, notices);
    failures.log(this.deps.logger);
  }

  /** What follows from changes that stand for themselves. */
  private async ofSingles(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
    onFailure: RuleFailure,
  ): Promise<NoticeToTell[]> {
    const singles = changes.filter(({ batch_id }) => batch_id === null);
    const heard = await this.heard(tx, singles);
    return heard.flatMap(({ change, place }) => {
      const act = new ActNotices(this.deps.rules, onFailure);
      act.add(change, place);
      return act.finish();
    });
  }

  /** What follows from acts of many changes, with the first of each. */
  private async ofBatches(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
    onFailure: RuleFailure,
  ): Promise<NoticeToTell[]> {
    const known = new Map(changes.map(change => [change.id, change]));
    const notices: NoticeToTell[] = [];
    for (const { batch_id } of await firstOfBatches(tx, changes)) {
      const act = new ActNotices(this.deps.rules, onFailure);
      for await (const some of readBatch(tx, batch_id!, known)) {
        const heard = await this.heard(tx, some);
        heard.forEach(({ change, place }) => act.add(change, place));
        await setImmediate();
      }
      notices.push(...act.finish());
    }
    return notices;
  }

  /** The changes that a rule asks for, and where they happened. */
  private async heard(
    tx: Knex.Transaction,
    changes: readonly ChangeEvent[],
  ): Promise<Array<{ change: ChangeEvent; place: ChangePlace }>> {
    const heard = changes.filter(
      change => this.deps.rules.for(change).length > 0,
    );
    if (heard.length === 0) {
      return [];
    }
    const placeOf = await readPlaces(tx, heard);
    return heard.flatMap(change => {
      const place = placeOf(change);
      return place ? [{ change, place }] : [];
    });
  }
}
