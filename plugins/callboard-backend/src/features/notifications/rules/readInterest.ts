import { Knex } from 'knex';
import { groupBy, mapValues, uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import {
  readDefaultFollowers,
  SubscriptionLevels,
} from '../following/SubscriptionLevels';
import { Finding } from './Finding';
import { NotificationTypes } from './NotificationTypes';

/** The default followers, subscriptions and preferences that decide who is notified of findings. */
export interface Interest {
  /** Assignees and authors, by work item. */
  defaultFollowers: Readonly<Record<string, readonly string[]>>;
  /** Subscription levels of the projects and work items of the findings. */
  levels: SubscriptionLevels;
  /** Whether a user has not muted a type; always true for mandatory types. */
  acceptsType: (user_ref: string, type: string) => boolean;
  isMandatory: (type: string) => boolean;
}

/** Reads the interest in findings with at most three queries. */
export async function readInterest(
  knex: Knex,
  findings: readonly Finding[],
  types: Pick<NotificationTypes, 'get'>,
): Promise<Interest> {
  const itemIds = uniq(
    findings.flatMap(({ ruleEvent: { to } }) =>
      'followers_of' in to ? to.followers_of.work_item_id : [],
    ),
  );
  const found =
    itemIds.length > 0 ? await readDefaultFollowers(knex, itemIds) : [];
  const levels = await readLevels(knex, findings);
  const people = [
    ...findings.flatMap(({ ruleEvent: { to } }) =>
      'people' in to ? to.people : [],
    ),
    ...found.map(({ user_ref }) => user_ref),
    ...levels.listFollowers(),
  ];
  const preferences = await knex('notification_preferences')
    .select('user_ref', 'type', 'bell')
    .whereRaw(...inListSql(knex, 'user_ref', uniq(people), 'text'))
    .whereIn('type', uniq(findings.map(({ ruleEvent }) => ruleEvent.type)));
  const bells = new Map<string, boolean>(
    preferences.map(({ user_ref, type, bell }) => [
      `${user_ref} ${type}`,
      Boolean(bell),
    ]),
  );
  const isMandatory = (type: string) => types.get(type).is_mandatory;
  return {
    defaultFollowers: mapValues(groupBy(found, 'work_item_id'), followers =>
      followers.map(({ user_ref }) => user_ref),
    ),
    levels,
    acceptsType: (user_ref, type) =>
      isMandatory(type) ||
      (bells.get(`${user_ref} ${type}`) ?? types.get(type).channels.bell),
    isMandatory,
  };
}

/**
 * Reads all subscription levels of work items, and of projects whose followers are notified. For
 * other projects, reads only which users have muted them.
 */
function readLevels(
  knex: Knex,
  findings: readonly Finding[],
): Promise<SubscriptionLevels> {
  const itemIds = findings.flatMap(
    ({ ruleEvent: { about } }) => about?.work_item_id ?? [],
  );
  const getProjectIds = (someFindings: readonly Finding[]) =>
    someFindings.flatMap(({ change }) => change.project_id ?? []);
  const followedProjectIds = getProjectIds(
    findings.filter(({ ruleEvent }) => 'followers_of' in ruleEvent.to),
  );
  const buildThreadCondition = (threads: readonly string[]) =>
    inListSql(knex, 'thread_id', uniq(threads));
  return SubscriptionLevels.read(
    knex('subscriptions')
      .whereRaw(...buildThreadCondition([...itemIds, ...followedProjectIds]))
      .orWhere(muted =>
        muted
          .where('level', 'none')
          .whereRaw(...buildThreadCondition(getProjectIds(findings))),
      ),
  );
}
