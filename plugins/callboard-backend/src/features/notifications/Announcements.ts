import { NotFoundError } from '@backstage/errors';
import {
  Announcement,
  AnnouncementAudience,
  endpoints,
  NewAnnouncement,
  notificationSeverities,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceRow } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { readInstant, readJson } from '../../database/dialect';
import { readNewestPage } from '../../database/paging';
import { InvalidRequestError } from '../../http/errors';
import { RecipientsListener } from './dispatch/FanOut';
import { EventAudience, NotificationEvent } from './dispatch/NotificationEvent';
import { NotificationDispatcher } from './dispatch/NotificationDispatcher';

export const ANNOUNCEMENT_TYPE = 'announcement.published';

export const announcementTypeDeclaration = {
  type: ANNOUNCEMENT_TYPE,
  label: 'Announcement by an admin',
};

/** Counts the recipients of an announcement during fan-out, and marks it as sent at the end. */
export const countAnnouncementRecipients: RecipientsListener = async (
  tx,
  { id, type },
  recipients,
  isLast,
) => {
  if (type === ANNOUNCEMENT_TYPE) {
    await tx('announcements')
      .where({ notification_event_id: id })
      .increment('recipient_count', recipients.length)
      .update(isLast ? { is_sent: true } : {});
  }
};

export class Announcements {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      dispatcher: NotificationDispatcher;
    },
  ) {}

  async list(
    workspace: WorkspaceRow,
    query: QueryOf<typeof endpoints.listAnnouncements>,
  ): Promise<ResponseOf<typeof endpoints.listAnnouncements>> {
    return readNewestPage(
      query,
      selectAnnouncements(this.deps.knex, workspace.id),
      toAnnouncement,
      'announcements.notification_event_id',
    );
  }

  /** @throws NotFoundError when the announcement does not exist */
  async get(workspace: WorkspaceRow, id: string): Promise<Announcement> {
    const found = await findAnnouncement(this.deps.knex, workspace.id, id);
    if (!found) {
      throw new NotFoundError(`Announcement ${id} not found`);
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
    const { changes, dispatcher } = this.deps;
    return changes.run(caller, async change => {
      await requireAudience(change.tx, workspace.id, announcement.to);
      const event = createAnnouncementEvent(change, workspace, announcement);
      const [id] = await dispatcher.notify(change.tx, [event]);
      await insertAnnouncement(change.tx, id, workspace.id);
      const after = (await findAnnouncement(change.tx, workspace.id, id))!;
      change.record({
        ...toVisibility(event),
        workspace_id: workspace.id,
        entity_type: 'announcement',
        entity_id: id,
        entity_label: event.title,
        before: null,
        after,
      });
      return after;
    });
  }
}

function createAnnouncementEvent(
  { actor, now }: Change,
  { id, name }: WorkspaceRow,
  { title, body, target_url, severity, to }: NewAnnouncement,
): NotificationEvent {
  const project_id = 'project_id' in to ? to.project_id : null;
  const [audience, audienceName] = describeAudience(to);
  return {
    workspace_id: id,
    project_id,
    // Users who leave the project lose access to its announcements.
    visibility: project_id === null ? 'people' : 'project',
    type: ANNOUNCEMENT_TYPE,
    title,
    body,
    target_url,
    severity,
    actor_ref: actor.user_ref,
    rule: 'announcement',
    reason: `An admin of ${name} announced this to ${audienceName}.`,
    at: now,
    to: audience,
  };
}

/** Returns the audience of the fan-out, and its name in the reason that recipients see. */
function describeAudience(
  to: AnnouncementAudience,
): [audience: EventAudience, name: string] {
  if ('everyone' in to) {
    return [{ everyone: true }, 'everyone in the workspace'];
  }
  if ('department_id' in to) {
    const { department_id: id, recursive } = to;
    return [{ department: { id, recursive } }, 'your department'];
  }
  return 'project_id' in to
    ? [{ project_members: to.project_id }, 'the members of a project']
    : [{ refs: to.refs }, 'you or a group you are in'];
}

/** Converts the audience of the fan-out back to the audience that the admin chose. */
function toAnnouncementAudience({
  department,
  project_members,
  refs,
}: EventAudience): AnnouncementAudience {
  if (department) {
    const { id, recursive } = department;
    return { department_id: id, recursive };
  }
  if (project_members !== undefined) {
    return { project_id: project_members };
  }
  return refs ? { refs } : { everyone: true };
}

function toVisibility({ project_id, to }: NotificationEvent) {
  if (project_id !== null) {
    return { visibility: 'project' as const, project_id };
  }
  return {
    visibility: to.everyone ? ('workspace' as const) : ('admins' as const),
  };
}

async function requireAudience(
  tx: Knex,
  workspace_id: string,
  to: AnnouncementAudience,
): Promise<void> {
  const requireRow = async (table: string, id: string, field: string) => {
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
  };
  if ('department_id' in to) {
    await requireRow('departments', to.department_id, 'department_id');
  } else if ('project_id' in to) {
    await requireRow('projects', to.project_id, 'project_id');
  }
}

/** Inserts an announcement. Its notification event contains the texts. */
export async function insertAnnouncement(
  tx: Knex,
  notification_event_id: string,
  workspace_id: string,
): Promise<void> {
  await tx('announcements').insert({
    notification_event_id,
    workspace_id,
    is_sent: false,
    recipient_count: 0,
    former_unread_count: 0,
  });
}

export async function findAnnouncement(
  knex: Knex,
  workspace_id: string,
  id: string,
): Promise<Announcement | undefined> {
  const row = await selectAnnouncements(knex, workspace_id)
    .where('announcements.notification_event_id', id)
    .first();
  return row && toAnnouncement(row);
}

/**
 * Selects the announcements of a workspace with the number of people who have not read them. One
 * statement reads both recipients and unread notifications, because more people may be notified
 * between two statements.
 */
function selectAnnouncements(
  knex: Knex,
  workspace_id: string,
): Knex.QueryBuilder {
  const unread = knex('unread_notifications')
    .whereRaw(
      'unread_notifications.notification_event_id = announcements.notification_event_id',
    )
    // Not a binding, so that PostgreSQL can use the partial index.
    .whereRaw(`unread_notifications.type = '${ANNOUNCEMENT_TYPE}'`)
    .count('*')
    .as('unread_count');
  return knex('announcements')
    .join(
      'notification_events',
      'notification_events.id',
      'announcements.notification_event_id',
    )
    .select(
      'notification_events.*',
      'announcements.is_sent',
      'announcements.recipient_count',
      'announcements.former_unread_count',
      unread,
    )
    .where('announcements.workspace_id', workspace_id);
}

function toAnnouncement(row: any): Announcement {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    // Not in `meta`, which every recipient can read.
    to: toAnnouncementAudience(readJson<any>(row.audience).to),
    actor_ref: row.actor_ref,
    status: row.is_sent ? 'sent' : 'sending',
    recipient_count: row.recipient_count,
    read_count:
      row.recipient_count - row.former_unread_count - Number(row.unread_count),
    created_at: readInstant(row.created_at),
  };
}
