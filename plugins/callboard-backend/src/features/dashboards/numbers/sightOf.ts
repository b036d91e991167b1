import { Knex } from 'knex';
import { createHash } from 'crypto';
import { isOneOf } from '../../../database/bulk';
import { ProjectViewer } from '../../../core/projects/whereProjectVisible';
import { NumberViewer } from './Question';
import { countedProjects, ProjectQuestion } from './sources/countedProjects';

/** Which of the things that a question counts somebody sees. */
export interface Sight {
  /** Two people with the same key see the same numbers. */
  key: string;
  /** The viewer, with the projects that were found. */
  viewer: NumberViewer;
}

/**
 * Finds out which of the things that a question counts somebody sees. In the activity
 * log, everybody but admins also sees their own rows, so no two people see the same.
 */
export async function sightOf(
  knex: Knex,
  question: ProjectQuestion,
  viewer: NumberViewer,
): Promise<Sight> {
  const { work, time } = viewer;
  if (work.sees_all) {
    return { key: 'all', viewer };
  }
  if (question.source === 'activity') {
    return { key: work.user_ref, viewer };
  }
  const projects: string[] = await countedProjects(knex, question, work)
    .orderBy('projects.id')
    .pluck('projects.id');
  if (question.source === 'work_items') {
    const key = digestOf(projects);
    return { key, viewer: { ...viewer, within: projects } };
  }
  const withOwn = time.sees_own
    ? await projectsWithOwn(knex, question, { work, joined: projects })
    : [];
  const own = withOwn.length > 0 ? [work.user_ref] : [];
  return {
    key: digestOf([...projects, ...own]),
    viewer: {
      ...viewer,
      time: { ...time, found: { joined: projects, withOwn } },
      within: [...projects, ...withOwn],
    },
  };
}

/** The other projects that somebody sees and has logged time in. */
async function projectsWithOwn(
  knex: Knex,
  question: ProjectQuestion,
  { work, joined }: { work: ProjectViewer; joined: readonly string[] },
): Promise<string[]> {
  const seen = { ...question, source: 'work_items', metric: 'count' } as const;
  return countedProjects(knex, seen, work)
    .whereIn(
      'projects.id',
      knex('worklogs')
        .select('project_id')
        .where({
          workspace_id: question.workspace_id,
          logged_by: work.user_ref,
        })
        .whereNull('deleted_at')
        .whereNot(not => not.whereRaw(...isOneOf(knex, 'project_id', joined))),
    )
    .pluck('projects.id');
}

/** A short text that only the same values have. */
export function digestOf(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
