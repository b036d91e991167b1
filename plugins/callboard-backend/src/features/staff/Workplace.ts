/** The workspace that staff belong to: in its zone their days are counted. */
export interface Workplace {
  id: string;
  timezone: string;
}
