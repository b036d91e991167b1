import { PersonName } from '../../../__testUtils__/startCallboard';
import { RawRequest } from '../Connection';

/** A request with its metadata. */
export interface FuzzRequest extends RawRequest {
  callerName: PersonName | 'service';
  /** Whether the request is valid: no part of it was broken. */
  isIntact: boolean;
  /** Whether the path identifies no resource, although each of its parameters is well-formed. */
  isStray?: boolean;
  /** The decoded path parameters; undefined if the server cannot decode them. */
  params?: Record<string, string>;
  /** The query as the server must parse it; undefined if unspecified. */
  query?: Array<[string, string]>;
  /** The fields of an upload's form; undefined if the form has no file. */
  form?: Array<[string, string]>;
}
