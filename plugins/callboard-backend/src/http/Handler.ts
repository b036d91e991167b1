import {
  BodyOf,
  Endpoint,
  endpoints,
  ParamsOf,
  QueryOf,
  ResponseOf,
  Access,
} from '@callboard/plugin-callboard-common';
import { Caller, ProjectAccess, WorkspaceAccess } from '../access/Caller';
import { z } from 'zod';
import { PartValue } from './errors';
import { Precondition } from './Precondition';
import { UploadedFile } from './readUpload';

export interface PartToParse extends PartValue {
  name: 'path' | 'query' | 'body';
  schema: z.ZodType;
}

/** The result of the access check of a request. */
export interface Admission extends Partial<WorkspaceAccess & ProjectAccess> {
  caller: Caller;
  path: PartToParse;
  query: PartToParse;
}

/** The workspace and the project that a handler gets, depending on the access of its endpoint. */
type GrantedAccess<EndpointAccess extends Access> = EndpointAccess extends {
  kind: 'workspace';
}
  ? WorkspaceAccess
  : EndpointAccess extends { kind: 'project' }
  ? WorkspaceAccess & ProjectAccess
  : object;

/**
 * An authorised and parsed request. It has a workspace or a project only if its endpoint's access
 * requires one.
 */
export type HandlerContext<E extends Endpoint> = GrantedAccess<E['access']> & {
  caller: Caller;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  precondition: Precondition;
};

/** The request of an endpoint, by the name of the endpoint in `endpoints`. */
export type ContextOf<Name extends keyof typeof endpoints> = HandlerContext<
  (typeof endpoints)[Name]
>;

/** The result of a handler: nothing if the response has no content. */
type HandlerResult<E extends Endpoint> = ResponseOf<E> extends undefined
  ? void
  : ResponseOf<E>;

export type Handler<E extends Endpoint> = (
  context: HandlerContext<E>,
) => Promise<HandlerResult<E>>;

/** Handles a request with a file, which is deleted afterwards. */
export type UploadHandler<E extends Endpoint> = (
  context: HandlerContext<E> & { file: UploadedFile },
) => Promise<ResponseOf<E>>;

export interface ServiceRequest<E extends Endpoint> {
  /** The calling service, such as `plugin:catalog`. */
  service: string;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
}
