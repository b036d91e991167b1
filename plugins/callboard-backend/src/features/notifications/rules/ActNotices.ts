import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NotificationRule,
  RuleNotice,
} from '@callboard/plugin-callboard-node';
import { chunk, groupBy } from 'lodash';
import { NoticeAudience, NoticeToTell } from '../telling/NoticeToTell';
import { NotificationRules } from './NotificationRules';
import { MadeNotice, Tally } from './Tally';
import { tallyNotice } from './tallyNotice';

/** How many people, or followed work items, one notice names. */
const NAMED_AT_ONCE = 1_000;

/** Hears of what a rule throws. */
export type RuleFailure = (
  rule: NotificationRule,
  change: ChangeEvent,
  error: unknown,
) => void;

/** Tallies of one rule, by what they are added up within. */
type Tallies = Map<string, Tally>;

/**
 * What people are told of one act: of a change, or of all changes that were made
 * with it. Each person is told once of each change, by the first rule that names
 * them; and by each rule once of the whole act, where it can sum up.
 */
export class ActNotices {
  readonly #ofPeople = new Map<string, Tallies>();
  readonly #ofFollowers = new Map<string, { tally: Tally; items: string[] }>();
  readonly #ofAdmins: Tallies = new Map();

  constructor(
    private readonly rules: NotificationRules,
    private readonly onFailure: RuleFailure,
  ) {}

  /** Asks all rules about a change of the act. */
  add(change: ChangeEvent, place: ChangePlace): void {
    const named = new Set<string>();
    for (const rule of this.rules.for(change)) {
      try {
        for (const notice of noticesOf(rule, change, place)) {
          const except = [...named];
          this.addTo(named, { rule, notice, change, place, except });
        }
      } catch (error) {
        this.onFailure(rule, change, error);
      }
    }
  }

  /** What is to be told. */
  finish(): NoticeToTell[] {
    return [
      ...this.toPeople(),
      ...[...this.#ofFollowers.values()].flatMap(({ tally, items }) =>
        chunk(items, NAMED_AT_ONCE).flatMap(work_item_ids =>
          this.told(tally, { followers: { work_item_ids } }),
        ),
      ),
      ...[...this.#ofAdmins.values()].flatMap(tally =>
        this.told(tally, { admins: true }),
      ),
    ];
  }

  private addTo(named: Set<string>, made: MadeNotice): void {
    const { rule, notice } = made;
    const { to } = notice;
    const within = withinOf(made);
    if ('people' in to) {
      for (const ref of new Set(to.people)) {
        if (!named.has(ref) && isFor(ref, made)) {
          named.add(ref);
          const tallies = this.#ofPeople.get(ref) ?? new Map();
          this.#ofPeople.set(ref, tallies);
          addTally(tallies, `${rule.name} ${within}`, made);
        }
      }
    } else if ('followers_of' in to) {
      const { work_item_id } = to.followers_of;
      const known = this.#ofFollowers.get(`${rule.name} ${within}`) ?? {
        tally: new Tally({
          ...made,
          except: [...made.except, ...(to.except ?? [])],
        }),
        items: [],
      };
      this.#ofFollowers.set(`${rule.name} ${within}`, known);
      known.tally.add(made);
      known.items.push(work_item_id);
    } else {
      addTally(this.#ofAdmins, `${rule.name} ${within}`, made);
    }
  }

  /** One notice for all who are told the same. */
  private toPeople(): NoticeToTell[] {
    const tallied = [...this.#ofPeople].flatMap(([ref, tallies]) =>
      withoutCovered([...tallies.values()]).map(tally => ({ ref, tally })),
    );
    return Object.values(groupBy(tallied, ({ tally }) => tally.key)).flatMap(
      same =>
        chunk(same, NAMED_AT_ONCE).flatMap(some =>
          this.told(some[0].tally, { refs: some.map(({ ref }) => ref) }),
        ),
    );
  }

  private told(tally: Tally, to: NoticeAudience): NoticeToTell[] {
    try {
      return [tallyNotice(tally, to)];
    } catch (error) {
      this.onFailure(tally.made.rule, tally.made.change, error);
      return [];
    }
  }
}

function noticesOf(
  rule: NotificationRule,
  change: ChangeEvent,
  place: ChangePlace,
): readonly RuleNotice[] {
  const told = rule.tell(change, place) ?? [];
  return Array.isArray(told) ? told : [told as RuleNotice];
}

/** What the notices of one rule are added up within; each by itself otherwise. */
function withinOf({ rule, change, place }: MadeNotice): string {
  const { together } = rule;
  if (!together) {
    return change.id;
  }
  return together.within === 'project'
    ? `${place.workspace.id} ${place.project?.id}`
    : place.workspace.id;
}

/** Whether somebody is to be told, whatever they may see. */
function isFor(ref: string, { notice, change }: MadeNotice): boolean {
  const { actor, visibility, people } = change;
  return (
    (notice.tells_actor || ref !== actor.user_ref) &&
    (visibility !== 'people' || people.includes(ref))
  );
}

function addTally(tallies: Tallies, key: string, made: MadeNotice): void {
  const tally = tallies.get(key) ?? new Tally(made);
  tallies.set(key, tally);
  tally.add(made);
}

function withoutCovered(tallies: readonly Tally[]): Tally[] {
  const covered = new Set(
    tallies.flatMap(({ made: { rule } }) => rule.covers ?? []),
  );
  return tallies.filter(({ made: { rule } }) => !covered.has(rule.name));
}
