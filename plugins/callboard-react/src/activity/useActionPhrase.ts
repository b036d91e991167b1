import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getRecordedName,
  type Activity,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { formatMinutes } from '../text/formatMinutes';
import { callboardReactTranslationRef } from '../translation';
import { useActionLabels } from './useActionLabels';

/** Actions whose general label is too vague or wrong for their entity type. */
const phrases = [
  'activity_verification.create',
  'activity_verification.cancel',
  'activity_verification.tamper_found',
  'announcement.create',
  'calendar_feed.create',
  'calendar_feed.delete',
  'dashboard_schedule.create',
  'dashboard_schedule.update',
  'dashboard_schedule.delete',
  'dashboard_widget.create',
  'dashboard_widget.update',
  'dashboard_widget.delete',
  'erasure.create',
  'holiday.create',
  'holiday.delete',
  'membership_sync.sync',
  'period.approve',
  'period.recall',
  'period.reject',
  'period.reopen',
  'period.submit',
  'project.bulk_update',
  'project.ingest',
  'project_member.create',
  'project_member.delete',
  'project_member.join',
  'project_member.update',
  'search.search',
  'staff.create',
  'staff.delete',
  'template.create',
  'time_off.create',
  'time_off.delete',
  'timer.discard',
  'timer.start',
  'timer.stop',
  'timer.update',
  'work_item_comment.create',
  'work_item_comment.delete',
  'work_item_comment.update',
  'work_schedule.update',
  'workspace.bulk_delete',
  'workspace.bulk_import',
  'workspace.bulk_status',
  'workspace.bulk_transfer',
  'workspace.match',
  'workspace_member.create',
  'workspace_member.delete',
  'workspace_member.join',
  'workspace_member.update',
  'worklog.create',
  'worklog.delete',
  'worklog.update',
] as const;

type Phrase = (typeof phrases)[number];

const isPhrase = (key: string): key is Phrase =>
  (phrases as readonly string[]).includes(key);

/** The text before the entity of an action, and the text after it. @public */
export interface ActionPhrase {
  before: string;
  after?: string;
}

type Described = Pick<
  Activity,
  'action' | 'entity_type' | 'changes' | 'metadata'
>;

const changeTo = ({ changes }: Described, name: string) =>
  changes.find(({ field }) => field === name);

/**
 * Describes an action on its entity: "commented on", "logged 2h 30m on", "moved … to In Review".
 * Other pairs of action and entity type use the label of the action.
 *
 * @public
 */
export function useActionPhrase(): (activity: Described) => ActionPhrase {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const words = useActionLabels();
  return useCallback(
    activity => {
      const { action, entity_type } = activity;
      const key = `${entity_type}.${action}`;
      if (key === 'work_item.update') {
        const moved = changeTo(activity, 'state_id');
        const state = moved && getRecordedName(activity, moved.new_value);
        if (state !== undefined) {
          return {
            before: t('activity.moved'),
            after: t('activity.movedTo', { state }),
          };
        }
      }
      if (key === 'worklog.create') {
        const minutes = changeTo(activity, 'duration_minutes')?.new_value;
        if (typeof minutes === 'number') {
          const duration = formatMinutes(minutes);
          return { before: t('activity.logged', { duration }) };
        }
      }
      return {
        before: isPhrase(key) ? t(`activity.phrase.${key}`) : words(action),
      };
    },
    [t, words],
  );
}
