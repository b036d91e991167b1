import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { instant, instantInput, slug, uuid } from '../contract/primitives';
import { timeTag } from './common';
import { worklog, worklogDescription } from './worklogs';
import { permissions } from '../permissions';

/** The running timer of a user. @public */
export const timer = z
  .strictObject({
    work_item: worklog.shape.work_item,
    project: z.strictObject({
      id: uuid,
      name: z.string(),
      identifier: z.string(),
    }),
    workspace_slug: slug,
    started_at: instant,
    description: z.string().nullable(),
    is_billable: z.boolean(),
  })
  .meta({ id: 'Timer' });

/** @public */
export type Timer = z.output<typeof timer>;

const userAccess = { kind: 'user' } as const;
const timerResponse = z.strictObject({ timer: timer.nullable() });
const path = '/me/timer';

/** @public */
export const newTimer = z
  .object({
    work_item_id: uuid,
    description: worklogDescription.nullish(),
    /** Not in the future; defaults to now. */
    started_at: instantInput.nullish(),
    /** Defaults to the project's setting. */
    is_billable: z.boolean().nullish(),
  })
  .meta({ id: 'NewTimer' });

/** @public */
export type NewTimer = z.output<typeof newTimer>;

/** @public */
export const timerPatch = z
  .object({
    work_item_id: uuid.optional(),
    description: worklogDescription.nullish(),
    started_at: instantInput.optional(),
    is_billable: z.boolean().optional(),
  })
  .meta({ id: 'TimerPatch' });

/** @public */
export type TimerPatch = z.output<typeof timerPatch>;

const { get, post, put, patch, remove } = createEndpointDefiners(timeTag);

/** @public */
export const timerEndpoints = {
  getTimer: get(path, {
    summary: "Get the caller's running timer",
    access: userAccess,
    response: timerResponse,
  }),
  startTimer: put(path, {
    summary:
      'Start a timer; if a timer is running, stops it and logs its time first',
    access: userAccess,
    permission: permissions.timer.update,
    canConflict: true,
    body: newTimer,
    response: timerResponse.extend({
      /** The worklogs created from the previous timer. */
      worklogs: z.array(worklog),
    }),
  }),
  updateTimer: patch(path, {
    summary: 'Change the running timer',
    access: userAccess,
    permission: permissions.timer.update,
    body: timerPatch,
    response: timerResponse,
  }),
  stopTimer: post(`${path}/stop`, {
    summary: 'Stop the timer and log its time, with one entry per day',
    access: userAccess,
    permission: permissions.timer.update,
    canConflict: true,
    body: z.object({ description: worklogDescription.nullish() }).optional(),
    response: z.strictObject({ worklogs: z.array(worklog) }),
  }),
  discardTimer: remove(path, {
    summary: 'Discard the running timer without logging time',
    access: userAccess,
    permission: permissions.timer.delete,
  }),
};
