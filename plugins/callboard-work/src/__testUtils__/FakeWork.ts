import {
  parseMentions,
  type Activity,
  type Label,
  type Member,
  type MemberSource,
  type Project,
  type WorkItem,
  type WorkItemComment,
  type WorkItemPatch,
  type WorkState,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  createExampleItem,
  createExampleResponse,
  type FakeHandlers,
  FakeServer,
  toFakeId,
  newProject,
  newWorkItem,
  NOW,
  toPage,
  ErrorResponse,
  createStoredFields,
} from '@callboard/plugin-callboard-react/testUtils';
import { countItems, listItems } from './listItems';

const VIEWER_REF = 'user:default/max.member';

const createProjectFields = (kind: 'state' | 'label', number: number) => ({
  ...createStoredFields(kind, number),
  project_id: toFakeId('project', 1),
  color: '#57606a',
});

const MANUAL_SOURCE: MemberSource = { source: 'manual', role: 'member' };

function newMember(
  number: number,
  display_name: string,
  sources: MemberSource[] = [MANUAL_SOURCE],
): Member {
  const roles = ['admin', 'member', 'guest'] as const;
  return createExampleItem('listProjectMembers', {
    id: toFakeId('member', number),
    user_ref: `user:default/${display_name.toLowerCase().replace(' ', '.')}`,
    display_name,
    role: roles.find(role => sources.some(source => source.role === role))!,
    sources,
  });
}

const zoe = {
  ...newMember(10, 'Zoë Zulu'),
  user_ref: 'user:default/zoe.zulu',
};

/** Creates a comment by Max on the first item, with the given values. */
export const newComment = (
  number: number,
  values: Partial<WorkItemComment> = {},
): WorkItemComment =>
  createExampleItem('listWorkItemComments', {
    id: toFakeId('comment', number),
    project_id: toFakeId('project', 1),
    work_item_id: toFakeId('item', 1),
    author_ref: VIEWER_REF,
    author_name: 'Max Member',
    body: 'Looks good',
    source: 'callboard',
    created_at: '2026-11-20T09:00:00.000Z',
    ...values,
  });

function findById<Item extends { id: string }>(
  items: Item[],
  id: string,
): Item {
  const found = items.find(item => item.id === id);
  if (!found) {
    throw new ErrorResponse(404, `There is no ${id}`);
  }
  return found;
}

/** One project in memory, with its items, states, labels and members. */
export class FakeWork extends FakeServer {
  project: Project | undefined = newProject();
  readonly items = this.store('workItems');
  readonly states = this.store('states');
  readonly labels = this.store('labels');
  readonly members = this.store('projectMembers');
  /** The ids of the items that the user follows. */
  readonly followed = new Set<string>();
  /** Oldest first. */
  readonly comments = this.store('workItemComments');
  /** The project's activity entries; missing fields get made-up values. */
  history: Partial<Activity>[] = [];

  constructor() {
    super();
    this.addMember('Max Member');
    this.addMember('Mona Manager');
    const states = [
      ['Backlog', 'backlog'],
      ['Todo', 'unstarted'],
      ['In Progress', 'started'],
      ['Done', 'completed'],
    ] as const;
    states.forEach(([name, group], index) =>
      this.insert('states', {
        ...createProjectFields('state', index + 1),
        name,
        group,
        sequence: (index + 1) * 1_000,
      }),
    );
    this.answer({
      listWorkspaceActivity: () =>
        createExampleResponse('listWorkspaceActivity', {
          activities: this.history.map((row, index) =>
            createExampleItem('listMyProjectsActivity', {
              id: toFakeId('item', 1_000 + index),
              user_id: VIEWER_REF,
              user_name: 'Max Member',
              action: 'update',
              entity_type: 'work_item',
              ...row,
            }),
          ),
        }),
      listWorkspaceMembers: ({ query }) => {
        const people =
          query.get('role') === 'admin'
            ? [newMember(9, 'Ada Admin')]
            : [...this.members, zoe];
        const search = query.get('search') ?? '';
        return toPage(
          people.filter(({ user_ref }) => user_ref.includes(search)),
        );
      },
      ...this.#getProjectHandlers(),
      ...this.#getItemHandlers(),
      ...this.#getCommentHandlers(),
    });
  }

  findState(name: string): WorkState {
    return this.states.find(state => state.name === name)!;
  }

  add(values: Partial<WorkItem> & { state?: string } = {}): WorkItem {
    const { state = 'Backlog', ...fields } = values;
    const { id, group } = this.findState(state);
    const item = newWorkItem(this.items.length + 1, {
      state_id: id,
      state_group: group,
      ...fields,
    });
    this.items.push(item);
    return item;
  }

  addLabel(name: string): Label {
    const values = createProjectFields('label', this.labels.length + 1);
    return this.insert('labels', { ...values, name });
  }

  addMember(name: string, ...sources: MemberSource[]): void {
    const memberSources = sources.length > 0 ? sources : [MANUAL_SOURCE];
    this.members.push(newMember(this.members.length + 1, name, memberSources));
  }

  change(item: WorkItem, patch: WorkItemPatch): WorkItem {
    Object.assign(item, patch, { version: item.version + 1 });
    const state = this.states.find(({ id }) => id === item.state_id)!;
    item.state_group = state.group;
    return item;
  }

  #requireProject(): Project {
    if (!this.project) {
      throw new ErrorResponse(404, 'The project was not found');
    }
    return this.project;
  }

  #getProjectHandlers(): FakeHandlers {
    return {
      listProjects: () => toPage(this.project ? [this.project] : []),
      ensureProject: () => this.#requireProject(),
      getProject: () => this.#requireProject(),
      getTimeSettings: () =>
        createExampleResponse('getTimeSettings', { minutes_per_day: 480 }),
      updateProject: call => {
        const project = this.#requireProject();
        checkVersion(project, call);
        const version = project.version + 1;
        return Object.assign(project, call.body, { version });
      },
      joinProject: () => {
        this.project = { ...this.#requireProject(), role: 'member' };
        return this.members[0];
      },
      addProjectMember: ({ body: { user_ref, role } }) => {
        this.addMember(user_ref.split('/')[1], { source: 'manual', role });
        return this.members.at(-1)!;
      },
      updateProjectMember: call => {
        this.answerFromStore(call);
        const member = findById(this.members, call.params.id);
        const { role } = member;
        member.sources = member.sources.map(source =>
          source.source === 'manual' ? { ...source, role } : source,
        );
        return member;
      },
      updateState: call => {
        const state = this.answerFromStore(call);
        this.states.sort((a, b) => a.sequence - b.sequence);
        return state;
      },
    };
  }

  #getItemHandlers(): FakeHandlers {
    const getItem = (id: string) => findById(this.items, id);
    const mergeLists = (
      list: readonly string[],
      added: readonly string[] | null | undefined,
      removed: readonly string[] | null | undefined,
    ) =>
      [...new Set([...list, ...(added ?? [])])].filter(
        entry => !removed?.includes(entry),
      );
    return {
      listWorkItems: ({ query }) => listItems(this, query),
      listWorkItemsOfWorkspace: ({ query }) => listItems(this, query),
      countWorkItems: ({ query }) => countItems(this, query),
      createWorkItem: ({ body }) => this.add(body as Partial<WorkItem>),
      updateWorkItem: call => {
        const item = getItem(call.params.id);
        if (call.ifMatch) {
          checkVersion(item, call);
        }
        return this.change(item, call.body);
      },
      updateManyWorkItems: ({ body: { ids, changes } }) => {
        const { add_assignees, remove_assignees, ...otherChanges } = changes;
        const { add_labels, remove_labels, ...patch } = otherChanges;
        const changed = ids.map(getItem).map(item =>
          this.change(item, {
            assignees: mergeLists(
              item.assignees,
              add_assignees,
              remove_assignees,
            ),
            labels: mergeLists(item.labels, add_labels, remove_labels),
            ...patch,
          }),
        );
        return {
          changed: ids.length,
          unchanged: 0,
          items: changed.map(({ id, version }) => ({ id, version })),
        };
      },
      patchManyWorkItems: ({ body: { patches } }) => {
        const isCurrent = ({ id, version }: { id: string; version: number }) =>
          getItem(id).version === version;
        const conflicts = patches.filter(patch => !isCurrent(patch));
        const current = patches.filter(isCurrent);
        current.forEach(({ id, changes }) => this.change(getItem(id), changes));
        return {
          changed: current.length,
          unchanged: 0,
          conflicts: conflicts.map(({ id }) => id),
        };
      },
    };
  }

  #getCommentHandlers(): FakeHandlers {
    return {
      // Pages request the newest comments first.
      listWorkItemComments: ({ params, query }) =>
        toPage(
          this.comments
            .filter(({ work_item_id }) => work_item_id === params.iid)
            .reverse(),
          query,
        ),
      createWorkItemComment: ({ params, body: { body } }) => {
        const comment = newComment(this.comments.length + 1, {
          work_item_id: params.iid,
          body,
          mentions: parseMentions(body).map(({ user_ref }) => user_ref),
        });
        this.comments.push(comment);
        return comment;
      },
      updateWorkItemComment: call => {
        const comment = findById(this.comments, call.params.id);
        checkVersion(comment, call);
        return Object.assign(comment, call.body, {
          edited_at: NOW,
          version: comment.version + 1,
        });
      },
      deleteWorkItemComment: ({ params }) => {
        const deleted = {
          body: '',
          deleted_at: NOW,
          deleted_by: VIEWER_REF,
        };
        Object.assign(findById(this.comments, params.id), deleted);
      },
    };
  }
}
