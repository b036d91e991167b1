import type {
  BodyOf,
  Endpoint,
  endpoints,
  ParamsOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';

/** The name of an endpoint in the contract. @internal */
export type EndpointId = keyof typeof endpoints;

/** An endpoint of the contract by its name. @internal */
export type EndpointOf<Id extends EndpointId> = (typeof endpoints)[Id] &
  Endpoint;

/** A request as it reaches the fake API. @internal */
export interface FakeCall<Id extends EndpointId = EndpointId> {
  endpoint: EndpointId;
  method: string;
  /** Behind `/api/callboard`, without the query. */
  path: string;
  params: ParamsOf<EndpointOf<Id>>;
  /** As it was sent. */
  query: URLSearchParams;
  /** What was sent as JSON, or as fields of a form. */
  body: BodyOf<EndpointOf<Id>>;
  /** The form, where a file was sent. */
  form?: FormData;
  ifMatch: string | null;
}

/** The JSON that an endpoint answers. @internal */
export type AnswerOf<Id extends EndpointId> = ResponseOf<EndpointOf<Id>>;

type Answer<Id extends EndpointId> =
  | AnswerOf<Id>
  // Downloads, and what is not JSON.
  | Response
  | void;

/** What is answered, by endpoint. @internal */
export type FakeHandlers = {
  [Id in EndpointId]?: (call: FakeCall<Id>) => Answer<Id> | Promise<Answer<Id>>;
};
