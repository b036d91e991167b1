/** A place on the board: before the card that is there now. */
export interface Place {
  stateId: string;
  index: number;
}
