import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  createPageSchema,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
import { announcement, newAnnouncement } from './announcements';
import { notificationsTag } from './common';

const path = '/workspaces/{slug}/announcements';
const params = z.strictObject({ slug });
const access = { kind: 'workspace', role: 'admin' } as const;

/** @public */
export const announcementEndpoints = {
  listAnnouncements: defineEndpoint({
    method: 'GET',
    path,
    tag: notificationsTag,
    summary: 'List announcements, newest first',
    access,
    params,
    query: z.strictObject(pageParameters),
    response: createPageSchema(announcement),
  }),
  createAnnouncement: defineEndpoint({
    method: 'POST',
    path,
    tag: notificationsTag,
    summary: 'Announce something to members of a workspace',
    access,
    params,
    body: newAnnouncement,
    status: 202,
    response: announcement,
  }),
  getAnnouncement: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}`,
    tag: notificationsTag,
    summary: 'Get an announcement with the numbers of recipients and readers',
    access,
    params: params.extend({ id: uuid }),
    response: announcement,
  }),
};
