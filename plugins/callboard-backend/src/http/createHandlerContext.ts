import { Endpoint } from '@callboard/plugin-callboard-common';
import { Caller, ProjectAccess, WorkspaceAccess } from '../access/Caller';
import { HandlerContext } from './HandlerContext';
import { parseParts, PartToParse } from './parseRequest';
import { Precondition } from './Precondition';

/** The result of the access check of a request. */
export interface Admission extends Partial<WorkspaceAccess & ProjectAccess> {
  caller: Caller;
  path: PartToParse;
  query: PartToParse;
}

/**
 * Parses an authorised request.
 *
 * @throws InvalidRequestError listing every invalid field of every part
 */
export function createHandlerContext<E extends Endpoint>(
  { path, query, ...admission }: Admission,
  body: PartToParse | undefined,
  precondition: Precondition,
): HandlerContext<E> {
  const parsed = parseParts([path, query, ...(body ? [body] : [])]);
  return {
    ...admission,
    params: parsed[0],
    query: parsed[1],
    body: parsed[2],
    precondition,
  } as HandlerContext<E>;
}
