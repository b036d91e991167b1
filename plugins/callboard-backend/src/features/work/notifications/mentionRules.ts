import {
  ChangeEvent,
  MAX_MENTIONS,
  parseMentions,
  OWN_SOURCE,
} from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';
import { uniq } from 'lodash';
import {
  findFieldChange,
  listChange,
  getFieldValue,
} from '../../../changes/fieldsOf';
import { createCommentEvent } from './createCommentEvent';
import { isOldComment } from './isHistory';
import { createItemEvent } from './createItemEvent';
import { createBulkItemRule } from './createBulkItemRule';
import { getPersonName, quote } from './wording';

const type = 'work_item.mentioned';
const reason = 'The text mentions you by name.';

const together = createBulkItemRule(
  type,
  'The texts mention you by name.',
  (count, project) => `You were mentioned ${count} times in ${project}`,
);

/** Rules that notify users of their first mention in a text. */
export const mentionRules: readonly NotificationRule[] = [
  {
    name: 'work_item.mentioned',
    on: ['work_item.create', 'work_item.update'],
    toEvent(change, scope) {
      const description = findFieldChange(change, 'description');
      // Other systems have other names for people.
      const isOwn = getFieldValue(change, 'source') === OWN_SOURCE;
      const before = getMentionedRefs(description?.before);
      const people = getMentionedRefs(description?.after).filter(
        ref => !before.includes(ref),
      );
      return people.length === 0 || !isOwn
        ? undefined
        : {
            ...createItemEvent(type, change, scope),
            to: { people },
            title: formatMentionTitle(change),
            body: quote(description?.after),
            reason,
            is_mention: true,
          };
    },
    together,
  },
  {
    name: 'work_item_comment.mentioned',
    on: ['work_item_comment.create', 'work_item_comment.update'],
    toEvent(change, scope) {
      const { added } = listChange(change, 'mentions');
      return added.length === 0 || isOldComment(change)
        ? undefined
        : {
            ...createCommentEvent(type, change, scope),
            to: { people: added },
            title: formatMentionTitle(change),
            body: quote(getFieldValue(change, 'body')),
            reason,
            is_mention: true,
          };
    },
    together,
  },
];

function formatMentionTitle(change: ChangeEvent): string {
  const person = getPersonName(change);
  return person
    ? `${person} mentioned you in ${change.entity_label}`
    : `You were mentioned in ${change.entity_label}`;
}

function getMentionedRefs(text: unknown): string[] {
  return typeof text === 'string'
    ? uniq(parseMentions(text).map(({ user_ref }) => user_ref)).slice(
        0,
        MAX_MENTIONS,
      )
    : [];
}
