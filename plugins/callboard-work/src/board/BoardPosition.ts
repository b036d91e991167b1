/** A position on the board: before the card that is currently there. */
export interface BoardPosition {
  stateId: string;
  index: number;
}
