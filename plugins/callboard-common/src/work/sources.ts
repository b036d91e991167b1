import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { instant, projectParams, userRef, uuid } from '../contract/primitives';
import { permissions } from '../permissions';
import { workTag } from './common';
import { sourceName } from './ingest';
import { stateGroup } from './settings';

/** An item that the last run of a source could not import. @public */
export const sourceProblem = z
  .strictObject({
    /** The source's id of the item. */
    external_id: z.string(),
    /** Its page at the source. */
    url: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'SourceProblem' });

/** @public */
export type SourceProblem = z.output<typeof sourceProblem>;

/** A project at a source, such as a repository. Its items belong to a Callboard project. @public */
export const sourceProject = z
  .strictObject({
    /** The name at the source, such as `owner/repository`. */
    name: z.string(),
    /** Its page at the source. */
    url: z.string().nullable(),
    /** When the last run began; null before the first. */
    started_at: instant.nullable(),
    /** When a run last read everything; null until a run has done so. */
    finished_at: instant.nullable(),
    /** The seconds since `finished_at`. */
    lag_seconds: z.int().nullable(),
    /** Whether a run is reading the project now. */
    is_running: z.boolean(),
    /** The number of items that the last run has read. */
    done: z.int().nullable(),
    /** The number of items that the last run has to read; null if the source states no number. */
    total: z.int().nullable(),
    /** The reason why the last run failed. */
    error: z.string().nullable(),
    /** The newest items that the last run could not import, at most 50. */
    problems: z.array(sourceProblem),
    /** When the last event of the source arrived. */
    last_event_at: instant.nullable(),
  })
  .meta({ id: 'SourceProject' });

/** @public */
export type SourceProject = z.output<typeof sourceProject>;

/** A state at a source. @public */
export const sourceState = z
  .strictObject({
    name: z.string(),
    group: stateGroup,
    /** The project's state to which this state is mapped; null if Callboard chooses the state. */
    state_id: uuid.nullable(),
  })
  .meta({ id: 'SourceState' });

/** @public */
export type SourceState = z.output<typeof sourceState>;

/** An account at a source for which Callboard found no User. @public */
export const sourcePerson = z
  .strictObject({
    /** The source's id of the account, or its login. */
    key: z.string(),
    name: z.string(),
    /** The User that an admin assigned. */
    user_ref: z.string().nullable(),
  })
  .meta({ id: 'SourcePerson' });

/** @public */
export type SourcePerson = z.output<typeof sourcePerson>;

/** A system whose items belong to a project. @public */
export const workSource = z
  .strictObject({
    source: z.string(),
    /** Whether Callboard reads the source regularly. Other sources only send items. */
    can_sync: z.boolean(),
    /** The end of a pause that the source's rate limit requires; no run begins before it. */
    paused_until: instant.nullable(),
    projects: z.array(sourceProject),
    /** The states at the source, sorted by name; empty if the source sends no states. */
    states: z.array(sourceState),
    /**
     * The accounts in the workspace that have no User, or a User that an admin assigned. Empty for
     * callers who are not admins of the workspace.
     */
    people: z.array(sourcePerson),
  })
  .meta({ id: 'WorkSource' });

/** @public */
export type WorkSource = z.output<typeof workSource>;

/** Changes to the mapping of a source. Omitted states and people stay unchanged. @public */
export const workSourcePatch = z
  .object({
    states: z
      .array(z.object({ name: z.string().max(100), state_id: uuid.nullable() }))
      .max(200)
      .optional(),
    /** Only for admins of the workspace. */
    people: z
      .array(
        z.object({ key: z.string().max(255), user_ref: userRef.nullable() }),
      )
      .max(500)
      .optional(),
  })
  .meta({ id: 'WorkSourcePatch' });

/** @public */
export type WorkSourcePatch = z.output<typeof workSourcePatch>;

const path = '/workspaces/{slug}/projects/{pid}/sources';
const access = { kind: 'project', role: 'admin' } as const;
const params = projectParams.extend({ source: sourceName });

const { get, post, patch } = createEndpointDefiners(workTag);

/** @public */
export const workSourceEndpoints = {
  listWorkSources: get(path, {
    summary: 'List the systems whose items belong to a project',
    access,
    response: z.strictObject({ items: z.array(workSource) }),
  }),
  syncWorkSource: post(`${path}/{source}/sync`, {
    summary: 'Read the changes of a source now',
    access,
    permission: permissions.project.update,
    canConflict: true,
    params,
    body: z.object({}).optional(),
    response: workSource,
  }),
  updateWorkSource: patch(`${path}/{source}`, {
    summary: 'Map states and people of a source',
    access,
    permission: permissions.project.update,
    canConflict: true,
    params,
    body: workSourcePatch,
    response: workSource,
  }),
};
