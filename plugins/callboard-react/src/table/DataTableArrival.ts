/** A row that takes the focus when it comes to be in a table. @public */
export interface DataTableArrival {
  rowId: string;
  /** Called when the row has it. */
  onArrive: () => void;
}
