/** Which secret: a row belongs to one partner, and the caller chose its reference. */
export interface RowName {
  partnerId: string;
  reference: string;
}

/** `sealed` is a compact JWE. */
export interface Row extends RowName {
  sealed: string;
}

/**
 * Where sealed rows are. A store never sees a secret or a key.
 * A row is written once: it may be sealed anew or erased, its content never changes.
 *
 * @throws {VaultError} `unavailable` from every call
 */
export interface Store {
  /** False when the reference is taken; the row there stays as it was. */
  insert(row: Row): Promise<boolean>;
  read(name: RowName): Promise<Row | undefined>;
  /** Puts `next` in the place of `previous`; false when that row is gone, which is never brought back. */
  replace(previous: Row, next: Row): Promise<boolean>;
  erase(name: RowName): Promise<void>;
  /** Erases the partner's rows stored before `keep`: all of them for null, none when `keep` is not there. */
  eraseOthers(input: { partnerId: string; keep: string | null }): Promise<void>;
  names(): Promise<RowName[]>;
  check(): Promise<void>;
  close(): Promise<void>;
}
