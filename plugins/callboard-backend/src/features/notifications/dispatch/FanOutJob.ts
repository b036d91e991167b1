/** A notice that is being handed out. */
export interface FanOutJob {
  notice_id: string;
  /** The last of those who have had their turn, in the order of references. */
  after: string | null;
}
