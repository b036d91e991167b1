/** A row that takes the focus once it is in the table. @public */
export interface DataTableArrival {
  rowId: string;
  /** Called when the row has the focus. */
  onArrive: () => void;
}
