import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { createPageSchema, slug, uuid } from '../contract/primitives';
import { member, memberListQuery, memberPatch, newMember } from './schemas';

const tag = 'Members';
const params = z.strictObject({ slug });
const memberParams = z.strictObject({ slug, id: uuid });

/** @public */
export const memberEndpoints = {
  listWorkspaceMembers: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/members',
    tag,
    summary: 'List the members of a workspace, by name',
    access: { kind: 'workspace', role: 'guest' },
    params,
    query: memberListQuery,
    response: createPageSchema(member),
  }),
  addWorkspaceMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/members',
    tag,
    summary: 'Add a member to a workspace',
    access: { kind: 'workspace', role: 'admin' },
    params,
    body: newMember,
    status: 201,
    response: member,
  }),
  updateWorkspaceMember: defineEndpoint({
    method: 'PATCH',
    path: '/workspaces/{slug}/members/{id}',
    tag,
    summary: 'Change the manual role of a person in a workspace',
    access: { kind: 'workspace', role: 'admin' },
    params: memberParams,
    body: memberPatch,
    response: member,
  }),
  removeWorkspaceMember: defineEndpoint({
    method: 'DELETE',
    path: '/workspaces/{slug}/members/{id}',
    tag,
    summary: 'Remove the manual membership of a person in a workspace',
    access: { kind: 'workspace', role: 'admin' },
    params: memberParams,
    status: 204,
  }),
};
