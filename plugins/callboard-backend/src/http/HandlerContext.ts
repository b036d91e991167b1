import {
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Caller, ProjectAccess, WorkspaceAccess } from '../access/Caller';
import { Precondition } from './Precondition';

/**
 * A request that has been let in and understood. `workspace` and `role` are
 * there when the endpoint's path or query names a workspace, `project` and
 * `projectRole` when its access is about a project.
 */
export interface HandlerContext<E extends Endpoint>
  extends WorkspaceAccess,
    ProjectAccess {
  caller: Caller;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  precondition: Precondition;
}
