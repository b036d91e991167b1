import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NoticesOfAct,
  NotificationRule,
  RuleNotice,
} from '@callboard/plugin-callboard-node';

/** How many changes are kept of those that are summed up. */
const FIRST_CHANGES = 5;

/** A notice that a rule has made of one change. */
export interface MadeNotice {
  rule: NotificationRule;
  notice: RuleNotice;
  change: ChangeEvent;
  place: ChangePlace;
  /** People who are told of the change by another notice. */
  except: readonly string[];
}

/** What one rule has to tell somebody of an act, as it is added up. */
export class Tally implements NoticesOfAct {
  readonly counts = new Map<string, number>();
  readonly first: ChangeEvent[] = [];
  count = 0;
  isForRecipients = false;

  /** @param made - the first of its notices, which stands if no other comes */
  constructor(readonly made: MadeNotice) {}

  add({ notice: { type, visibility }, change }: MadeNotice): void {
    this.count += 1;
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    this.isForRecipients ||= visibility === 'recipients';
    if (this.first.length < FIRST_CHANGES) {
      // Of tens of thousands of people, each has a tally: they must be small.
      this.first.push({ ...change, resource: null });
    }
  }

  /** The same for two tallies that say the same. */
  get key(): string {
    const counts = [...this.counts].sort().map(each => each.join('='));
    const changes = this.first.map(({ id }) => id);
    return [this.made.rule.name, ...counts, ...changes].join(' ');
  }
}
