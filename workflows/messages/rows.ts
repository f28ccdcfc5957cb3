/** A part of a list that a Workflow answers. */
export interface RowsRequest {
  readonly offset: number;
  readonly limit: number;
}
