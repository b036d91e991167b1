import type {
  Cycle,
  DepartmentNode,
  Member,
  MemberSource,
  Role,
  WorkModule,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  type FakeHandlers,
  idOf,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeWork } from '../../__testUtils__/FakeWork';

const NOW = '2026-11-20T08:00:00.000Z';
const DEPARTMENT = idOf('label', 1);

const payments: DepartmentNode = {
  id: DEPARTMENT,
  name: 'Payments',
  code: null,
  short_name: null,
  dept_code: null,
  description: null,
  dept_type: null,
  parent_id: null,
  level: 1,
  manager_ref: null,
  manager_name: null,
  sort_order: 65_535,
  is_active: true,
  staff_count: 0,
  staff_count_recursive: 0,
  children: [],
  version: 1,
  created_at: NOW,
  updated_at: NOW,
};

/**
 * A project whose own settings, members and sources can be changed; everything
 * else is answered by the server beneath.
 */
export class FakeProject {
  readonly server = new FakeWork();
  members: Member[] = [];
  /** What the next request for a page of members is refused with. */
  refuseList?: Refusal;
  readonly cycles: Cycle[] = [];
  readonly modules: WorkModule[] = [];

  constructor(role: 'admin' | 'member' = 'admin') {
    this.server.project!.role = role;
    this.server.answer(this.#handlers());
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

  #handlers(): FakeHandlers {
    return {
      getDepartmentTree: () => ({ items: [payments] }),
      listCycles: () => pageOfItems(this.cycles),
      listModules: () => pageOfItems(this.modules),
      updateProject: call => this.#change(this.server.project!, call),
      listProjectMembers: ({ query }) => this.#page(query),
      addProjectMember: ({ body: { user_ref, role } }) =>
        this.add(user_ref.split('/')[1], [{ source: 'manual', role }]),
      updateProjectMember: call => {
        const member = this.#memberOf(call.params);
        this.#change(member, call);
        member.sources = member.sources.map(source =>
          source.source === 'manual'
            ? { ...source, role: member.role }
            : source,
        );
        return member;
      },
      removeProjectMember: ({ params }) => {
        const gone = this.#memberOf(params);
        this.members = this.members.filter(other => other !== gone);
      },
    };
  }

  #change<Thing extends { version: number }>(
    thing: Thing,
    call: { body: unknown; ifMatch: string | null },
  ): Thing {
    checkVersion(thing, call);
    return Object.assign(thing, call.body, { version: thing.version + 1 });
  }

  #memberOf({ id }: { id: string }): Member {
    const found = this.members.find(member => member.id === id);
    if (!found) {
      throw new Refusal(404, 'There is no such member');
    }
    return found;
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
    return pageOfItems(found, query);
  }
}
