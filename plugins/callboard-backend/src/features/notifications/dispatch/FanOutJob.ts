/** The fan-out of a notification event. */
export interface FanOutJob {
  notification_event_id: string;
  /** The last of those who have had their turn, in the order of references. */
  after: string | null;
}
