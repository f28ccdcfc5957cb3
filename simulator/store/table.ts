/** Rows by id, and by the record that owns them, so that a request for one customer does not scan 10,000. */
export type Table<Row> = {
  get(id: number): Row | undefined;
  /** Every row, or those of one owner, in the order they were added. */
  rows(owner?: number): Iterable<Row>;
  /** Adds the row, or replaces the one with its id. */
  save(row: Row): Row;
  remove(id: number): void;
  nextId(): number;
};

export function createTable<Row extends { id: number }>(
  rows: Iterable<Row>,
  ownerOf?: (row: Row) => number,
): Table<Row> {
  const byId = new Map<number, Row>();
  const byOwner = new Map<number, Map<number, Row>>();
  let lastId = 0;

  const disown = (row: Row | undefined): void => {
    if (row && ownerOf) byOwner.get(ownerOf(row))?.delete(row.id);
  };
  const own = (row: Row): void => {
    if (!ownerOf) return;
    const owned = byOwner.get(ownerOf(row)) ?? new Map<number, Row>();
    byOwner.set(ownerOf(row), owned.set(row.id, row));
  };
  const save = (row: Row): Row => {
    const previous = byId.get(row.id);
    if (previous && ownerOf?.(previous) !== ownerOf?.(row)) disown(previous);
    byId.set(row.id, row);
    own(row);
    lastId = Math.max(lastId, row.id);
    return row;
  };
  for (const row of rows) save(row);

  return {
    get: (id) => byId.get(id),
    rows: (owner) => (owner === undefined ? byId.values() : (byOwner.get(owner)?.values() ?? [])),
    save,
    remove: (id) => {
      disown(byId.get(id));
      byId.delete(id);
    },
    nextId: () => lastId + 1,
  };
}
