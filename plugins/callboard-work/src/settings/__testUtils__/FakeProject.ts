import type {
  Cycle,
  Member,
  MemberSource,
  Role,
  WorkModule,
} from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  checkVersion,
  exampleItemOf,
  type FakeHandlers,
  idOf,
  pageOfItems,
  type Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeWork } from '../../__testUtils__/FakeWork';

const DEPARTMENT = idOf('label', 1);

const payments = exampleItemOf('getDepartmentTree', {
  id: DEPARTMENT,
  name: 'Payments',
});

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
    const member = exampleItemOf('listProjectMembers', {
      id: idOf('item', 100 + number),
      user_ref: `user:default/${name.toLowerCase().replace(' ', '.')}`,
      display_name: name,
      role: order.find(role => sources.some(source => source.role === role))!,
      sources,
    });
    this.members.push(member);
    return member;
  }

  addCycle(name: string, end_date: string): void {
    const { id: project_id } = this.server.project!;
    this.cycles.push(
      exampleItemOf('listCycles', {
        id: idOf('cycle', this.cycles.length + 1),
        project_id,
        name,
        end_date,
      }),
    );
  }

  addModule(name: string, lead_ref: string): void {
    const { id: project_id } = this.server.project!;
    this.modules.push(
      exampleItemOf('listModules', {
        id: idOf('cycle', 100 + this.modules.length),
        project_id,
        name,
        lead_ref,
      }),
    );
  }

  #handlers(): FakeHandlers {
    const members = answerCollection<'members', Member>(this, 'members', {
      path: '/workspaces/{slug}/projects/{pid}/members',
      kind: 'member',
    });
    return {
      getDepartmentTree: () => ({ items: [payments] }),
      listCycles: () => pageOfItems(this.cycles),
      listModules: () => pageOfItems(this.modules),
      updateProject: call => {
        const project = this.server.project!;
        checkVersion(project, call);
        return Object.assign(project, call.body, {
          version: project.version + 1,
        });
      },
      ...members,
      listProjectMembers: call => {
        const refusal = this.refuseList;
        // The whole tab asks for as many as there can be.
        if (refusal && call.query.get('limit') !== '200') {
          this.refuseList = undefined;
          throw refusal;
        }
        return members.listProjectMembers!(call);
      },
      addProjectMember: ({ body: { user_ref, role } }) =>
        this.add(user_ref.split('/')[1], [{ source: 'manual', role }]),
      updateProjectMember: async call => {
        const member = (await members.updateProjectMember!(call)) as Member;
        member.sources = member.sources.map(source =>
          source.source === 'manual'
            ? { ...source, role: member.role }
            : source,
        );
        return member;
      },
    };
  }
}
