/** The person or plugin who does something, as every trace names them. */
export interface Actor {
  /** A lower-case entity reference. */
  user_ref: string;
  display_name: string;
  email: string | null;
  /** Where they called from, if that is recorded. */
  ip: string | null;
  request_id: string | null;
  /** How they do it, where not through the API or by the plugin itself. */
  source?: 'assistant' | 'ingest';
  /** Dates what they do to another moment than now; only seeding does. */
  at?: number;
}

/** The plugin itself, for what nobody asked for. */
export const callboardActor: Actor = {
  user_ref: 'system:callboard/callboard',
  display_name: 'Callboard',
  email: null,
  ip: null,
  request_id: null,
};
