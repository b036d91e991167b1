import { JsonObject } from '@backstage/types';
import { ChangeEvent, ChangeType } from '@callboard/plugin-callboard-common';

/**
 * Where a change happened, as it is called when the rule runs.
 *
 * @public
 */
export interface ChangePlace {
  workspace: { id: string; slug: string; name: string };
  /** The project the change is about, if it is about one. */
  project: {
    id: string;
    name: string;
    entity_ref: string;
    access: 'open' | 'secret';
  } | null;
}

/**
 * Who is told. Callboard leaves out who made the change, who may not see it when
 * they are told, and who has muted the work item or project.
 *
 * @public
 */
export type RuleAudience =
  /** References of Users, or of Groups for everybody in them. */
  | { people: readonly string[] }
  /** Assignees, author and whoever follows the work item or its project. */
  | {
      followers_of: { work_item_id: string };
      /** User references that are left out. */
      except?: readonly string[];
    }
  /** The admins of the workspace. */
  | { admins: true };

/**
 * What a notification says.
 *
 * @public
 */
export interface NoticeWords {
  /** Plain text; cut to 255 characters. */
  title: string;
  /** Plain text; cut to 4,000 characters. */
  body?: string | null;
  /** A path of the portal (`/…`) or an https address. */
  target_url?: string | null;
}

/**
 * One notification that follows from a change.
 *
 * @public
 */
export interface RuleNotice extends NoticeWords {
  /** A declared type: at most 64 of `a-z`, `0-9`, `_`, `.` and `-`. */
  type: string;
  to: RuleAudience;
  /** Why they are told, as a sentence: "You are assigned to this work item." */
  reason: string;
  /** `normal` by default. */
  severity?: 'low' | 'normal' | 'high' | 'critical';
  /**
   * Who may see it: by default whoever may see the change, asked again when the
   * notification is read. `recipients`: who is told, whatever happens to their
   * access; its words must then name nothing that access is needed for.
   */
  visibility?: 'change' | 'recipients';
  /** The work item it is about; who has muted that hears nothing of it. */
  about?: { work_item_id: string } | null;
  /** Whether it mentions the people it tells; false by default. */
  is_mention?: boolean;
  /** Whether also who made the change is told; false by default. */
  tells_actor?: boolean;
  /**
   * While somebody has not read it, the same key takes the new words and counts
   * instead of adding a notification. At most 255 characters.
   */
  dedupe_key?: string | null;
  /** Data for whoever reads the API. */
  meta?: JsonObject;
}

/**
 * What somebody is told of several changes that were made in one act: of those
 * alone that concern them, that they have not muted, and that no rule before this
 * one tells them.
 *
 * @public
 */
export interface ActionNotifications {
  /** How many of them concern the person. */
  count: number;
  /** How many of each type. */
  counts: ReadonlyMap<string, number>;
  /** The first of the changes; there may be many more. */
  first: readonly ChangeEvent[];
}

/**
 * Turns changes into notifications. A rule is pure: it looks at the change and
 * nothing else, and says who is told, and in which words.
 *
 * Whom several rules name for one change is told by the first whose type they want
 * and that they may see. Callboard's own rules come first, then those of modules.
 *
 * @public
 */
export interface NotificationRule {
  /**
   * Unique and stable, at most 64 characters: a notification says which rule has
   * made it.
   */
  name: string;
  /** The changes it looks at, such as `work_item.update`. */
  on: readonly ChangeType[];
  /**
   * What follows from a change; nothing, if nothing does.
   *
   * What it throws is logged, and the change tells nobody by this rule.
   */
  tell(
    change: ChangeEvent,
    place: ChangePlace,
  ): RuleNotice | readonly RuleNotice[] | undefined;
  /**
   * The `dedupe_key`s of notifications in the workspace that the change makes obsolete: they are deleted,
   * read or not.
   */
  withdraw?(change: ChangeEvent): readonly string[];
  /**
   * The names of rules whose notices of the same act say nothing more: people who
   * get one of this rule do not get theirs.
   */
  covers?: readonly string[];
  /**
   * What to say in place of many notices when one act made many changes, as a
   * bulk operation or an import does. A rule without it is not asked about the
   * details of such acts.
   */
  together?: {
    /**
     * `project`: one notification for each project; `workspace`: one for all of
     * them, in words that name no project, because the people may lose one.
     */
    within: 'project' | 'workspace';
    tell(
      changes: ActionNotifications,
      place: ChangePlace,
    ): Pick<RuleNotice, 'type' | 'reason'> &
      NoticeWords &
      Partial<Pick<RuleNotice, 'severity' | 'dedupe_key' | 'meta'>>;
  };
}
