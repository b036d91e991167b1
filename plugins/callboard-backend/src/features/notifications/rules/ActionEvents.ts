import { chunk, sortedUniq } from 'lodash';
import { iterateInChunks } from '../../../kernel/yielding';
import {
  EventAudience,
  NotificationEvent,
} from '../dispatch/NotificationEvent';
import {
  Finding,
  isAddressedTo,
  RuleFailure,
  groupFindings,
  FindingGroup,
} from './Finding';
import {
  EventDraft,
  mergeDrafts,
  createGroupDraft,
  MAX_REFS_PER_EVENT,
} from './createNotificationEvents';
import { Interest } from './readInterest';

/** The number of people that are processed before yielding to the event loop. */
const CHUNK_SIZE = 1_000;

/**
 * Creates the notification events of a bulk action. For each change, a user is notified of the
 * first finding whose type and thread they have not muted. Findings of the same rule are
 * summarised. Users with the same findings share an event.
 *
 * Group members and admins are resolved during fan-out. Their events come last and skip users who
 * were already notified of the action.
 */
export class ActionEvents {
  /** For each user, indices of the findings that name the user or address followers of an item. */
  readonly #byUser = new Map<string, Set<number>>();
  /** For each project, indices of the findings that address its followers. */
  readonly #byProject = new Map<string, number[]>();
  /** Users whose findings may differ from those of other followers of the same project. */
  readonly #special = new Set<string>();
  /** Cached findings of users who are only project followers, by projects and accepted types. */
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

  async createEvents(): Promise<NotificationEvent[]> {
    const personal = await this.createPersonalEvents();
    const groupAndAdmin = this.createGroupAndAdminEvents();
    return groupAndAdmin.length === 0
      ? personal
      : [...personal, ...groupAndAdmin].map(draft => ({
          ...draft,
          action_id: this.findings[0].change.batch_id!,
        }));
  }

  private addRecipients({ ruleEvent, change }: Finding, index: number): void {
    const { defaultFollowers, levels } = this.interest;
    const { to, about } = ruleEvent;
    if ('people' in to) {
      to.people.forEach(ref => this.addForUser(ref, index));
    } else if ('followers_of' in to) {
      const { work_item_id } = to.followers_of;
      const people = [
        ...(defaultFollowers[work_item_id] ?? []),
        ...levels.getThreadFollowers(work_item_id),
      ];
      people.forEach(ref => this.addForUser(ref, index));
      if (change.project_id !== null) {
        const indices = this.#byProject.get(change.project_id) ?? [];
        this.#byProject.set(change.project_id, indices);
        indices.push(index);
      }
      const specialRefs = [
        change.actor.user_ref,
        ...(to.except ?? []),
        ...change.people,
        ...(about ? levels.getLevels(about.work_item_id).keys() : []),
      ];
      specialRefs.forEach(ref => this.#special.add(ref));
    }
  }

  private addForUser(ref: string, index: number): void {
    if (ref.startsWith('user:')) {
      const indices = this.#byUser.get(ref) ?? new Set();
      this.#byUser.set(ref, indices.add(index));
      this.#special.add(ref);
    }
  }

  /** Creates the events for individual users. Users with the same findings share an event. */
  private async createPersonalEvents(): Promise<NotificationEvent[]> {
    const recipientsByKey = new Map<
      string,
      { groups: FindingGroup[]; refs: string[] }
    >();
    const followers = [...this.#byProject.keys()].flatMap(id =>
      this.interest.levels.getThreadFollowers(id),
    );
    const people = [...new Set([...this.#byUser.keys(), ...followers])];
    for await (const somePeople of iterateInChunks(people, CHUNK_SIZE)) {
      for (const ref of somePeople) {
        const groups = this.getFindingGroups(ref);
        const key = groups.map(each => each.key).join('\n');
        const recipients = recipientsByKey.get(key) ?? { groups, refs: [] };
        recipientsByKey.set(key, recipients);
        recipients.refs.push(ref);
      }
    }
    return [...recipientsByKey.values()].flatMap(({ groups, refs }) =>
      this.createDrafts(groups).flatMap(draft =>
        chunk(refs, MAX_REFS_PER_EVENT).map(someRefs => ({
          ...draft,
          to: { refs: someRefs },
          is_chosen: true,
        })),
      ),
    );
  }

  /** Returns a user's findings, grouped by rule. */
  private getFindingGroups(ref: string): FindingGroup[] {
    const projects = [...this.#byProject.keys()].filter(
      id => this.interest.levels.getLevels(id).get(ref) === 'all',
    );
    const types = [...this.#types].filter(type =>
      this.interest.acceptsType(ref, type),
    );
    const selectFindings = () =>
      this.selectFindings(ref, projects, new Set(types));
    if (this.#special.has(ref)) {
      return selectFindings();
    }
    const key = [...projects, ...types].join(' ');
    const shared = this.#shared.get(key) ?? selectFindings();
    this.#shared.set(key, shared);
    return shared;
  }

  private selectFindings(
    ref: string,
    projects: readonly string[],
    types: ReadonlySet<string>,
  ): FindingGroup[] {
    const indices = [
      ...(this.#byUser.get(ref) ?? []),
      ...projects.flatMap(project => this.#byProject.get(project)!),
    ];
    const delivered = sortedUniq(indices.sort((one, other) => one - other))
      .map(index => this.findings[index])
      .filter(
        finding =>
          types.has(finding.ruleEvent.type) && this.isDelivered(ref, finding),
      );
    const firstOfEachChange = delivered.filter(
      ({ change }, index) => change.id !== delivered[index - 1]?.change.id,
    );
    return omitCovered(groupFindings(firstOfEachChange));
  }

  private isDelivered(ref: string, finding: Finding): boolean {
    const { isMandatory, levels } = this.interest;
    const { type, about, is_mention = false } = finding.ruleEvent;
    const { project_id } = finding.change;
    const thread = { project_id, work_item_id: about?.work_item_id ?? null };
    return (
      isAddressedTo(ref, finding) &&
      (isMandatory(type) || levels.acceptsEvent(ref, thread, is_mention))
    );
  }

  /** Creates the events for Groups and admins. */
  private createGroupAndAdminEvents(): NotificationEvent[] {
    const byAudience = new Map<
      string,
      { to: EventAudience; findings: Finding[] }
    >();
    const add = (key: string, to: EventAudience, finding: Finding) => {
      const audience = byAudience.get(key) ?? { to, findings: [] };
      byAudience.set(key, audience);
      audience.findings.push(finding);
    };
    for (const finding of this.findings) {
      const { to } = finding.ruleEvent;
      if ('people' in to) {
        to.people
          .filter(
            ref => !ref.startsWith('user:') && isAddressedTo(ref, finding),
          )
          .forEach(ref => add(ref, { refs: [ref] }, finding));
      } else if ('admins' in to) {
        add('', { admins: true }, finding);
      }
    }
    return [...byAudience.values()].flatMap(({ to, findings }) =>
      this.createDrafts(groupFindings(findings)).map(draft => ({
        ...draft,
        to,
        unless_notified: true,
      })),
    );
  }

  /** Merges the drafts of groups into one draft per project and visibility. */
  private createDrafts(groups: readonly FindingGroup[]): EventDraft[] {
    const drafts = new Map<string, EventDraft[]>();
    for (const each of groups) {
      try {
        const draft = createGroupDraft(each);
        const key = `${draft.project_id} ${draft.visibility}`;
        drafts.set(key, [...(drafts.get(key) ?? []), draft]);
      } catch (error) {
        this.onFailure(each.firstFinding.rule, each.firstFinding.change, error);
      }
    }
    return [...drafts.values()].map(mergeDrafts);
  }
}

/** Omits the groups whose rule the rule of another group covers. */
function omitCovered(groups: readonly FindingGroup[]): FindingGroup[] {
  const covered = new Set(
    groups.flatMap(({ firstFinding: { rule } }) => rule.covers ?? []),
  );
  return groups.filter(({ firstFinding: { rule } }) => !covered.has(rule.name));
}
