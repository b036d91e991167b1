import { NotificationSeverity } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Thread } from '../following/SubscriptionStore';
import { NoticeVisibility } from '../noticeVisibility';

/** Who is told: everybody whom any of these names, once each. */
export interface NoticeAudience {
  /** Users, and Groups with everybody in them; lower case, at most 1,000. */
  refs?: string[];
  /** Whoever follows a work item. */
  followers?: Required<Thread>;
  /** The admins of the workspace, also those who become it later. */
  admins?: true;
  /** Everybody in the workspace. */
  everyone?: true;
  /** The staff of a department; with `recursive` also of those below it. */
  department?: { id: string; recursive: boolean };
  /** The members of a project, by its id. */
  project_members?: string;
}

/** Something to tell people. */
export interface NotificationEvent {
  workspace_id: string;
  /** The project it is about, where it is about one. */
  project_id: string | null;
  /** The dashboard it is about; only people who may read that dashboard get it. */
  dashboard_id?: string;
  /** Asked when it is delivered, and whenever it is read. */
  visibility: NoticeVisibility;
  type: string;
  /** At most 255 characters. */
  title: string;
  /** Plain text. */
  body: string | null;
  /** A path of the portal, or an https address. */
  target_url: string | null;
  severity: NotificationSeverity;
  meta: JsonObject;
  /** Who did what is told: they are not told of it. */
  actor_ref: string | null;
  /** The name of the rule that tells it. */
  rule: string;
  /** What the person reads who asks why they are told. */
  reason: string;
  /** While somebody has not read it, the same key counts instead of adding. */
  dedupe_key: string | null;
  /** When it happened, milliseconds since 1970. */
  at: number;
  /** Its thread, where that is more than its project. */
  about: { work_item_id: string } | null;
  /** Whether it mentions those whom it is for. */
  is_mention: boolean;
  to: NoticeAudience;
  /** People who are not told. */
  except: readonly string[];
  /** The act it tells of, where several notices do: they are handed out in order. */
  act_id?: string;
  /** Leaves out those who were told of the act by another notice. */
  unless_notified?: boolean;
  /** Whether it is for those who have not muted what it is about. */
  is_chosen?: boolean;
}
