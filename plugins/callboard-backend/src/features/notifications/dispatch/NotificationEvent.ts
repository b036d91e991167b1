import {
  NotificationSeverity,
  Visibility,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { SubscriptionThread } from '../following/SubscriptionLevels';
import { visibilityCodes } from '../../../changes/ActivityLog';

/** Creates notification events within a transaction. */
export interface NotificationSender {
  notify(
    tx: Knex.Transaction,
    events: readonly NotificationEvent[],
  ): Promise<unknown>;
}

/**
 * The visibility of a notification event. In addition to the visibilities of changes, `recipients`
 * lets every recipient read the event regardless of their access, even a user who was removed from
 * the workspace. Such an event must contain nothing secret.
 */
export type EventVisibility = Visibility | 'recipients';

/** Visibilities as they are stored. */
export const eventVisibilityCodes: Record<EventVisibility, number> = {
  ...visibilityCodes,
  recipients: 6,
};

/** The union of all given groups of users, without duplicates. */
export interface EventAudience {
  /** Users, and Groups with all their members; lower case, at most 1,000. */
  refs?: string[];
  /** Followers of a work item. */
  followers?: Required<SubscriptionThread>;
  /** The admins of the workspace, including later ones. */
  admins?: true;
  /** Everybody in the workspace. */
  everyone?: true;
  /** The staff of a department and, with `recursive`, of its descendants. */
  department?: { id: string; recursive: boolean };
  /** The id of the project whose members are notified. */
  project_members?: string;
}

/** The input of fan-out. */
export interface NotificationEvent {
  workspace_id: string;
  project_id: string | null;
  /** The dashboard that the event concerns; only users with access to it are notified. */
  dashboard_id?: string;
  /** Checked during fan-out and on every read. */
  visibility: EventVisibility;
  type: string;
  /** At most 255 characters. */
  title: string;
  /** Plain text. */
  body?: string | null;
  /** A path of the portal, or an https address. */
  target_url?: string | null;
  severity: NotificationSeverity;
  meta?: JsonObject;
  /** The actor, who is not notified. */
  actor_ref: string | null;
  rule: string;
  /** The reason shown to recipients. */
  reason: string;
  /** If a recipient has an unread notification with this key, its count increases instead. */
  dedupe_key?: string | null;
  /** The time of the event, milliseconds since 1970. */
  at: number;
  about?: { work_item_id: string } | null;
  /** Whether the event mentions its audience. */
  is_mention?: boolean;
  to: EventAudience;
  except?: readonly string[];
  /** The id of an action that causes several events, which are then processed in order. */
  action_id?: string;
  /** Skips users whom another event of the action has notified. */
  unless_notified?: boolean;
  /** Whether `to` already excludes users who have muted the type or the thread. */
  is_chosen?: boolean;
}
