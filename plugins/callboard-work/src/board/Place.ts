/** A position on the board: before the card that is currently there. */
export interface Place {
  stateId: string;
  index: number;
}
