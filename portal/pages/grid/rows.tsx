import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RefObject } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useNavigate } from 'react-router';
import { organizationAt } from '../../frame/pages';
import { useMay } from '../../session/signed-in';
import { useStable } from '../../shared/stable';
import type { Address } from './address';
import { COLUMNS, Header } from './header';
import { useActive, useKeyboard } from './keyboard';
import type { OrganizationList } from './organizations';
import { Row } from './row';
import classes from './rows.module.css';
import { firstSeen, useScrollPlace, useTop } from './scroll';
import { useVirtualRows } from './virtual';

const HEADER_HEIGHT = 44;
const rowHeights = { table: 52, cards: 128 } as const;
/** How many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 40;

interface RowsProps {
  readonly list: OrganizationList;
  readonly address: Address;
}

/** The organizations as a table, on the phone as cards. */
export function Rows({ list: { rows, total, pages }, address }: RowsProps) {
  const isNarrow = useMediaQuery('(max-width: 68em)', false, { getInitialValueInEffect: false });
  const body = useRef<HTMLTableSectionElement>(null);
  const shape = { headerHeight: HEADER_HEIGHT, rowHeight: isNarrow ? rowHeights.cards : rowHeights.table };
  const { sort, direction } = address.request;
  const keys = useId();
  return (
    <>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrows move through its rows
        role="grid"
        aria-label="Organizations"
        aria-describedby={keys}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={COLUMNS}
        className={classes.grid}
        data-cards={isNarrow || undefined}
      >
        <Header sort={sort} direction={direction} onSort={(order) => address.show(order)} />
        <Body body={body} rows={rows} count={total ?? rows.length + 1} pages={pages} address={address} shape={shape} />
      </table>
      <Text id={keys} size="xs" c="dimmed" className={classes.keys}>
        Arrow keys, Home and End move from row to row; Enter opens one.
      </Text>
    </>
  );
}

interface BodyProps extends Pick<OrganizationList, 'rows' | 'pages'> {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  /** How many rows there are, with those that are not loaded. */
  readonly count: number;
  readonly address: Address;
  readonly shape: { readonly rowHeight: number; readonly headerHeight: number };
}

/** The rows that are seen, out of thousands. */
function Body({ body, rows, count, pages, address, shape }: BodyProps) {
  const place = { top: useTop(body), ...shape };
  const active = useActive(rows, address.row);
  const { items, height, lastSeen, scrollTo } = useVirtualRows({ ...place, count, keep: active.index });
  const onOpen = useOpen(address, () => firstSeen(place));
  const keyboard = useKeyboard({ body, rows, active, scrollTo, onOpen });
  useNextPage(pages, lastSeen + AHEAD >= rows.length);
  useScrollPlace(place, address.at, rows.length > 0, (at) => address.note({ at: String(at) }));
  return (
    <tbody ref={body} className={classes.body} style={{ height }} {...keyboard}>
      {items.map(({ index, top }) => (
        <Row
          key={rows[index]?.organizationId ?? index}
          row={rows[index]}
          index={index}
          top={top}
          height={shape.rowHeight}
          isActive={index === active.index}
          onOpen={onOpen}
        />
      ))}
    </tbody>
  );
}

function useNextPage({ hasNextPage, isFetching, isError, fetchNextPage }: OrganizationList['pages'], isNear: boolean) {
  useEffect(() => {
    if (isNear && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isNear, hasNextPage, isFetching, isError, fetchNextPage]);
}

/** Opens an organization; who comes back finds the row and the place. */
function useOpen({ note }: Address, at: () => number) {
  const navigate = useNavigate();
  const mayAct = useMay('act');
  return useStable(async (organizationId: string) => {
    await note({ row: organizationId, at: String(at()) });
    await navigate(organizationAt(organizationId, mayAct));
  });
}
