import { chunk, sortedUniq } from 'lodash';
import { iterateInChunks } from '../../../kernel/yielding';
import {
  EventAudience,
  NotificationEvent,
} from '../dispatch/NotificationEvent';
import {
  Finding,
  isFor,
  RuleFailure,
  groupFindings,
  FindingGroup,
} from './Finding';
import {
  EventDraft,
  mergeDrafts,
  createGroupEvent,
  NAMED_AT_ONCE,
} from './createNotificationEvents';
import { Interest } from './readInterest';

/** The number of people processed before the event loop yields. */
const PEOPLE_AT_ONCE = 1_000;

/**
 * Creates the notification events of a bulk action, so that each user gets at most one per
 * change. The first finding of a change counts whose type and thread the user has not muted.
 * Findings of the same rule are summarised. Users who only follow a project share an event.
 *
 * Group members and admins are resolved during fan-out. They come last and are skipped if
 * they were notified of the action already.
 */
export class ActionEvents {
  /** Indices of findings, by user. */
  readonly #named = new Map<string, Set<number>>();
  /** Indices of findings for followers of a project, by project. */
  readonly #ofProject = new Map<string, number[]>();
  /** Users whose events differ from those of other followers of a project. */
  readonly #special = new Set<string>();
  readonly #shared = new Map<string, FindingGroup[]>();
  readonly #types: ReadonlySet<string>;

  constructor(
    private readonly findings: readonly Finding[],
    private readonly interest: Interest,
    private readonly onFailure: RuleFailure,
  ) {
    this.#types = new Set(findings.map(({ ruleEvent }) => ruleEvent.type));
    findings.forEach((finding, index) => this.addRecipients(finding, index));
  }

  /** Creates the notification events. */
  async createEvents(): Promise<NotificationEvent[]> {
    const personal = await this.toPeople();
    const others = this.toOthers();
    return others.length === 0
      ? personal
      : [...personal, ...others].map(draft => ({
          ...draft,
          action_id: this.findings[0].change.batch_id!,
        }));
  }

  private addRecipients({ ruleEvent, change }: Finding, index: number): void {
    const { involved, levels } = this.interest;
    const { to, about } = ruleEvent;
    if ('people' in to) {
      to.people.forEach(ref => this.addNamedUser(ref, index));
    } else if ('followers_of' in to) {
      const { work_item_id } = to.followers_of;
      const people = [
        ...(involved.get(work_item_id) ?? []),
        ...levels.getThreadFollowers(work_item_id),
      ];
      people.forEach(ref => this.addNamedUser(ref, index));
      if (change.project_id !== null) {
        const known = this.#ofProject.get(change.project_id) ?? [];
        this.#ofProject.set(change.project_id, known);
        known.push(index);
      }
      const special = [
        change.actor.user_ref,
        ...(to.except ?? []),
        ...change.people,
        ...(about ? levels.getLevels(about.work_item_id).keys() : []),
      ];
      special.forEach(ref => this.#special.add(ref));
    }
  }

  private addNamedUser(ref: string, index: number): void {
    if (ref.startsWith('user:')) {
      const known = this.#named.get(ref) ?? new Set();
      this.#named.set(ref, known.add(index));
      this.#special.add(ref);
    }
  }

  /** Creates one event for all users with the same findings. */
  private async toPeople(): Promise<NotificationEvent[]> {
    const groupsByKey = new Map<
      string,
      { groups: FindingGroup[]; refs: string[] }
    >();
    const followers = [...this.#ofProject.keys()].flatMap(id =>
      this.interest.levels.getThreadFollowers(id),
    );
    const people = [...new Set([...this.#named.keys(), ...followers])];
    for await (const some of iterateInChunks(people, PEOPLE_AT_ONCE)) {
      for (const ref of some) {
        const groups = this.getNotificationGroups(ref);
        const key = groups.map(each => each.key).join('\n');
        const same = groupsByKey.get(key) ?? { groups, refs: [] };
        groupsByKey.set(key, same);
        same.refs.push(ref);
      }
    }
    return [...groupsByKey.values()].flatMap(({ groups, refs }) =>
      this.createDrafts(groups).flatMap(draft =>
        chunk(refs, NAMED_AT_ONCE).map(some => ({
          ...draft,
          to: { refs: some },
          is_chosen: true,
        })),
      ),
    );
  }

  /** A user's findings, grouped by rule. */
  private getNotificationGroups(ref: string): FindingGroup[] {
    const projects = [...this.#ofProject.keys()].filter(
      id => this.interest.levels.getLevels(id).get(ref) === 'all',
    );
    const types = [...this.#types].filter(type =>
      this.interest.wants(ref, type),
    );
    const choose = () => this.choose(ref, projects, new Set(types));
    if (this.#special.has(ref)) {
      return choose();
    }
    const key = [...projects, ...types].join(' ');
    const shared = this.#shared.get(key) ?? choose();
    this.#shared.set(key, shared);
    return shared;
  }

  private choose(
    ref: string,
    projects: readonly string[],
    types: ReadonlySet<string>,
  ): FindingGroup[] {
    const indices = [
      ...(this.#named.get(ref) ?? []),
      ...projects.flatMap(project => this.#ofProject.get(project)!),
    ];
    const delivered = sortedUniq(indices.sort((one, other) => one - other))
      .map(index => this.findings[index])
      .filter(
        finding =>
          types.has(finding.ruleEvent.type) && this.isDeliveredTo(ref, finding),
      );
    const first = delivered.filter(
      ({ change }, index) => change.id !== delivered[index - 1]?.change.id,
    );
    return omitCovered(groupFindings(first));
  }

  private isDeliveredTo(ref: string, finding: Finding): boolean {
    const { isMandatory, levels } = this.interest;
    const { type, about, is_mention = false } = finding.ruleEvent;
    const { project_id } = finding.change;
    const thread = { project_id, work_item_id: about?.work_item_id ?? null };
    return (
      isFor(ref, finding) &&
      (isMandatory(type) || levels.acceptsEvent(ref, thread, is_mention))
    );
  }

  /** Creates the events for Groups and admins. */
  private toOthers(): NotificationEvent[] {
    const byAudience = new Map<
      string,
      { to: EventAudience; findings: Finding[] }
    >();
    const add = (key: string, to: EventAudience, finding: Finding) => {
      const known = byAudience.get(key) ?? { to, findings: [] };
      byAudience.set(key, known);
      known.findings.push(finding);
    };
    for (const finding of this.findings) {
      const { to } = finding.ruleEvent;
      if ('people' in to) {
        to.people
          .filter(ref => !ref.startsWith('user:') && isFor(ref, finding))
          .forEach(ref => add(ref, { refs: [ref] }, finding));
      } else if ('admins' in to) {
        add('', { admins: true }, finding);
      }
    }
    return [...byAudience.values()].flatMap(({ to, findings: of }) =>
      this.createDrafts(groupFindings(of)).map(draft => ({
        ...draft,
        to,
        unless_notified: true,
      })),
    );
  }

  /** Creates one draft per project, and one for findings without a project. */
  private createDrafts(groups: readonly FindingGroup[]): EventDraft[] {
    const drafts = new Map<string, EventDraft[]>();
    for (const each of groups) {
      try {
        const draft = createGroupEvent(each);
        const key = `${draft.project_id} ${draft.visibility}`;
        drafts.set(key, [...(drafts.get(key) ?? []), draft]);
      } catch (error) {
        this.onFailure(each.made.rule, each.made.change, error);
      }
    }
    return [...drafts.values()].map(mergeDrafts);
  }
}

function omitCovered(groups: readonly FindingGroup[]): FindingGroup[] {
  const covered = new Set(
    groups.flatMap(({ made: { rule } }) => rule.covers ?? []),
  );
  return groups.filter(({ made: { rule } }) => !covered.has(rule.name));
}
