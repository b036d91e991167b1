import { PersonName } from '../../../__testUtils__/startCallboard';
import { RawRequest } from '../Connection';

/** A request, and what is known of it. */
export interface FuzzRequest extends RawRequest {
  who: PersonName | 'service';
  /** Nothing in it was spoilt. */
  intact: boolean;
  /** Its path leads nowhere, though each part of it is well-formed. */
  stray?: boolean;
  /** The path's parameters as the server has to read them; undefined where nobody knows. */
  params?: Record<string, string>;
  /** So for the query. */
  query?: Array<[string, string]>;
  /** So for an upload's form: its fields, when it has a file. */
  form?: Array<[string, string]>;
}
