import {
  ChangeEvent,
  MAX_MENTIONS,
  mentionsIn,
  OWN_SOURCE,
} from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';
import { uniq } from 'lodash';
import { changeOf, listChange, valueOf } from '../../../changes/fieldsOf';
import { createCommentEvent } from './createCommentEvent';
import { isOldComment } from './isHistory';
import { createItemEvent } from './createItemEvent';
import { manyItems } from './manyItems';
import { personOf, quote } from './wording';

const type = 'work_item.mentioned';
const reason = 'The text mentions you by name.';

const together = manyItems(
  type,
  'The texts mention you by name.',
  (count, project) => `You were mentioned ${count} times in ${project}`,
);

/** Rules that notify users of their first mention in a text. */
export const mentionRules: readonly NotificationRule[] = [
  {
    name: 'work_item.mentioned',
    on: ['work_item.create', 'work_item.update'],
    toEvent(change, place) {
      const description = changeOf(change, 'description');
      // Other systems have other names for people.
      const isOwn = valueOf(change, 'source') === OWN_SOURCE;
      const before = mentionedIn(description?.before);
      const people = mentionedIn(description?.after).filter(
        ref => !before.includes(ref),
      );
      return people.length === 0 || !isOwn
        ? undefined
        : {
            ...createItemEvent(type, change, place),
            to: { people },
            title: titleOf(change),
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
    toEvent(change, place) {
      const { added } = listChange(change, 'mentions');
      return added.length === 0 || isOldComment(change)
        ? undefined
        : {
            ...createCommentEvent(type, change, place),
            to: { people: added },
            title: titleOf(change),
            body: quote(valueOf(change, 'body')),
            reason,
            is_mention: true,
          };
    },
    together,
  },
];

function titleOf(change: ChangeEvent): string {
  const person = personOf(change);
  return person
    ? `${person} mentioned you in ${change.entity_label}`
    : `You were mentioned in ${change.entity_label}`;
}

function mentionedIn(text: unknown): string[] {
  return typeof text === 'string'
    ? uniq(mentionsIn(text).map(({ user_ref }) => user_ref)).slice(
        0,
        MAX_MENTIONS,
      )
    : [];
}
