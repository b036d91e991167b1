import { NotFoundError } from '@backstage/errors';
import {
  Announcement,
  AnnouncementAudience,
  endpoints,
  NewAnnouncement,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceRow } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { RecordedChange } from '../../../changes/RecordedChange';
import { isId, readPage } from '../../../database/paging';
import { InvalidRequestError } from '../../../http/errors';
import {
  EventAudience,
  NotificationEvent,
} from '../dispatch/NotificationEvent';
import { NotificationDispatcher } from '../dispatch/NotificationDispatcher';
import { AnnouncementStore, ANNOUNCEMENT_TYPE } from './AnnouncementStore';

/** Announcements of workspace admins. */
export class Announcements {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      dispatcher: NotificationDispatcher;
      store: AnnouncementStore;
    },
  ) {}

  /** Lists announcements, newest first. */
  async list(
    workspace: WorkspaceRow,
    query: QueryOf<typeof endpoints.listAnnouncements>,
  ): Promise<ResponseOf<typeof endpoints.listAnnouncements>> {
    const { knex, store } = this.deps;
    return readPage(query, isId, {
      list: (after, limit) => store.list(knex, workspace.id, { after, limit }),
      getPosition: ({ id }) => id,
    });
  }

  /** @throws NotFoundError when the announcement does not exist */
  async get(workspace: WorkspaceRow, id: string): Promise<Announcement> {
    const { knex, store } = this.deps;
    const found = await store.find(knex, workspace.id, id);
    if (!found) {
      throw new NotFoundError(`There is no announcement ${id}`);
    }
    return found;
  }

  /**
   * Publishes an announcement. A job notifies the recipients after the commit.
   *
   * @throws InvalidRequestError when the department or project does not exist
   */
  async publish(
    caller: Caller,
    workspace: WorkspaceRow,
    announcement: NewAnnouncement,
  ): Promise<Announcement> {
    const { changes, dispatcher, store } = this.deps;
    const id = await changes.run(caller, async change => {
      await requireAudience(change.tx, workspace.id, announcement.to);
      const notificationEvent = createAnnouncementEvent(
        change,
        workspace,
        announcement,
      );
      const [notification_event_id] = await dispatcher.notify(change.tx, [
        notificationEvent,
      ]);
      await store.insert(change.tx, notification_event_id, workspace.id);
      const after = await store.find(
        change.tx,
        workspace.id,
        notification_event_id,
      );
      change.record({
        ...toVisibility(notificationEvent),
        workspace_id: workspace.id,
        entity_type: 'announcement',
        entity_id: notification_event_id,
        entity_label: notificationEvent.title,
        before: null,
        after: after!,
      });
      return notification_event_id;
    });
    return this.get(workspace, id);
  }
}

function createAnnouncementEvent(
  { actor, now }: Change,
  { id, name }: WorkspaceRow,
  { title, body, target_url, severity, to }: NewAnnouncement,
): NotificationEvent {
  const project_id = 'project_id' in to ? to.project_id : null;
  return {
    workspace_id: id,
    project_id,
    // Users who leave the project lose access to its announcements.
    visibility: project_id === null ? 'people' : 'project',
    type: ANNOUNCEMENT_TYPE,
    title,
    body: body ?? null,
    target_url: target_url ?? null,
    severity,
    meta: { to },
    actor_ref: actor.user_ref,
    rule: 'announcement',
    reason: `An admin of ${name} announced this to ${formatAudience(to)}.`,
    dedupe_key: null,
    at: now,
    about: null,
    is_mention: false,
    to: toEventAudience(to),
    except: [],
  };
}

function toEventAudience(to: AnnouncementAudience): EventAudience {
  if ('everyone' in to) {
    return { everyone: true };
  }
  if ('department_id' in to) {
    return { department: { id: to.department_id, recursive: to.recursive } };
  }
  return 'project_id' in to
    ? { project_members: to.project_id }
    : { refs: to.refs };
}

function formatAudience(to: AnnouncementAudience): string {
  if ('everyone' in to) {
    return 'everyone in the workspace';
  }
  if ('department_id' in to) {
    return 'your department';
  }
  return 'project_id' in to
    ? 'the members of a project'
    : 'you or a group you are in';
}

/** Returns the visibility of the activity entry. */
function toVisibility({
  project_id,
  to,
}: NotificationEvent): Pick<RecordedChange, 'visibility' | 'project_id'> &
  (
    | { visibility: 'workspace' | 'admins' }
    | { visibility: 'project'; project_id: string }
  ) {
  if (project_id !== null) {
    return { visibility: 'project', project_id };
  }
  return { visibility: to.everyone ? 'workspace' : 'admins' };
}

async function requireAudience(
  tx: Knex,
  workspace_id: string,
  to: AnnouncementAudience,
): Promise<void> {
  const [table, id, field] =
    'department_id' in to
      ? ['departments', to.department_id, 'department_id']
      : ['projects', 'project_id' in to ? to.project_id : null, 'project_id'];
  if (id === null) {
    return;
  }
  const found = await tx(table)
    .select('id')
    .where({ id, workspace_id })
    .whereNull('deleted_at')
    .first();
  if (!found) {
    throw new InvalidRequestError([
      { field: `body.to.${field}`, reason: 'is not in this workspace' },
    ]);
  }
}
