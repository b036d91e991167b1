/** The user or plugin that performs an action, as recorded in activity entries. */
export interface Actor {
  /** A lower-case entity reference. */
  user_ref: string;
  display_name: string;
  email: string | null;
  /** The IP address of the request, if recorded. */
  ip: string | null;
  request_id: string | null;
  /** The origin, if it is neither the API nor the plugin itself. */
  source?: 'assistant' | 'ingest';
  /** Overrides the time of the action, in milliseconds since 1970; only for seeding. */
  at?: number;
}

/** The plugin itself, for automatic actions. */
export const callboardActor: Actor = {
  user_ref: 'system:callboard/callboard',
  display_name: 'Callboard',
  email: null,
  ip: null,
  request_id: null,
};
