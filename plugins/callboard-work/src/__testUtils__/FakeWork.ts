import {
  type Activity,
  type Label,
  type Me,
  type Member,
  type Project,
  type WorkItem,
  type WorkItemComment,
  type WorkItemPatch,
  type WorkState,
} from '@callboard/plugin-callboard-common';
import {
  type FakeCall,
  type FakeHandlers,
  FakeServer,
  idOf,
  newMe,
  newProject,
  newWorkItem,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { answerHistory } from './fakeHistory';
import { bulkPatchOf } from './bulkPatchOf';
import { answerComments } from './fakeComments';
import { answerItemList, countItems } from './fakeLists';
import { fakeMember } from './fakeMember';
import { answerStates } from './fakeStates';

/** One project in memory, with its items, states, labels and members. */
export class FakeWork extends FakeServer {
  items: WorkItem[] = [];
  labels: Label[] = [];
  /** Oldest first. */
  readonly comments: WorkItemComment[] = [];
  /** What the log holds about the project; the rest is made up. */
  history: Partial<Activity>[] = [];
  /** Changes are answered when this is over. */
  patchesWait: Promise<unknown> = Promise.resolve();
  me: Me = newMe();

  project: Project | undefined = newProject();

  states: WorkState[] = (
    [
      ['Backlog', 'backlog'],
      ['Todo', 'unstarted'],
      ['In Progress', 'started'],
      ['Done', 'completed'],
    ] as const
  ).map(([name, group], at) => ({
    ...stored('state', at + 1),
    project_id: idOf('project', 1),
    name,
    group,
    color: '#57606a',
    sequence: (at + 1) * 1_000,
  }));

  members: Partial<Member>[] = [
    { user_ref: 'user:default/max.member', display_name: 'Max Member' },
    { user_ref: 'user:default/mona.manager', display_name: 'Mona Manager' },
  ];

  /** The admins of the workspace. */
  admins: Partial<Member>[] = [
    { user_ref: 'user:default/ada.admin', display_name: 'Ada Admin' },
  ];

  constructor() {
    super();
    this.answer({
      getMe: () => this.me,
      listWorkspaceActivity: () => answerHistory(this.history),
      ...this.#aboutProject(),
      ...answerStates(this),
      ...this.#aboutItems(),
      ...answerComments(this.comments),
    });
  }

  stateCalled(name: string): WorkState {
    return this.states.find(state => state.name === name)!;
  }

  add(values: Partial<WorkItem> & { state?: string } = {}): WorkItem {
    const { state = 'Backlog', ...given } = values;
    const { id, group } = this.stateCalled(state);
    const item = newWorkItem(this.items.length + 1, {
      state_id: id,
      state_group: group,
      ...given,
    });
    this.items.push(item);
    return item;
  }

  addLabel(name: string): Label {
    const number = this.labels.length + 1;
    const label = {
      ...stored('label', number),
      project_id: idOf('project', 1),
      name,
      color: '#0969da',
    };
    this.labels.push(label);
    return label;
  }

  #theProject(): Project {
    if (!this.project) {
      throw new Refusal(404, 'There is no such project');
    }
    return this.project;
  }

  #aboutProject(): FakeHandlers {
    return {
      listProjects: () => pageOfItems(this.project ? [this.project] : []),
      ensureProject: () => this.#theProject(),
      getProject: () => this.#theProject(),
      updateProject: ({ body }) => Object.assign(this.#theProject(), body),
      joinProject: () => {
        this.project = { ...this.#theProject(), role: 'member' };
        return fakeMember(this.members[0], 0);
      },
      listProjectMembers: ({ query }) =>
        pageOfItems(
          this.members
            .map((given, at) => fakeMember(given, at))
            .filter(({ role }) => role === (query.get('role') ?? role)),
          query,
        ),
      listWorkspaceMembers: ({ query }) => {
        if (query.get('role') === 'admin') {
          return pageOfItems(
            this.admins.map((given, at) => fakeMember(given, at)),
            query,
          );
        }
        const search = query.get('search') ?? '';
        const found = [
          ...this.members,
          { user_ref: 'user:default/zoe.zulu', display_name: 'Zoë Zulu' },
        ].filter(({ user_ref }) => user_ref!.includes(search));
        return pageOfItems(found.map((given, at) => fakeMember(given, at)));
      },
      listLabels: ({ query }) => pageOfItems(this.labels, query),
      listCycles: () => pageOfItems([]),
      listModules: () => pageOfItems([]),
    };
  }

  #aboutItems(): FakeHandlers {
    const list = ({ query }: Pick<FakeCall, 'query'>) =>
      answerItemList(this.items, this.states, query);
    return {
      listWorkItems: list,
      listWorkItemsOfWorkspace: list,
      countWorkItems: ({ query }) => countItems(this.items, this.states, query),
      createWorkItem: ({ body }) => this.add(body as Partial<WorkItem>),
      updateManyWorkItems: ({ body: { ids, changes } }) => {
        const items = ids.map(id => this.#itemOf({ params: { id } }));
        for (const item of items) {
          this.change(item, bulkPatchOf(item, changes));
        }
        return {
          changed: ids.length,
          unchanged: 0,
          items: items.map(({ id, version }) => ({ id, version })),
        };
      },
      patchManyWorkItems: ({ body }) => {
        const isStale = ({ id, version }: { id: string; version: number }) =>
          this.items.find(item => item.id === id)?.version !== version;
        const conflicts = body.patches.filter(isStale).map(({ id }) => id);
        const current = body.patches.filter(wish => !isStale(wish));
        for (const { id, changes } of current) {
          this.change(this.#itemOf({ params: { id } }), changes);
        }
        return { changed: current.length, unchanged: 0, conflicts };
      },
      getWorkItem: call => this.#itemOf(call),
      updateWorkItem: async call => {
        await this.patchesWait;
        return this.change(this.#itemOf(call), call.body);
      },
      deleteWorkItem: call => {
        const gone = this.#itemOf(call);
        this.items = this.items.filter(other => other !== gone);
      },
    };
  }

  change(item: WorkItem, patch: WorkItemPatch): WorkItem {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    Object.assign(item, given, { version: item.version + 1 });
    item.state_group = this.states.find(
      ({ id }) => id === item.state_id,
    )!.group;
    return item;
  }

  #itemOf({
    params,
    ifMatch,
  }: {
    params: { id: string };
    ifMatch?: string | null;
  }): WorkItem {
    const item = this.items.find(({ id }) => id === params.id);
    if (!item) {
      throw new Refusal(404, 'There is no such work item');
    }
    if (ifMatch && ifMatch !== `"${item.version}"`) {
      throw new Refusal(412, 'The resource has changed since it was read');
    }
    return item;
  }
}
