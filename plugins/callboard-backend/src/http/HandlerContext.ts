import {
  Access,
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Caller, ProjectAccess, WorkspaceAccess } from '../access/Caller';
import { Precondition } from './Precondition';

/** The result of the access check, which the handler can rely on. */
type Found<Who extends Access> = Who extends { kind: 'workspace' }
  ? WorkspaceAccess
  : Who extends { kind: 'project' }
  ? WorkspaceAccess & ProjectAccess
  : object;

/**
 * An authorised and parsed request. It has a workspace or a project only if its endpoint's access
 * requires one.
 */
export type HandlerContext<E extends Endpoint> = Found<E['access']> & {
  caller: Caller;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  precondition: Precondition;
};
