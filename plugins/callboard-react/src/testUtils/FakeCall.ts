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
  /** The path after `/api/callboard`, without the query. */
  path: string;
  params: ParamsOf<EndpointOf<Id>>;
  /** The query, unparsed. */
  query: URLSearchParams;
  /** The parsed JSON, or the fields of a form. */
  body: BodyOf<EndpointOf<Id>>;
  /** The form, for file uploads. */
  form?: FormData;
  ifMatch: string | null;
}

/** The JSON response of an endpoint. @internal */
export type AnswerOf<Id extends EndpointId> = ResponseOf<EndpointOf<Id>>;

type Answer<Id extends EndpointId> =
  | AnswerOf<Id>
  // For downloads and other responses that are not JSON.
  | Response
  | void;

/** Request handlers by endpoint. @internal */
export type FakeHandlers = {
  [Id in EndpointId]?: (call: FakeCall<Id>) => Answer<Id> | Promise<Answer<Id>>;
};
