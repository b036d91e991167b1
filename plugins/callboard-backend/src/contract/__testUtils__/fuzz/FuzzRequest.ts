import { PersonName } from '../../../__testUtils__/startCallboard';
import { RawRequest } from '../Connection';

/** Things that exist, for requests to name. */
export interface Pools {
  cursor: string[];
  slug: string[];
  /** For every other path parameter, by its name. */
  [parameter: string]: string[];
}

/** A request, and what is known of it. */
export interface FuzzRequest extends RawRequest {
  who: PersonName;
  /** Nothing in it was spoilt. */
  intact: boolean;
  /** The query as the server has to read it; undefined where nobody knows. */
  query?: Array<[string, string]>;
  /** So for an upload's form: its fields, when it has a file. */
  form?: Array<[string, string]>;
}
