import type {
  Cycle,
  Member,
  MemberSource,
  Role,
  WorkModule,
} from '@callboard/plugin-callboard-common';
import type { FakeCall } from '../../__testUtils__/FakeCall';
import { FakeWorkServer } from '../../__testUtils__/FakeWorkServer';
import { idOf } from '../../__testUtils__/idOf';
import { Refusal } from '../../__testUtils__/Refusal';

const NOW = '2026-11-20T08:00:00.000Z';
const DEPARTMENT = idOf('label', 1);

/**
 * A project whose own settings, members and sources can be changed; everything
 * else is answered by the server beneath.
 */
export class FakeProject {
  readonly server = new FakeWorkServer();
  members: Member[] = [];
  /** What the next request for a page of members is refused with. */
  refuseList?: Refusal;
  readonly cycles: Cycle[] = [];
  readonly modules: WorkModule[] = [];

  constructor(role: 'admin' | 'member' = 'admin') {
    this.server.project!.role = role;
    this.server.answerOf = call => this.#answerOf(call);
  }

  /** The id of the only department, Payments. */
  readonly department_id = DEPARTMENT;

  add(name: string, sources: MemberSource[]): Member {
    const number = this.members.length + 1;
    const order: Role[] = ['admin', 'member', 'guest'];
    const member: Member = {
      id: idOf('item', 100 + number),
      user_ref: `user:default/${name.toLowerCase().replace(' ', '.')}`,
      display_name: name,
      role: order.find(role => sources.some(source => source.role === role))!,
      sources,
      version: 1,
      created_at: NOW,
      updated_at: NOW,
    };
    this.members.push(member);
    return member;
  }

  addCycle(name: string, end_date: string): void {
    const { id: project_id } = this.server.project!;
    this.cycles.push({
      id: idOf('cycle', this.cycles.length + 1),
      project_id,
      name,
      description: null,
      start_date: null,
      end_date,
      version: 1,
      created_at: NOW,
      updated_at: NOW,
    });
  }

  addModule(name: string, lead_ref: string): void {
    const { id: project_id } = this.server.project!;
    this.modules.push({
      id: idOf('cycle', 100 + this.modules.length),
      project_id,
      name,
      description: null,
      start_date: null,
      target_date: null,
      lead_ref,
      version: 1,
      created_at: NOW,
      updated_at: NOW,
    });
  }

  #answerOf(call: FakeCall): (() => unknown) | undefined {
    const { method, path, query } = call;
    if (path.endsWith('/departments/tree')) {
      return () => ({
        items: [{ id: DEPARTMENT, name: 'Payments', children: [] }],
      });
    }
    if (path.endsWith('/work-items/counts') && query.has('source')) {
      const isArchived = query.get('is_archived') === 'true';
      return () => ({
        total: this.server.items.filter(
          ({ source, archived_at }) =>
            source === query.get('source') &&
            (archived_at !== null) === isArchived,
        ).length,
      });
    }
    if (method === 'GET' && path.endsWith('/cycles')) {
      return () => ({ items: this.cycles, next_cursor: null });
    }
    if (method === 'GET' && path.endsWith('/modules')) {
      return () => ({ items: this.modules, next_cursor: null });
    }
    if (method === 'PATCH' && /\/projects\/[^/]+$/.test(path)) {
      return () => this.#change(this.server.project!, call);
    }
    return /\/projects\/[^/]+\/members/.test(path)
      ? () => this.#answerMembers(call)
      : undefined;
  }

  #change<Thing extends { version: number }>(thing: Thing, call: FakeCall) {
    if (call.ifMatch !== `"${thing.version}"`) {
      throw new Refusal(412, 'The resource has changed since it was read');
    }
    Object.assign(thing, call.body, { version: thing.version + 1 });
    return thing;
  }

  #answerMembers(call: FakeCall): unknown {
    const { method, path, body, query } = call;
    const role = body.role as Role;
    const manual: MemberSource = { source: 'manual', role };
    if (method === 'GET') {
      return this.#page(query);
    }
    if (method === 'POST') {
      const name = String(body.user_ref).split('/')[1];
      return this.add(name, [manual]);
    }
    const member = this.members.find(({ id }) => path.endsWith(id));
    if (!member) {
      throw new Refusal(404, 'There is no such member');
    }
    if (method === 'DELETE') {
      this.members = this.members.filter(other => other !== member);
      return undefined;
    }
    this.#change(member, call);
    member.sources = member.sources.map(source =>
      source.source === 'manual' ? manual : source,
    );
    return member;
  }

  #page(query: URLSearchParams) {
    const refusal = this.refuseList;
    // The whole tab asks for as many as there can be.
    if (refusal && query.get('limit') !== '200') {
      this.refuseList = undefined;
      throw refusal;
    }
    const text = query.get('search')?.toLowerCase() ?? '';
    const found = this.members.filter(({ display_name }) =>
      display_name.toLowerCase().includes(text),
    );
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 50);
    return {
      items: found.slice(start, end),
      next_cursor: end < found.length ? String(end) : null,
      total: found.length,
    };
  }
}
