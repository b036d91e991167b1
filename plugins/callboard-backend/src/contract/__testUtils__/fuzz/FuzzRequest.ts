import { PersonName } from '../../../__testUtils__/startCallboard';
import { RawRequest } from '../Connection';

/** A request, and what is known of it. */
export interface FuzzRequest extends RawRequest {
  who: PersonName | 'service';
  /** Nothing in it was spoilt. */
  intact: boolean;
  /** Its path leads nowhere, though each part of it is well-formed. */
  stray?: boolean;
  /** The path's parameters as the server reads them; undefined where it cannot. */
  params?: Record<string, string>;
  /** The query as the server has to read it; undefined where nobody knows. */
  query?: Array<[string, string]>;
  /** So for an upload's form: its fields, when it has a file. */
  form?: Array<[string, string]>;
}
