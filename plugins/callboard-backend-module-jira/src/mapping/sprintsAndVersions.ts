import {
  IngestedCycle,
  IngestedModule,
} from '@callboard/plugin-callboard-common';
import { toCleanText } from '@callboard/plugin-callboard-node';
import { orderBy } from 'lodash';
import { jiraSprint, JiraSprint, JiraVersion } from '../api/shapes';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 4_000;

/** The fields in the text that Data Center returns for a sprint. */
const SPRINT_FIELD =
  /(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|synced|autoStartStop|incompleteIssuesDestinationId)=/;

/**
 * Parses a value of the sprint field: an object, or Data Center's
 * `com.atlassian.greenhopper.service.sprint.Sprint@1bf75fd[id=1,state=ACTIVE,name=Sprint 1,…]`.
 */
function parseSprint(value: unknown): JiraSprint | undefined {
  const text =
    typeof value === 'string' ? /\[(.*)\]$/s.exec(value)?.[1] : undefined;
  if (text === undefined) {
    return jiraSprint.safeParse(value).data;
  }
  // Splitting by a pattern with a group also returns the names: a value follows each name.
  const [, ...parts] = text.split(SPRINT_FIELD);
  const fields: Record<string, string | null> = {};
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const content = parts[index + 1];
    fields[parts[index]] = content === '<null>' ? null : content;
  }
  return jiraSprint.safeParse(fields).data;
}

/** The lowest priority first. */
const SPRINT_STATES_BY_PRIORITY = ['closed', 'future', 'active'];

/**
 * Converts the sprint of an issue to a cycle; null if the issue has no sprint. An issue keeps its
 * closed sprints, so it can have several sprints. Prefers active sprints to future sprints, and
 * future sprints to closed sprints. Among sprints in the same state, prefers the newest.
 */
export function toIngestedCycle(value: unknown): IngestedCycle | null {
  const sprints = Array.isArray(value)
    ? value.flatMap(element => parseSprint(element) ?? [])
    : [];
  const [sprint] = orderBy(
    sprints,
    [
      ({ state }) => SPRINT_STATES_BY_PRIORITY.indexOf(state ?? ''),
      ({ id }) => Number(id),
    ],
    ['desc', 'desc'],
  );
  const name = toCleanText(sprint?.name, MAX_NAME);
  if (!sprint || !name) {
    return null;
  }
  const { id, goal, startDate, endDate, completeDate } = sprint;
  const end_date = toDay(completeDate ?? endDate);
  return {
    external_id: id,
    name,
    description: toCleanText(goal, MAX_DESCRIPTION),
    start_date: toStartDate(toDay(startDate), end_date),
    end_date,
  };
}

/** Returns the date part of an ISO time, in the offset of that time; null without a time. */
function toDay(time: string | null | undefined): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(time ?? '')?.[0] ?? null;
}

/** The first day, unless it is after the last day, which Jira allows. */
export function toStartDate(
  first: string | null | undefined,
  last: string | null | undefined,
): string | null {
  return first && !(last && first > last) ? first : null;
}

/** Converts a version to a module; undefined without a visible name. */
export function toIngestedModule(
  version: JiraVersion,
): IngestedModule | undefined {
  const { id, description, startDate, releaseDate } = version;
  const name = toCleanText(version.name, MAX_NAME);
  return name
    ? {
        external_id: id,
        name,
        description: toCleanText(description, MAX_DESCRIPTION),
        start_date: toStartDate(startDate, releaseDate),
        target_date: releaseDate ?? null,
      }
    : undefined;
}

/**
 * Converts one of an issue's fix versions to a module: the first version that is neither released
 * nor archived, else the last version. Null without versions.
 */
export function chooseModule(
  versions: readonly JiraVersion[],
): IngestedModule | null {
  const version =
    versions.find(({ released, archived }) => !released && !archived) ??
    versions.at(-1);
  return (version && toIngestedModule(version)) ?? null;
}
