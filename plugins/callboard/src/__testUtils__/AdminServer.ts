import type {
  Member,
  DeadLetter,
  Role,
} from '@callboard/plugin-callboard-common';
import {
  createExampleItem,
  createExampleResponse,
  FakeServer,
  toFakeId,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';

/** A fake server with the endpoints of the admin pages. */
export class AdminServer extends FakeServer {
  health = createExampleResponse('getHealth', { status: 'ok' });
  mail = createExampleResponse('getMailStatus', { transport: 'smtp' });

  /** @param role - the person's role in the workspace; omit it for a super admin */
  constructor(role?: Role) {
    super();
    this.actAs({
      user_ref: 'user:default/alex.admin',
      display_name: 'Alex Admin',
      ...(role ? { role } : { is_super_admin: true, workspaces: [] }),
    });
    this.answer({
      getHealth: () => {
        const dead_lettered = this.store('deadLetters').length;
        const { relay } = this.health;
        const relayWithCount = {
          ...relay,
          dead_lettered: dead_lettered || relay.dead_lettered,
        };
        return { ...this.health, relay: relayWithCount };
      },
      retryDeadLetters: () => this.#retry(() => true),
      retryDeadLetter: ({ params }) =>
        this.#retry(
          ({ change, subscriber }) =>
            change.id === params.change_id && subscriber === params.subscriber,
        ),
      getMailStatus: () => this.mail,
      getRetention: () => ({ rules: [] }),
      getStaffStats: () => this.#countStaff(),
      addWorkspaceMember: ({ body }) =>
        this.addMember({ ...body, display_name: body.user_ref }),
      updateWorkspaceMember: call => {
        const { role: manualRole = 'member' } = call.body;
        this.answerFromStore(call);
        const member = this.members.find(({ id }) => id === call.params.id)!;
        member.sources = member.sources.map(source =>
          source.source === 'manual' ? { ...source, role: manualRole } : source,
        );
        return member;
      },
    });
  }

  get members(): Member[] {
    return this.store('workspaceMembers');
  }

  addMember(
    values: Partial<Member> = {},
    list: 'workspaceMembers' | 'projectMembers' = 'workspaceMembers',
  ): Member {
    const { role = 'member' } = values;
    return this.insert(list, {
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      role,
      sources: [{ source: 'manual', role }],
      ...values,
    });
  }

  /** Adds a dead letter for a change of the resource with this label. */
  addDeadLetter(label: string, values: Partial<DeadLetter> = {}): DeadLetter {
    const deadLetters = this.store('deadLetters');
    const example = createExampleItem('listDeadLetters');
    const change: DeadLetter['change'] = {
      ...example.change,
      id: toFakeId('item', deadLetters.length + 1),
      actor_name: 'Max Member',
      action: 'update',
      entity_type: 'project',
      entity_label: label,
    };
    deadLetters.push({
      ...example,
      change,
      subscriber: 'mail',
      attempts: 8,
      last_error: 'Error: connect ECONNREFUSED',
      ...values,
    });
    return deadLetters.at(-1)!;
  }

  /** Retries dead letters, which removes them. */
  #retry(isRetried: (deadLetter: DeadLetter) => boolean) {
    const deadLetters = this.store('deadLetters');
    const retried = deadLetters.filter(isRetried);
    if (retried.length === 0) {
      throw new ErrorResponse(404, 'The dead letter does not exist');
    }
    retried.forEach(deadLetter =>
      deadLetters.splice(deadLetters.indexOf(deadLetter), 1),
    );
    return { retried: retried.length };
  }

  #countStaff() {
    const staff = this.store('staff');
    const stats = createExampleResponse('getStaffStats', {
      total: staff.length,
    });
    for (const { employment_status } of staff) {
      stats[employment_status] += 1;
      stats.by_status[employment_status] += 1;
    }
    return stats;
  }
}
